"""Creates the demonstration's signatories with their descriptions."""

import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from core.addresses import address_resolve
from core.locales import locale_id
from core.models import PublicAddress
from home.demo.markup import rich
from pact.models import CommitmentVersion
from signatories.models import Signatory, SignatoryProfile
from signatories.services import signatory_register, signatory_transition
from translations.models import TextProvenance, TextState

CONTENT: Final = Path(__file__).resolve().parent / "signatories"
FIELDS: Final = (
    "profile",
    "official_name",
    "latin_name",
    "official_code",
    "region",
    "population_band",
    "member_count",
    "website",
    "signed_on",
)


def signatories_load() -> int:
    """Create the signatories whose address does not exist yet; return how many."""
    created = 0
    for path in sorted(CONTENT.glob("*.toml")):
        if address_resolve(kind=PublicAddress.Kind.SIGNATORY, slug=path.stem) is None:
            _create(tomllib.loads(path.read_text(encoding="utf-8")))
            created += 1
    return created


@transaction.atomic
def _create(content: dict[str, Any]) -> None:
    signatory = signatory_register(
        actor=None,
        slug=content["slug"],
        country_id=content["country"],
        commitment=CommitmentVersion.objects.order_by("-number").first(),
        is_demo=True,
        **{name: content[name] for name in FIELDS},
    )
    signatory_transition(signatory=signatory, verb="confirmed", actor=None)
    original = content["language"]
    for language in sorted(content["profiles"], key=lambda code: code != original):
        _create_profile(signatory, language, content["profiles"][language], original)


def _create_profile(
    signatory: Signatory, language: str, texts: dict[str, str], original: str
) -> None:
    profile = SignatoryProfile(
        signatory=signatory,
        locale_id=locale_id(language),
        translation_key=signatory.key,
        summary=texts["summary"],
        description=rich(texts["description"]),
        live=False,
    )
    profile.save()
    if language != original:
        TextProvenance.objects.create(
            translation_key=signatory.key,
            language=language,
            state=TextState.MACHINE_DRAFT,
        )
    profile.save_revision().publish()
