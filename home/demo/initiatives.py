"""Creates the demonstration's initiatives in their own languages."""

import json
import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from core.addresses import address_resolve
from core.locales import locale_id
from core.models import PublicAddress
from home.demo.markup import body
from initiatives.models import Initiative, InitiativeIndexPage, InitiativePage
from signatories.models import Signatory
from translations.models import TextProvenance, TextState

CONTENT: Final = Path(__file__).resolve().parent / "initiatives"
CODES: Final = ("principles", "actions", "groups", "level", "place", "cost_band")
TEXTS: Final = ("title", "summary", "partners", "results", "lessons")


def initiatives_load() -> int:
    """Create the initiatives whose address does not exist yet; return how many."""
    created = 0
    for path in sorted(CONTENT.glob("*.toml")):
        if address_resolve(kind=PublicAddress.Kind.INITIATIVE, slug=path.stem) is None:
            _create(tomllib.loads(path.read_text(encoding="utf-8")))
            created += 1
    return created


@transaction.atomic
def _create(content: dict[str, Any]) -> None:
    original = content["language"]
    page = _page(content, original)
    parent = InitiativeIndexPage.objects.get(locale_id=locale_id(original))
    parent.add_child(instance=page)
    Initiative.objects.filter(key=page.translation_key).update(is_demo=True)
    page.save_revision().publish()
    for language in content["text"]:
        if language != original:
            _translate(content, language, page)


def _translate(content: dict[str, Any], language: str, source: InitiativePage) -> None:
    """Add a real translation; nobody has reviewed it, so it is a machine draft."""
    page = _page(content, language)
    page.translation_key = source.translation_key
    TextProvenance.objects.create(
        translation_key=source.translation_key,
        language=language,
        state=TextState.MACHINE_DRAFT,
    )
    parent = InitiativeIndexPage.objects.get(locale_id=locale_id(language))
    parent.add_child(instance=page)
    page.save_revision().publish()


def _page(content: dict[str, Any], language: str) -> InitiativePage:
    texts = content["text"][language]
    signatory = _signatory(content["signatory"])
    return InitiativePage(
        slug=content["slug"],
        locale_id=locale_id(language),
        live=False,
        country_id=content["country"],
        starts_on=content["starts_on"],
        ends_on=content.get("ends_on"),
        signatory=signatory,
        draft_title=texts["title"],
        body=json.dumps(body(texts["body"], f"initiative/{content['slug']}")),
        **{name: content[name] for name in CODES},
        **{name: texts[name] for name in TEXTS},
    )


def _signatory(slug: str) -> Signatory:
    found = address_resolve(kind=PublicAddress.Kind.SIGNATORY, slug=slug)
    if found is None:
        raise LookupError(f"home/demo/signatories/{slug}.toml is missing")
    return Signatory.objects.get(key=found[0])
