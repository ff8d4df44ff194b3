"""Colleagues and succession: inviting, roles, leaving, and the yearly question."""

from datetime import date, timedelta
from typing import Final

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.locks import one_at_a_time
from core.models import OutgoingMail
from signatories import emails
from signatories.choices import MembershipRole, Status
from signatories.exceptions import (
    ColleagueError,
    InvitationLimitError,
    LastManagerError,
    NotConfirmedError,
)
from signatories.models import Invitation, Membership, Signatory, SignatoryEvent
from signatories.services.earlier import signatory_claimed
from signatories.services.lifecycle import log
from signatories.tokens import token_digest, token_new

INVITATION_DAYS: Final = 14
# Anybody can sign and type any address: whoever signs nobody floods with mail.
MAILS_AN_HOUR: Final = 3
INVITATIONS_A_DAY: Final = 20
INVITATION_KEPT: Final = timedelta(days=30)
ASKED_AFTER: Final = timedelta(days=365)
ASKED_AGAIN_AFTER: Final = timedelta(days=90)
STILL_SALT: Final = "signatories.still"


@transaction.atomic
def colleague_invite(
    *, signatory: Signatory, email: str, role: str, language: str, actor: User
) -> Invitation:
    """Invite somebody by mail; inviting again sends a new link, the old one ends.

    Raises:
        PermissionDenied: the actor is neither staff nor a manager, perhaps no longer.
        NotConfirmedError: the signatory is not confirmed and the actor not staff.
        ColleagueError: the person acts for the signatory already.
        InvitationLimitError: too many mails to the address, or from the actor.
    """
    address = email.strip().lower()
    _may_invite(_locked(signatory), actor)
    if Membership.objects.filter(signatory=signatory, user__email=address).exists():
        raise ColleagueError(f"signatory {signatory.pk} has this colleague")
    _keep_within_limits(address, actor)
    token = token_new()
    invitation, _is_new = Invitation.objects.update_or_create(
        signatory=signatory,
        email=address,
        accepted_at=None,
        closed_at=None,
        defaults={
            "token_digest": token_digest(token),
            "role": role,
            "language": language,
            "invited_by": actor,
            "expires_at": timezone.now() + timedelta(days=INVITATION_DAYS),
        },
    )
    # One line for each mail: the limit of a day counts them.
    log(signatory, "invited", "", actor)
    emails.invited(invitation, token, actor.get_full_name())
    return invitation


def _may_invite(signatory: Signatory, actor: User) -> None:
    if actor.has_perm("signatories.change_signatory"):
        return
    own = Membership.objects.filter(signatory=signatory, user=actor).first()
    if own is None or not own.is_manager:
        raise PermissionDenied
    if not signatory.is_public:
        raise NotConfirmedError(f"signatory {signatory.pk} is {signatory.status}")


def _keep_within_limits(address: str, actor: User) -> None:
    # Whoever else invites the address waits, so that the mails can be counted.
    one_at_a_time(f"invite:{address}")
    # A person invites for several signatories, but one invitation after the other.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    now = timezone.now()
    mails = OutgoingMail.objects.filter(
        to=address,
        template=emails.INVITED,
        created_at__gt=now - timedelta(hours=1),
    )
    sent = SignatoryEvent.objects.filter(
        actor=actor, verb="invited", happened_at__gt=now - timedelta(days=1)
    )
    if mails.count() >= MAILS_AN_HOUR or sent.count() >= INVITATIONS_A_DAY:
        raise InvitationLimitError(f"too many invitations by {actor.pk}")


@transaction.atomic
def invitation_accept(*, invitation: Invitation, user: User) -> Membership:
    """Let an invited person act for the signatory.

    Raises:
        ColleagueError: the invitation is used, taken back or expired.
    """
    now = timezone.now()
    taken = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, closed_at=None, expires_at__gt=now
    ).update(accepted_at=now, accepted_by=user)
    if not taken:
        raise ColleagueError(f"invitation {invitation.pk} is over")
    membership, _created = Membership.objects.get_or_create(
        signatory=invitation.signatory, user=user, defaults={"role": invitation.role}
    )
    log(invitation.signatory, "joined", "", user)
    # Only staff invite for an entry that nobody has claimed.
    signatory_claimed(invitation.signatory, user)
    return membership


def invitation_close(*, invitation: Invitation, actor: User) -> None:
    """Take an invitation back; its link ends."""
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(
        closed_at=timezone.now()
    ):
        log(invitation.signatory, "uninvited", "", actor)


def _invitations_end(membership: Membership) -> None:
    """Take back what somebody left open, who could come back that way."""
    Invitation.objects.filter(
        signatory=membership.signatory,
        invited_by=membership.user,
        accepted_at=None,
        closed_at=None,
    ).update(closed_at=timezone.now())


def invitations_forget() -> int:
    """Delete invitations a month after they expired or were accepted."""
    before = timezone.now() - INVITATION_KEPT
    over = Q(expires_at__lte=before) | Q(accepted_at__lte=before)
    count, _by_model = Invitation.objects.filter(over).delete()
    return count


@transaction.atomic
def colleague_role(*, membership: Membership, role: str, actor: User) -> None:
    """Give a colleague another role.

    Raises:
        LastManagerError: no manager would be left.
    """
    if role == membership.role:
        return
    if role != MembershipRole.MANAGER:
        _keep_a_manager(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    if not membership.is_manager:
        _invitations_end(membership)
    log(membership.signatory, "role", membership.get_role_display(), actor)
    emails.role_changed(membership)


@transaction.atomic
def colleague_hand_over(*, giver: Membership, to: Membership, actor: User) -> None:
    """Make a colleague the manager in one's place."""
    _locked(giver.signatory)
    if to.signatory_id != giver.signatory_id:
        raise ColleagueError("they act for different signatories")
    to.role, giver.role = MembershipRole.MANAGER, MembershipRole.CONTRIBUTOR
    for membership in (to, giver):
        membership.save(update_fields=["role"])
    _invitations_end(giver)
    log(giver.signatory, "handed-over", "", actor)
    emails.role_changed(to)


@transaction.atomic
def colleague_remove(*, membership: Membership, actor: User) -> None:
    """End a person's right to act for a signatory; one may remove oneself.

    Raises:
        LastManagerError: no manager would be left.
    """
    _keep_a_manager(membership)
    signatory, user = membership.signatory, membership.user
    _invitations_end(membership)
    membership.delete()
    log(signatory, "left" if actor == user else "removed", "", actor)
    if actor != user:
        emails.removed(signatory, user)


def _keep_a_manager(membership: Membership) -> None:
    _locked(membership.signatory)
    if not membership.is_manager:
        return
    others = Membership.objects.filter(
        signatory=membership.signatory, role=MembershipRole.MANAGER
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise LastManagerError(f"{membership.pk} is the last manager")


def _locked(signatory: Signatory) -> Signatory:
    """Let one change of colleagues at a time look at who is left."""
    locked: Signatory = Signatory.objects.select_for_update().get(pk=signatory.pk)
    return locked


def still_ask_all(*, today: date) -> int:
    """Ask everybody who has not said so for a year; return how many were asked.

    Who does not answer is asked again after three months.
    """
    due = Membership.objects.filter(
        Q(confirmed_still_on=None) | Q(confirmed_still_on__lte=today - ASKED_AFTER),
        Q(asked_still_on=None) | Q(asked_still_on__lte=today - ASKED_AGAIN_AFTER),
        joined_at__date__lte=today - ASKED_AFTER,
        signatory__status=Status.CONFIRMED,
        signatory__is_demo=False,
    )
    pks = list(due.values_list("pk", flat=True))
    return sum(_still_ask(pk, today) for pk in pks)


@transaction.atomic
def _still_ask(pk: int, today: date) -> int:
    fresh = Membership.objects.filter(pk=pk).exclude(asked_still_on=today)
    if not fresh.update(asked_still_on=today):
        return 0
    membership = Membership.objects.select_related("user", "signatory").get(pk=pk)
    emails.still_asked(membership, signing.dumps(pk, salt=STILL_SALT))
    return 1


def still_confirm(*, membership: Membership, today: date) -> None:
    """Note that somebody still acts for the signatory."""
    membership.confirmed_still_on = today
    membership.save(update_fields=["confirmed_still_on"])
