"""Asking to act for a signatory that exists already."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from signatories import emails
from signatories.choices import MembershipRole, RequestState
from signatories.exceptions import ColleagueError
from signatories.models import ClaimLink, JoinRequest, Membership, Signatory
from signatories.services.earlier import signatory_claimed
from signatories.services.lifecycle import log


@transaction.atomic
def join_request(
    *,
    signatory: Signatory,
    user: User,
    name: str,
    office: str,
    claim: ClaimLink | None = None,
) -> JoinRequest | None:
    """Ask the managers, or the secretariat, to let a person act for a signatory.

    Args:
        signatory: for whom to act.
        user: who asks.
        name: of the person, for those who decide.
        office: the person's function.
        claim: the link of staff by which the person came.

    Returns:
        the request, which may have been open before; None for a colleague.
    """
    if Membership.objects.filter(signatory=signatory, user=user).exists():
        return None
    request, is_new = JoinRequest.objects.get_or_create(
        signatory=signatory,
        user=user,
        state=RequestState.OPEN,
        defaults={"name": name, "office": office, "claim": claim},
    )
    if is_new:
        log(signatory, "asked", "", user)
        emails.join_asked(request)
    return request


@transaction.atomic
def join_decide(*, request: JoinRequest, is_accepted: bool, actor: User) -> None:
    """Let the person act for the signatory, or not; the person is told by mail.

    Where nobody is manager, as in an entry that staff recorded, the person becomes it.

    Raises:
        ColleagueError: somebody else has decided already.
    """
    state = RequestState.ACCEPTED if is_accepted else RequestState.REFUSED
    decided = JoinRequest.objects.filter(pk=request.pk, state=RequestState.OPEN).update(
        state=state, decided_at=timezone.now(), decided_by=actor
    )
    if not decided:
        raise ColleagueError(f"request {request.pk} has been decided")
    if is_accepted:
        _join(request.signatory, request.user)
        signatory_claimed(request.signatory, actor)
    log(request.signatory, "joined" if is_accepted else "refused", "", actor)
    emails.join_decided(request, is_accepted=is_accepted)


def _join(signatory: Signatory, user: User) -> None:
    Signatory.objects.select_for_update().get(pk=signatory.pk)
    managers = Membership.objects.filter(
        signatory=signatory, role=MembershipRole.MANAGER
    )
    role = MembershipRole.CONTRIBUTOR if managers.exists() else MembershipRole.MANAGER
    Membership.objects.get_or_create(
        signatory=signatory, user=user, defaults={"role": role}
    )
