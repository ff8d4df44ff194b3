"""What the translation memory learns."""

from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from translations.models import MemoryEntry
from translations.models.memory import text_digest


def memory_learn(
    *,
    source_language: str,
    language: str,
    source: str,
    target: str,
    key: UUID | None = None,
    approved_at: datetime | None = None,
    author_note: str = "",
) -> MemoryEntry:
    """Remember an approved translation; the same pair is counted, not kept twice."""
    entry, created = MemoryEntry.objects.get_or_create(
        digest=text_digest(source),
        source_language=source_language,
        language=language,
        target=target,
        defaults={
            "source": source,
            "key": key,
            "author_note": author_note,
            "approved_at": approved_at or timezone.now(),
        },
    )
    if not created:
        MemoryEntry.objects.filter(pk=entry.pk).update(
            times=F("times") + 1, approved_at=approved_at or timezone.now()
        )
    return entry
