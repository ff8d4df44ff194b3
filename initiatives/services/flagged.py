"""Marked passages: kept with a reason, or deleted after 30 days."""

import json
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from initiatives.choices import ReviewKind, ReviewState
from initiatives.models import FlaggedText, InitiativePage, InitiativeUpdate
from initiatives.services.reviews import log_event

KEPT: Final = timedelta(days=30)
# A bar for each letter: what else is marked in the text stays where it is.
BLANK: Final = "█"


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
    # What a moderator has approved is public and was no danger.
    if review.state != ReviewState.APPROVED and row.passage.strip():
        if review.kind == ReviewKind.INITIATIVE:
            _blank_pages(row)
        elif review.kind == ReviewKind.UPDATE:
            for update in InitiativeUpdate.objects.filter(
                key=review.target_key, is_public=False
            ):
                update.text = update.text.replace(row.passage, _bars(row.passage))
                update.save(update_fields=["text"])
    log_event(review, "flagged-deleted", row.kind, None)
    row.delete()


def _bars(passage: str) -> str:
    return BLANK * len(passage)


def _blank_pages(row: FlaggedText) -> None:
    """Blank a passage in all stored versions but the public one."""
    review = row.review
    for page in InitiativePage.objects.filter(translation_key=review.target_key):
        if page.language != review.language:
            continue
        revisions = Revision.objects.filter(
            base_content_type=page.get_base_content_type(), object_id=str(page.pk)
        )
        for revision in revisions.exclude(pk=page.live_revision_id):
            _blank_revision(revision, row.passage)
        if not page.live:
            InitiativePage.objects.filter(pk=page.pk).update(
                title=page.title.replace(row.passage, _bars(row.passage)),
                draft_title=page.draft_title.replace(row.passage, _bars(row.passage)),
            )


def _blank_revision(revision: Revision, passage: str) -> None:
    """Blank words in a revision; streams are JSON within JSON, escaped or not."""
    text = json.dumps(revision.content, ensure_ascii=False)
    once = json.dumps(passage, ensure_ascii=False)[1:-1]
    forms = {
        once,
        json.dumps(once, ensure_ascii=False)[1:-1],
        json.dumps(passage)[1:-1],
        json.dumps(json.dumps(passage)[1:-1])[1:-1],
    }
    blanked = text
    for form in sorted(forms, key=len, reverse=True):
        blanked = blanked.replace(form, _bars(passage))
    if blanked != text:
        revision.content = json.loads(blanked)
        revision.object_str = revision.object_str.replace(passage, _bars(passage))
        revision.save(update_fields=["content", "object_str"])
