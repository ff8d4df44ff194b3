"""Asking to act for a signatory that exists already."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from signatories import emails
from signatories.choices import RequestState
from signatories.exceptions import ColleagueError
from signatories.models import JoinRequest, Membership, Signatory
from signatories.services.lifecycle import log


@transaction.atomic
def join_request(
    *, signatory: Signatory, user: User, name: str, office: str
) -> JoinRequest | None:
    """Ask the managers, or the secretariat, to let a person act for a signatory.

    Returns:
        the request, which may have been open before; None for a colleague.
    """
    if Membership.objects.filter(signatory=signatory, user=user).exists():
        return None
    request, is_new = JoinRequest.objects.get_or_create(
        signatory=signatory,
        user=user,
        state=RequestState.OPEN,
        defaults={"name": name, "office": office},
    )
    if is_new:
        log(signatory, "asked", "", user)
        emails.join_asked(request)
    return request


@transaction.atomic
def join_decide(*, request: JoinRequest, is_accepted: bool, actor: User) -> None:
    """Let the person act for the signatory, or not; the person is told by mail.

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
        Membership.objects.get_or_create(signatory=request.signatory, user=request.user)
    log(request.signatory, "joined" if is_accepted else "refused", "", actor)
    emails.join_decided(request, is_accepted=is_accepted)
