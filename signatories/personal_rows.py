"""What the room keeps about a person, beside what is the signatory's own."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import personal_data
from core.personal_data import rows
from signatories.models import (
    ClaimLink,
    DraftLogo,
    Invitation,
    JoinRequest,
    MemberInvitation,
    Membership,
    Registration,
    Signatory,
    SignatoryEvent,
    Signature,
)

COVERS = (
    "signatories.ClaimLink",
    "signatories.DraftLogo",
    "signatories.Invitation",
    "signatories.JoinRequest",
    "signatories.MemberInvitation",
    "signatories.Membership",
    "signatories.Registration",
    "signatories.SignatoryEvent",
    "signatories.SignatoryProfile",
    "signatories.Signature",
)


def register() -> None:
    """Answer for memberships, signatures, requests, invitations and the log."""
    personal_data.register("signatories", _export, _erase, COVERS, _stays)


def _export(user: User) -> dict[str, object]:
    return {
        "acts_for": rows(
            Membership.objects.filter(user=user),
            *("signatory__official_name", "signatory__status", "role", "joined_at"),
        ),
        "signatures": rows(
            Signature.objects.filter(signed_by=user),
            *("signatory__official_name", "signed_on", "number", "language"),
            *("signer_name", "signer_office", "certificate_number"),
        ),
        "asked_to_join": rows(
            JoinRequest.objects.filter(user=user),
            *("signatory__official_name", "name", "office", "state", "created_at"),
        ),
        "invitations": rows(
            _invitations(user),
            *("signatory__official_name", "role", "created_at", "accepted_at"),
        ),
        "invitations_of_associations": rows(
            _member_invitations(user),
            *("inviter__official_name", "official_name", "email", "language"),
            *("state", "created_at", "sent_at"),
        ),
        "members_invited": rows(
            MemberInvitation.objects.filter(invited_by=user),
            *("official_name", "created_at"),
        ),
        "claim_links": rows(
            ClaimLink.objects.filter(Q(created_by=user) | Q(sent_to=user.email)),
            *("signatory__official_name", "created_at"),
        ),
        "registrations": rows(
            _registrations(user),
            *("profile", "language", "answers", "created_at", "completed_at"),
        ),
        "logos": rows(
            DraftLogo.objects.filter(uploaded_by=user),
            *("signatory__official_name", "uploaded_at"),
        ),
        "log": rows(
            SignatoryEvent.objects.filter(actor=user),
            *("signatory__official_name", "verb", "detail", "happened_at"),
        ),
    }


def _invitations(user: User) -> QuerySet[Invitation]:
    """Return those to the person, whatever the address they went to."""
    return Invitation.objects.filter(Q(email=user.email) | Q(accepted_by=user))


def _member_invitations(user: User) -> QuerySet[MemberInvitation]:
    """Return those to the person, or which the person answered by signing."""
    found: QuerySet[MemberInvitation] = MemberInvitation.objects.filter(
        Q(email=user.email) | Q(signed_by=user)
    )
    return found


def _registrations(user: User) -> QuerySet[Registration]:
    """Return those of the person, whatever the address typed there."""
    return Registration.objects.filter(Q(email=user.email) | Q(user=user))


def _erase(user: User) -> None:
    """Leave signature and log as they are, without the person in them."""
    Signature.objects.filter(signed_by=user).update(signer_name="", signer_office="")
    _invitations(user).delete()
    _member_invitations(user).delete()
    ClaimLink.objects.filter(sent_to=user.email).update(sent_to="")
    for registration in _registrations(user):
        if registration.decision:
            registration.decision.delete(save=False)
        registration.delete()
    # Who elected representatives are is public as long as their signature is.
    for event in SignatoryEvent.objects.filter(detail__icontains=user.email):
        event.detail = personal_data.without(event.detail, user.email)
        event.save(update_fields=["detail"])


def _stays(user: User) -> Iterator[str]:
    for signatory in Signatory.objects.filter(memberships__user=user):
        yield _("The entry of %(name)s in the list of signatories") % {
            "name": signatory.official_name
        }
    if Signature.objects.filter(signed_by=user).exists():
        yield _("That the Pact was signed, and when, without your name and function")
