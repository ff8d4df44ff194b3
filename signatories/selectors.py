"""Reading signatories: the public page, the dashboard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from core.addresses import address_current, address_resolve
from core.models import PublicAddress
from core.versions import Served, choose
from signatories.choices import PUBLIC, Status
from signatories.models import (
    ClaimLink,
    Invitation,
    MemberInvitation,
    Membership,
    Registration,
    Signatory,
    SignatoryProfile,
    Signature,
)
from signatories.models.member_invitation import OPEN_STATES
from signatories.names import Known, comparison_key, is_likely_same
from signatories.places import places_named
from signatories.tokens import token_digest
from translations.selectors import provenances, real_versions, withheld_languages

KIND = PublicAddress.Kind.SIGNATORY
# Statuses in which an entry stands for its authority.
STANDING: Final = (Status.AWAITING, *PUBLIC)
STILL_DAYS: Final = 90
UNWANTED_SALT: Final = "signatories.unwanted"


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
    told = provenances(key)
    paths = {code: f"/{code}/signatories/{slug}/" for code in profiles}
    versions = real_versions(paths, told, written_in)
    withheld = withheld_languages(told, written_in)
    return choose(language, versions, written_in, withheld)


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
    return list(
        Signatory.objects.filter(memberships__user=user).select_related("country")
    )


def signatory_of_member(user: User, key: UUID) -> Signatory | None:
    """Return the signatory with this key if the person acts for it, None otherwise."""
    return (
        Signatory.objects.filter(memberships__user=user, key=key)
        .select_related("country")
        .first()
    )


def membership_of(user: User, signatory: Signatory) -> Membership | None:
    """Return in which role a person acts for a signatory, None when it does not."""
    return Membership.objects.filter(user=user, signatory=signatory).first()


def profile_preview_context(
    profile: SignatoryProfile, request: HttpRequest
) -> dict[str, Any]:
    """Return the context of the public page for the preview of a draft."""
    return {
        "signatory": profile.signatory,
        "profile": profile,
        "served": None,
        "links": profile.links.split(),
        "is_awaiting": False,
        "claim_url": "#",
        "name_language": profile.language,
        "is_demo_item": profile.signatory.is_demo,
        "initiatives": [],
        "report_url": "#",
    }


def registration_by_token(token: str) -> Registration | None:
    """Return the registration behind the secret of a link, None for any other."""
    return (
        Registration.objects.filter(token_digest=token_digest(token))
        .select_related(
            *("joins", "signatory", "commitment", "terms", "user", "claim"),
        )
        .first()
    )


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation behind the secret of a link while it may be accepted."""
    return (
        Invitation.objects.filter(
            token_digest=token_digest(token),
            accepted_at=None,
            closed_at=None,
            expires_at__gt=timezone.now(),
            signatory__status__in=STANDING,
        )
        .select_related("signatory")
        .first()
    )


def member_invitation_by_token(token: str) -> MemberInvitation | None:
    """Return the invitation of a member while its link may be followed."""
    return (
        MemberInvitation.objects.filter(
            token_digest=token_digest(token),
            state__in=OPEN_STATES,
            expires_at__gt=timezone.now(),
            inviter__status=Status.CONFIRMED,
        )
        .select_related("inviter__country")
        .first()
    )


def members_of(inviter: Signatory, state: str) -> QuerySet[MemberInvitation]:
    """Return whom an association invited, with `state_now`; `state` "" means all."""
    rows = MemberInvitation.objects.filter(inviter=inviter).with_state_now()
    if state:
        rows = rows.filter(state_now=state)
    found: QuerySet[MemberInvitation] = rows.select_related("signatory")
    return found.order_by("official_name", "pk")


def member_counts(inviter: Signatory) -> dict[str, int]:
    """Return how many invitations of an association are in which state now."""
    rows = MemberInvitation.objects.filter(inviter=inviter).with_state_now()
    counted = rows.order_by().values_list("state_now").annotate(Count("pk"))
    return dict(counted)


def pages_of(signatories: Iterable[Signatory], language: str) -> dict[UUID, str]:
    """Return the addresses of the public ones among signatories, by key."""
    slugs = PublicAddress.objects.filter(
        kind=KIND,
        translation_key__in=[item.key for item in signatories if item.is_public],
        is_current=True,
    ).values_list("translation_key", "slug")
    return {key: f"/{language}/signatories/{slug}/" for key, slug in slugs}


def unwanted_by_token(token: str) -> tuple[int, str] | None:
    """Return what the link "please do not write again" of a mail stands for.

    Returns:
        number of the invitation and digest of the address; None for a made-up link. It
        never expires: the mail may be read a year later.
    """
    try:
        pk, digest = signing.loads(token, salt=UNWANTED_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(pk), str(digest)


def claim_link_by_token(token: str) -> ClaimLink | None:
    """Return the claim link with this secret while its entry can be claimed."""
    return (
        ClaimLink.objects.filter(
            token_digest=token_digest(token),
            closed_at=None,
            expires_at__gt=timezone.now(),
            signatory__status=Status.RECORDED,
        )
        .select_related("signatory__country")
        .first()
    )


def membership_by_still_token(token: str) -> Membership | None:
    """Return who was asked "still you?" by a link of the last 90 days."""
    try:
        pk = signing.loads(
            token, salt="signatories.still", max_age=STILL_DAYS * 24 * 3600
        )
    except signing.BadSignature:
        return None
    return Membership.objects.select_related("signatory", "user").filter(pk=pk).first()


def doubles_of(profile: str, fields: dict[str, Any]) -> list[Signatory]:
    """Return entries that probably are the same authority, organisation or person.

    Args:
        profile: only entries of the same profile are compared.
        fields: `country_id`, `official_name`, and where they are known `latin_name`,
            `place`, `official_code`, `geoname_id`.
    """
    asked = known_from(fields)
    standing = Signatory.objects.filter(
        profile=profile, country_id=fields["country_id"], status__in=STANDING
    ).order_by("registered_at")
    return [item for item in standing if is_likely_same(asked, known_of(item))]


def known_from(fields: dict[str, Any]) -> Known:
    """Return what is compared of an entry that does not exist yet; see `doubles_of`."""
    return _known(
        fields["country_id"],
        (fields["official_name"], fields.get("latin_name") or ""),
        fields.get("place") or "",
        fields.get("official_code") or "",
        fields.get("geoname_id"),
    )


def known_of(item: Signatory) -> Known:
    """Return what is compared of an entry."""
    return _known(
        item.country_id,
        (item.official_name, item.latin_name),
        item.place,
        item.official_code,
        item.geoname_id,
    )


def _known(
    country: str, names: tuple[str, ...], place: str, code: str, chosen: int | None
) -> Known:
    keys = {comparison_key(name) for name in (*names, place) if name}
    places = frozenset().union(*(places_named(country, key) for key in keys))
    return Known(tuple(filter(None, names)), code, places, chosen)


def signature_by_number(number: str) -> Signature | None:
    """Return the signature a certificate was made for, None for an unknown number."""
    if not number.isprintable():
        return None
    return (
        Signature.objects.filter(certificate_number=number.upper())
        .select_related("signatory__country")
        .first()
    )


def signatory_page_of(
    user: User, slug: str
) -> tuple[Signatory, SignatoryProfile | None] | None:
    """Return an entry that awaits confirmation, for its people and for staff alone.

    Returns:
        the entry and the draft of its description, if there is one; None for anybody
        else, and for what was rejected or withdrawn.
    """
    found = address_resolve(kind=KIND, slug=slug)
    if found is None:
        return None
    signatory = (
        Signatory.objects.filter(key=found[0], status=Status.AWAITING)
        .select_related("country")
        .first()
    )
    if signatory is None or not may_see(user, signatory):
        return None
    row = signatory.profiles.order_by("pk").first()
    return signatory, row.get_latest_revision_as_object() if row else None


def may_see(user: User, signatory: Signatory) -> bool:
    """Whether somebody may see what is not public: its people, and staff."""
    is_staff = user.has_perm("signatories.change_signatory")
    return is_staff or membership_of(user, signatory) is not None


def page_path(signatory: Signatory, language: str) -> str:
    """Return the address of a signatory's page in a language."""
    slug = address_current(kind=KIND, key=signatory.key)
    return f"/{language}/signatories/{slug}/"
