"""Associations bring their members: inviting by mail, and what becomes of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.jobs import enqueue_on_commit
from core.models import OutgoingMail
from signatories import emails
from signatories.choices import InvitationState, Profile, Status
from signatories.exceptions import MemberInvitationError, MemberLimitError
from signatories.models import (
    MemberInvitation,
    Membership,
    Registration,
    Signatory,
    UnwantedAddress,
)
from signatories.models.member_invitation import OPEN_STATES
from signatories.selectors import UNWANTED_SALT
from signatories.services.lifecycle import log
from signatories.tokens import address_digests, token_digest, token_new

MEMBER_LINK_DAYS: Final = 60
AGAIN_AFTER: Final = timedelta(days=7)
# The first mail is not counted.
AGAIN_TIMES: Final = 3
KEPT: Final = timedelta(days=30)
NOT_ANSWERED: Final = (*OPEN_STATES, InvitationState.CLOSED)


@transaction.atomic
def members_invite(
    *, inviter: Signatory, rows: Sequence[dict[str, Any]], language: str, actor: User
) -> int:
    """Invite members; the mails are written by a task after the commit.

    Args:
        inviter: the association.
        rows: `official_name`, `country_id`, `profile`, `email`, and `language` of the
            mail, "" for the one below.
        language: of mails where a row has none.
        actor: a manager of the association.

    Returns:
        how many are invited; who was invited before is left out, so that the same list
        sent twice is sent once.

    Raises:
        PermissionDenied: the actor is no manager, or the association not confirmed.
        MemberLimitError: too many for one day; nobody is invited.
    """
    locked = _locked_inviter(inviter, actor)
    known = set(
        MemberInvitation.objects.filter(
            inviter=locked, email__in=[row["email"] for row in rows]
        ).values_list("email", flat=True)
    )
    fresh = {row["email"]: row for row in rows if row["email"] not in known}
    left = members_left_today(locked)
    if len(fresh) > left:
        raise MemberLimitError(left)
    if not fresh:
        return 0
    expires_at = timezone.now() + timedelta(days=MEMBER_LINK_DAYS)
    MemberInvitation.objects.bulk_create(
        MemberInvitation(
            inviter=locked,
            invited_by=actor,
            official_name=row["official_name"],
            country_id=row["country_id"],
            profile=row["profile"],
            email=row["email"],
            language=row["language"] or language,
            expires_at=expires_at,
        )
        for row in fresh.values()
    )
    log(locked, "members", str(len(fresh)), actor)
    enqueue_on_commit("signatories.send_member_invitations")
    return len(fresh)


def members_left_today(inviter: Signatory) -> int:
    """Return how many mails to members an association may still send within a day."""
    counted = Q(state=InvitationState.WAITING) | Q(
        sent_at__gt=timezone.now() - timedelta(days=1)
    )
    sent = MemberInvitation.objects.filter(counted, inviter=inviter).count()
    return max(0, settings.MEMBER_INVITATIONS_A_DAY - sent)


def _locked_inviter(inviter: Signatory, actor: User) -> Signatory:
    locked: Signatory = Signatory.objects.select_for_update().get(pk=inviter.pk)
    own = Membership.objects.filter(signatory=locked, user=actor).first()
    if own is None or not own.is_manager or not may_bring_members(locked):
        raise PermissionDenied
    return locked


def may_bring_members(signatory: Signatory) -> bool:
    """Whether it is an organisation that the secretariat has confirmed."""
    is_organisation = signatory.profile == Profile.ORGANISATION
    return is_organisation and signatory.status == Status.CONFIRMED


def member_invitations_send() -> int:
    """Write the mails that wait; return how many invitations were dealt with."""
    waiting = MemberInvitation.objects.filter(
        state=InvitationState.WAITING, inviter__status=Status.CONFIRMED
    )
    return sum(_send_waiting(pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _send_waiting(pk: int) -> int:
    invitation = (
        MemberInvitation.objects.select_for_update(of=("self",))
        .select_related("inviter")
        .filter(pk=pk, state=InvitationState.WAITING)
        .first()
    )
    if invitation is None:
        return 0
    _send(invitation)
    return 1


def _send(invitation: MemberInvitation) -> None:
    """Write the mail with a new secret; work begun under the former one goes along.

    Who wants no such mail gets none. The association is not told: that somebody once
    said no would tell it that the address is known here.
    """
    token, now = token_new(), timezone.now()
    digest, former = token_digest(token), invitation.token_digest
    invitation.token_digest, invitation.sent_at = digest, now
    invitation.sent_count += 1
    invitation.expires_at = now + timedelta(days=MEMBER_LINK_DAYS)
    if invitation.state in (InvitationState.WAITING, InvitationState.CLOSED):
        invitation.state = InvitationState.SENT
    invitation.save()
    if former:
        Registration.objects.filter(token_digest=former).update(
            token_digest=digest, expires_at=invitation.expires_at
        )
    digests = address_digests(invitation.email)
    if not UnwantedAddress.objects.filter(digest__in=digests).exists():
        unwanted = signing.dumps([invitation.pk, digests[0]], salt=UNWANTED_SALT)
        emails.member_invited(invitation, token, unwanted)


def may_send_again(invitation: MemberInvitation) -> bool:
    """Whether another mail may go out: once a week, three times, never after an answer."""
    if invitation.state not in NOT_ANSWERED or invitation.sent_count > AGAIN_TIMES:
        return False
    if invitation.sent_at is None:
        # Taken back before the first mail was written.
        return invitation.state == InvitationState.CLOSED
    return invitation.sent_at <= timezone.now() - AGAIN_AFTER


@transaction.atomic
def member_send_again(*, invitation: MemberInvitation, actor: User) -> None:
    """Send an invitation again with a new link; the former one ends.

    Raises:
        PermissionDenied: as for inviting.
        MemberLimitError: too many mails today.
        MemberInvitationError: it is too early, was done often enough, or is answered.
    """
    inviter = _locked_inviter(invitation.inviter, actor)
    locked = MemberInvitation.objects.select_for_update().get(pk=invitation.pk)
    if not may_send_again(locked):
        raise MemberInvitationError(f"invitation {locked.pk} goes to nobody now")
    if not members_left_today(inviter):
        raise MemberLimitError(0)
    locked.inviter = inviter
    _send(locked)


@transaction.atomic
def member_take_back(*, invitation: MemberInvitation, actor: User) -> None:
    """End the link; what the member has begun under it stays the member's own."""
    inviter = _locked_inviter(invitation.inviter, actor)
    closed = MemberInvitation.objects.filter(
        pk=invitation.pk, state__in=OPEN_STATES
    ).update(state=InvitationState.CLOSED, token_digest="", changed_at=timezone.now())
    if closed:
        log(inviter, "uninvited", "", actor)


@transaction.atomic
def member_decline(*, pk: int, digest: str) -> None:
    """Write to an address no more; the address itself is kept nowhere.

    Args:
        pk: of the invitation in whose mail the link stood; it may be gone by now.
        digest: of the address it went to.
    """
    UnwantedAddress.objects.get_or_create(digest=digest)
    invitation = MemberInvitation.objects.select_for_update().filter(pk=pk).first()
    if invitation is None or invitation.state not in NOT_ANSWERED:
        return
    OutgoingMail.objects.filter(
        to=invitation.email, template=emails.MEMBER_INVITED
    ).delete()
    for registration in invitation.registrations.filter(completed_at=None):
        if registration.decision:
            registration.decision.delete(save=False)
        registration.delete()
    invitation.email = invitation.token_digest = ""
    invitation.state = InvitationState.DECLINED
    invitation.save()


def member_begun(registration: Registration) -> None:
    """Note that an invited member has typed something."""
    if registration.invitation_id:
        MemberInvitation.objects.filter(
            pk=registration.invitation_id,
            state__in=(InvitationState.SENT, InvitationState.OPENED),
        ).update(state=InvitationState.BEGUN, changed_at=timezone.now())


def member_answered(
    registration: Registration, user: User, signatory: Signatory | None
) -> None:
    """Note that an invited member has signed, or asked to join an entry."""
    if registration.invitation_id:
        state = InvitationState.SIGNED if signatory else InvitationState.ANSWERED
        MemberInvitation.objects.filter(pk=registration.invitation_id).update(
            state=state,
            signatory=signatory,
            signed_by=user,
            token_digest="",
            changed_at=timezone.now(),
        )


def members_forget() -> None:
    """Forget invitations a month after they expired, and addresses of who signed."""
    over = MemberInvitation.objects.filter(expires_at__lte=timezone.now() - KEPT)
    over.filter(state=InvitationState.SIGNED).exclude(email="").update(email="")
    over.exclude(state=InvitationState.SIGNED).delete()


def members_move(source: Signatory, target: Signatory) -> None:
    """Take along what an entry invited, and by whom it was brought, when two merge."""
    known = MemberInvitation.objects.filter(inviter=target).exclude(email="")
    MemberInvitation.objects.filter(inviter=source).exclude(
        email__in=known.values("email")
    ).update(inviter=target)
    MemberInvitation.objects.filter(signatory=source).update(signatory=target)
