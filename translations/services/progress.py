"""Keeps the sums of an object in its languages true."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.utils import timezone
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from core.locales import language_of
from translations.choices import SegmentStatus
from translations.differences import word_count
from translations.models import SegmentState, TranslationProgress

_COUNTS: Final = (
    "untranslated",
    "machine_draft",
    "needs_editing",
    "waiting",
    "approved",
)
_DONE: Final = (SegmentStatus.WAITING, SegmentStatus.APPROVED)
_FIELDS: Final = (
    *_COUNTS,
    "total",
    "words",
    "words_left",
    "waiting_since",
    "review_since",
    "is_complete",
    "updated_at",
)
Key = tuple[int, int]


def progress_refresh(
    *, source: TranslationSource, translations: Collection[Translation]
) -> list[TranslationProgress]:
    """Count the texts of an object anew for some of its languages.

    A constant number of queries, however many languages; runs in the transaction of
    whatever changed.

    Returns:
        the rows whose last text was approved just now.
    """
    words = _words(source)
    states = _states(translations, words)
    former = TranslationProgress.objects.in_bulk([item.pk for item in translations])
    rows, completed = [], []
    for translation in translations:
        row = former.get(translation.pk) or TranslationProgress(
            translation=translation, language=language_of(translation.target_locale_id)
        )
        was_complete = row.is_complete
        _count(row, words, states.get(translation.target_locale_id, {}), translation)
        rows.append(row)
        if row.is_complete and not was_complete:
            completed.append(row)
    TranslationProgress.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=list(_FIELDS),
    )
    return completed


def _words(source: TranslationSource) -> dict[Key, int]:
    """Return (context, string) -> words, once for each different text of the source."""
    rows = StringSegment.objects.filter(source=source).values_list(
        "context_id", "string_id", "string__data"
    )
    return {(context, string): word_count(data) for context, string, data in rows}


def _states(
    translations: Iterable[Translation], words: dict[Key, int]
) -> dict[int, dict[Key, tuple[str, datetime]]]:
    found: dict[int, dict[Key, tuple[str, datetime]]] = {}
    rows = SegmentState.objects.filter(
        context_id__in={context for context, _string in words},
        locale_id__in=[item.target_locale_id for item in translations],
    ).values_list("locale_id", "context_id", "string_id", "state", "changed_at")
    for locale, context, string, state, changed_at in rows:
        if (context, string) in words:
            found.setdefault(locale, {})[context, string] = (state, changed_at)
    return found


def _count(
    row: TranslationProgress,
    words: dict[Key, int],
    states: dict[Key, tuple[str, datetime]],
    translation: Translation,
) -> None:
    counts = Counter(states[key][0] for key in words if key in states)
    counts[SegmentStatus.UNTRANSLATED] += len(words) - len(states)
    for name in _COUNTS:
        setattr(row, name, counts[name])
    row.total, row.words = len(words), sum(words.values())
    left = [key for key in words if key not in states or states[key][0] not in _DONE]
    row.words_left = sum(words[key] for key in left)
    row.waiting_since = min(
        (states[key][1] if key in states else translation.created_at for key in left),
        default=None,
    )
    row.review_since = min(
        (at for state, at in states.values() if state == SegmentStatus.WAITING),
        default=None,
    )
    row.is_complete = bool(words) and row.approved == row.total
    row.updated_at = timezone.now()
