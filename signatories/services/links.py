"""The ways into signing: asked for, by an association's invitation, by a claim."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from core.locks import one_at_a_time
from signatories import emails
from signatories.choices import InvitationState, Profile
from signatories.exceptions import MemberInvitationError
from signatories.models import (
    ClaimLink,
    MemberInvitation,
    Registration,
    Signatory,
)
from signatories.names import comparison_key
from signatories.places import place_only
from signatories.tokens import token_digest, token_new

LINK_DAYS: Final = 30
# Mails to one address within an hour; more are promised and not sent, so that nobody
# is flooded and nobody learns who signs.
MAILS_AN_HOUR: Final = 3


@transaction.atomic
def registration_start(
    *, email: str, profile: str, language: str, **more: Any
) -> Registration | None:
    """Open a registration and mail its link, which is the only way to it.

    Args:
        email: where the link goes.
        profile: as what somebody signs.
        language: of the mail.
        more: further fields of Registration.

    Returns:
        the registration; None when the address has had enough mails for now.
    """
    address, now = email.strip().lower(), timezone.now()
    # Whoever else types the address waits, so that the mails can be counted.
    one_at_a_time(f"sign:{address}")
    recent = Registration.objects.filter(
        email=address, created_at__gt=now - timedelta(hours=1)
    )
    if recent.count() >= MAILS_AN_HOUR:
        return None
    token = token_new()
    registration = Registration.objects.create(
        token_digest=token_digest(token),
        email=address,
        language=language,
        profile=profile,
        expires_at=now + timedelta(days=LINK_DAYS),
        **more,
    )
    emails.registration_link(registration, token)
    return registration


def claim_start(
    *, signatory: Signatory, email: str, language: str, claim: ClaimLink | None
) -> None:
    """Mail the link with which somebody asks for an entry that staff recorded."""
    registration_start(
        email=email,
        profile=signatory.profile,
        language=language,
        joins=signatory,
        claim=claim,
    )


@transaction.atomic
def member_begin(
    *, invitation: MemberInvitation, token: str, email: str, profile: str, language: str
) -> bool:
    """Let an invited member begin; what the association typed is filled in.

    The secret came by mail to the address of the invitation, so that one counts as
    proved. Another address gets a mail of its own, whose link proves it.

    Returns:
        whether the member goes on under the same secret; False when a mail was sent.

    Raises:
        MemberInvitationError: it was taken back or answered meanwhile.
    """
    locked = MemberInvitation.objects.select_for_update().get(pk=invitation.pk)
    now = timezone.now()
    if not locked.is_open or locked.token_digest != token_digest(token):
        raise MemberInvitationError(f"invitation {locked.pk} is {locked.state}")
    is_same: bool = email.strip().lower() == locked.email
    values = {
        "profile": profile,
        "language": language,
        "answers": {"who": _filled_in(locked, profile)},
        "invitation": locked,
    }
    if is_same:
        _go_on(locked, now, values)
    else:
        registration_start(email=email, **values)
    if locked.state in (InvitationState.WAITING, InvitationState.SENT):
        locked.state = InvitationState.OPENED
        locked.save(update_fields=["state", "changed_at"])
    return is_same


def _go_on(invitation: MemberInvitation, now: datetime, values: dict[str, Any]) -> None:
    """Open the one registration that belongs to the secret of the invitation."""
    Registration.objects.get_or_create(
        token_digest=invitation.token_digest,
        defaults={
            "email": invitation.email,
            "expires_at": invitation.expires_at,
            "opened_at": now,
            **values,
        },
    )


def _filled_in(invitation: MemberInvitation, profile: str) -> dict[str, str]:
    """Return the answers of the step "who" as a person would have typed them."""
    name, country = invitation.official_name, invitation.country_id
    answers = {"country": country, "official_name": name}
    if profile == Profile.AUTHORITY:
        place = place_only(country, comparison_key(name))
        if place is not None:
            answers |= {"place": place.name, "geoname_id": str(place.id)}
    return answers
