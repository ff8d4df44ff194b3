"""Two entries of one authority become one."""

from django.db import transaction

from accounts.models import User
from core import withdrawal
from core.models import PublicAddress
from signatories import merging
from signatories.choices import MembershipRole, Status
from signatories.exceptions import TransitionError
from signatories.models import Membership, Signatory
from signatories.services.lifecycle import KIND, log
from signatories.services.members import members_move


@transaction.atomic
def signatory_merge(
    *, kept: Signatory, gone: Signatory, actor: User | None, reason: str
) -> None:
    """Move everything from one entry to another; its addresses lead there from now on.

    Raises:
        TransitionError: both are the same, or one of them is withdrawn or merged.
    """
    rows = {
        row.pk: row
        for row in Signatory.objects.select_for_update()
        .filter(pk__in=[kept.pk, gone.pk])
        .order_by("pk")
    }
    if len(rows) < 2 or any(row.status == Status.WITHDRAWN for row in rows.values()):
        raise TransitionError("these two cannot be merged")
    target, source = rows[kept.pk], rows[gone.pk]
    is_claimed = source.status == Status.CONFIRMED and target.is_recorded
    merging.move(source, target)
    _move_people(source, target)
    members_move(source, target)
    source.signatures.update(signatory=target)
    PublicAddress.objects.filter(kind=KIND, translation_key=source.key).update(
        translation_key=target.key, is_current=False
    )
    source.status, source.merged_into = Status.WITHDRAWN, target
    source.save()
    withdrawal.withdraw(kind=KIND, key=source.key, reason=reason, actor=actor)
    log(source, "merged", f"→ {target.key}: {reason}", actor)
    log(target, "merged", f"← {source.key}: {reason}", actor)
    _sign_earlier(source, target, is_claimed=is_claimed)
    kept.refresh_from_db()
    gone.refresh_from_db()


def _move_people(source: Signatory, target: Signatory) -> None:
    for membership in Membership.objects.filter(signatory=source):
        known = Membership.objects.filter(
            signatory=target, user_id=membership.user_id
        ).first()
        if known is None:
            Membership.objects.filter(pk=membership.pk).update(signatory=target)
            continue
        if membership.is_manager and not known.is_manager:
            known.role = MembershipRole.MANAGER
            known.save(update_fields=["role"])
        membership.delete()
    source.join_requests.filter(state="open").exclude(
        user__in=target.join_requests.filter(state="open").values("user")
    ).update(signatory=target)


def _sign_earlier(source: Signatory, target: Signatory, *, is_claimed: bool) -> None:
    """The public date is the first signature of the two, with where it was read."""
    if is_claimed:
        target.status = Status.CONFIRMED
    if source.signed_on and (
        target.signed_on is None or source.signed_on < target.signed_on
    ):
        target.signed_on, target.commitment = source.signed_on, source.commitment
        target.recorded_source = source.recorded_source
    target.save()
