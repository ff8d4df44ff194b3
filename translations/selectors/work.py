"""What waits for a person: texts to translate and to review, oldest first."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Sum
from wagtail_localize.models import StringSegment

from core.locales import locale_id
from translations.choices import SegmentStatus
from translations.differences import word_count
from translations.models import SegmentState, TranslationProgress

# Nobody works through more in a day; the total says how much there is.
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Task:
    """An object in a language with something to do.

    Attributes:
        title: of the original, in the language `written_in`.
        texts, words: how much of it waits; words are those of the source.
        since: since when the oldest of it waits.
    """

    translation_id: int
    title: str
    written_in: str
    language: str
    texts: int
    words: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for a person.

    Attributes:
        to_translate, to_review: oldest first, the first SHOWN of them.
        translate_count, review_count: how many objects there are in all.
        words_left: words to translate in all of them.
    """

    to_translate: list[Task]
    to_review: list[Task]
    translate_count: int
    review_count: int
    words_left: int


def work(
    translate: Collection[str], review: Collection[str], shown: int = SHOWN
) -> Work:
    """Return what waits in somebody's languages, in a constant number of queries.

    Args:
        translate: languages into which the person translates.
        review: languages whose texts the person reviews.
        shown: how many objects of each kind are wanted.
    """
    rows = TranslationProgress.objects.filter(translation__enabled=True).select_related(
        "translation__source__locale"
    )
    open_rows = rows.filter(language__in=translate).exclude(waiting_since=None)
    review_rows = rows.filter(language__in=review).exclude(review_since=None)
    to_review = list(review_rows.order_by("review_since", "pk")[:shown])
    words = _words_waiting(to_review)
    return Work(
        to_translate=[
            _task(row, row.total - row.waiting - row.approved, row.words_left, since)
            for row in open_rows.order_by("waiting_since", "pk")[:shown]
            if (since := row.waiting_since)
        ],
        to_review=[
            _task(row, row.waiting, words[row.pk], since)
            for row in to_review
            if (since := row.review_since)
        ],
        translate_count=open_rows.count(),
        review_count=review_rows.count(),
        words_left=open_rows.aggregate(words=Sum("words_left"))["words"] or 0,
    )


def _task(row: TranslationProgress, texts: int, words: int, since: datetime) -> Task:
    source = row.translation.source
    return Task(
        translation_id=row.pk,
        title=source.object_repr,
        written_in=source.locale.language_code,
        language=row.language,
        texts=texts,
        words=words,
        since=since,
    )


def _words_waiting(rows: Collection[TranslationProgress]) -> dict[int, int]:
    """Return translation -> words of its source's texts that wait for review."""
    by_place = {
        (row.translation.source.object_id, locale_id(row.language)): row.pk
        for row in rows
    }
    current = StringSegment.objects.filter(
        source__object_id=OuterRef("context__object_id"),
        context_id=OuterRef("context_id"),
        string_id=OuterRef("string_id"),
    )
    waiting = SegmentState.objects.filter(
        Exists(current),
        state=SegmentStatus.WAITING,
        context__object_id__in={key for key, _locale in by_place},
        locale_id__in={locale for _key, locale in by_place},
    ).values_list("context__object_id", "locale_id", "string__data")
    words: dict[int, int] = defaultdict(int)
    for key, locale, data in waiting:
        if (key, locale) in by_place:
            words[by_place[key, locale]] += word_count(data)
    return words
