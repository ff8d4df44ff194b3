"""Reading signatories: the public page, the dashboard."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from accounts.models import User
from core.addresses import address_resolve
from core.models import PublicAddress
from core.versions import Served, Version, choose
from signatories.models import Signatory, SignatoryProfile
from translations.selectors import provenance_states, translation_state

KIND = PublicAddress.Kind.SIGNATORY


@dataclass(frozen=True, slots=True)
class PublicSignatory:
    """A signatory as the public sees it in a language.

    Attributes:
        slug: its current slug, which may differ from the one asked for.
        profile: the description served, None while there is none.
        served: which language that is, None without a description.
    """

    signatory: Signatory
    slug: str
    profile: SignatoryProfile | None
    served: Served | None


def signatory_public(slug: str, language: str) -> PublicSignatory | None:
    """Return a public signatory by a current or former slug; None otherwise."""
    found = address_resolve(kind=KIND, slug=slug)
    if found is None:
        return None
    key, current = found
    signatory = (
        Signatory.objects.public().select_related("country").filter(key=key).first()
    )
    if signatory is None:
        return None
    profiles = {
        profile.language: profile
        for profile in signatory.profiles.filter(live=True)
        .select_related("logo")
        .order_by("pk")
    }
    served = _served(key, current, language, profiles)
    profile = profiles[served.language] if served else None
    return PublicSignatory(signatory, current, profile, served)


def _served(
    key: UUID, slug: str, language: str, profiles: dict[str, SignatoryProfile]
) -> Served | None:
    if not profiles:
        return None
    written_in = next(iter(profiles))
    states = provenance_states(key)
    versions = {
        code: Version(
            code,
            f"/{code}/signatories/{slug}/",
            translation_state(code, written_in, states),
        )
        for code in profiles
    }
    return choose(language, versions, written_in)


def name_of_slug(slug: str, language: str) -> str:
    """Return the official name of the public signatory at an address, "" for others.

    It is the same in all languages.
    """
    found = address_resolve(kind=KIND, slug=slug)
    public = Signatory.objects.public()
    signatory = public.filter(key=found[0]).first() if found else None
    return signatory.official_name if signatory else ""


def signatories_of(user: User) -> list[Signatory]:
    """Return the signatories a person acts for."""
    return list(Signatory.objects.filter(members=user).select_related("country"))


def profile_preview_context(
    profile: SignatoryProfile, request: HttpRequest
) -> dict[str, Any]:
    """Return the context of the public page for the preview of a draft."""
    return {
        "signatory": profile.signatory,
        "profile": profile,
        "served": None,
        "name_language": profile.language,
        "is_demo_item": profile.signatory.is_demo,
        "initiatives": [],
        "report_url": "#",
    }
