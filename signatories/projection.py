"""What the search knows of a signatory: its descriptions in all languages at once."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from core.addresses import address_current
from core.languages import BY_CODE, DEFAULT
from core.models import PublicAddress
from core.publication import PublicationMixin
from core.text import strip_markup
from search.descriptions import DocumentDescription, Facts, ObjectDescription
from signatories.models import Signatory, SignatoryProfile
from translations.selectors import card_facts, provenances, withheld_languages

KIND = PublicAddress.Kind.SIGNATORY


def identify(instance: PublicationMixin) -> tuple[str, UUID] | None:
    """Say which signatory a row belongs to."""
    match instance:
        case SignatoryProfile():
            return KIND, instance.signatory.key
        case Signatory():
            return KIND, instance.key
    return None


def all_keys() -> Iterable[UUID]:
    """Return the keys of all public signatories."""
    return Signatory.objects.public().values_list("key", flat=True)


def signatory_facts(signatory: Signatory) -> dict[str, str]:
    """Return what a result shows of a signatory; personal data is no part of it."""
    return {
        "key": address_current(kind=KIND, key=signatory.key) or "",
        "name": signatory.official_name,
        "latin_name": signatory.latin_name,
        "profile": signatory.profile,
        "country": signatory.country_id,
        "language": name_language(signatory),
    }


def describe(key: UUID) -> ObjectDescription | None:
    """Describe a signatory, None unless the secretariat has confirmed it."""
    signatory = (
        Signatory.objects.public().select_related("country").filter(key=key).first()
    )
    slug = address_current(kind=KIND, key=key)
    if signatory is None or slug is None:
        return None
    profiles = {
        profile.language: profile
        for profile in signatory.profiles.filter(live=True).order_by("pk")
    }
    written_in = next(iter(profiles), name_language(signatory))
    told = provenances(key)
    for language in withheld_languages(told, written_in):
        profiles.pop(language, None)
    return ObjectDescription(
        kind=KIND,
        key=key,
        slug=slug,
        written_in=written_in,
        published_at=signatory.registered_at,
        country=signatory.country_id,
        facts=_facts(signatory),
        facets={"profile": (signatory.profile,), "signatory": (slug,)},
        documents=tuple(
            _document(
                signatory,
                profiles.get(language),
                language,
                slug,
                card_facts(language, written_in, told),
            )
            for language in profiles or (written_in,)
        ),
    )


def name_language(signatory: Signatory) -> str:
    """Return the language to mark a signatory's name with: its country's first one."""
    official = signatory.country.language_codes
    return official[0] if official and official[0] in BY_CODE else DEFAULT


def _facts(signatory: Signatory) -> Facts:
    return {
        "name": signatory.official_name,
        "latin_name": signatory.latin_name,
        "profile": signatory.profile,
        "name_language": name_language(signatory),
        "country": signatory.country_id,
        "region": signatory.region,
        "signed_on": signatory.signed_on.isoformat() if signatory.signed_on else None,
        "recorded_from": signatory.recorded_source,
        "is_demo": signatory.is_demo,
    }


def _document(
    signatory: Signatory,
    profile: SignatoryProfile | None,
    language: str,
    slug: str,
    facts: Mapping[str, Any],
) -> DocumentDescription:
    description = strip_markup(profile.description) if profile else ""
    names = "\n".join(filter(None, [signatory.latin_name, signatory.region]))
    return DocumentDescription(
        language=language,
        is_original=facts["state"] == "original",
        title=signatory.official_name,
        summary=profile.summary if profile else "",
        body=f"{description}\n{names}",
        url=f"/{language}/signatories/{slug}/",
        card={**facts},
    )
