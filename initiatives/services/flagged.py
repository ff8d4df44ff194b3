"""Marked passages: kept with a reason, or deleted after 30 days."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from initiatives.choices import ReviewKind, ReviewState
from initiatives.models import FlaggedText, InitiativeUpdate, Review
from initiatives.services.blanking import bars, blank_versions
from initiatives.services.reviews import log_event

KEPT: Final = timedelta(days=30)


@transaction.atomic
def flagged_text_keep(*, key: UUID, reason: str, actor: User) -> None:
    """Keep a passage beyond 30 days; an empty reason lets it go again."""
    row = FlaggedText.objects.select_for_update().select_related("review").get(key=key)
    row.kept_reason = reason.strip()
    row.kept_by = actor if row.kept_reason else None
    row.save(update_fields=["kept_reason", "kept_by"])
    verb = "flagged-kept" if row.kept_reason else "flagged-released"
    log_event(row.review, verb, row.kept_reason, actor)


def flagged_text_forget() -> int:
    """Delete passages older than 30 days and blank them in what is not public.

    Returns:
        how many were deleted; calling it again deletes nothing more.
    """
    old = FlaggedText.objects.filter(
        flagged_at__lt=timezone.now() - KEPT, kept_reason=""
    )
    keys = list(old.values_list("key", flat=True))
    for key in keys:
        with transaction.atomic():
            row = (
                FlaggedText.objects.select_for_update(of=("self",))
                .select_related("review")
                .filter(key=key, kept_reason="")
                .first()
            )
            if row is not None:
                _forget(row)
    return len(keys)


def _forget(row: FlaggedText) -> None:
    review = row.review
    if row.field == "answer":
        # It is never public, whatever was decided.
        review.answer = review.answer.replace(row.passage, bars(row.passage))
        review.save(update_fields=["answer"])
    # What a moderator has approved is public and was no danger.
    elif review.state != ReviewState.APPROVED:
        blank_versions(review, row.passage)
        _blank_news(review, row.passage)
    log_event(review, "flagged-deleted", row.kind, None)
    row.delete()


def _blank_news(review: Review, passage: str) -> None:
    if review.kind != ReviewKind.UPDATE or not passage.strip():
        return
    for update in InitiativeUpdate.objects.filter(key=review.target_key):
        if not update.is_public:
            update.text = update.text.replace(passage, bars(passage))
        update.changed_text = update.changed_text.replace(passage, bars(passage))
        update.save(update_fields=["text", "changed_text"])
