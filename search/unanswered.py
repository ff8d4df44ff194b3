"""Queries that found nothing, counted for editors and kept as sparingly as can be."""

import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from search.analysis import forms_in
from search.models import UnansweredQuery
from search.need import sounds_like_need
from search.query import SearchQuery

logger = logging.getLogger(__name__)

# From this time on the words are kept: many asked, so they are nobody's own.
KEPT_FROM: Final = 3
_MOST_WORDS: Final = 4
_MOST_CHARACTERS: Final = 100
# Whoever may see the list of such queries.
MAY_READ: Final = "search.view_unansweredquery"
# Of one day: a program that asks for made-up words does not fill the table.
_MOST_NEW: Final = 2_000
# Rows nobody asked for again; their hashes say nothing any more.
KEPT_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Untold:
    """How many queries of a language are counted without their words.

    Attributes:
        rare: asked less often than words are kept for.
        private: asked more often, with words that are never kept.
    """

    language: str
    rare: int
    private: int


def unanswered_note(query: SearchQuery) -> None:
    """Count a query that found nothing; never fails, never for a person in need.

    A query that leaves something out is not counted: its words may well find something.
    Two readers at once may count once: it is a hint for editors, not a statistic.
    """
    if not query.has_words or query.excluded:
        return
    if sounds_like_need(query.text, query.language):
        return
    try:
        with transaction.atomic():
            _count(query)
    except DatabaseError as error:
        # The words stay out of the log: the message of the database may repeat them.
        logger.warning("A search was not counted (%s).", type(error).__name__)


def _count(query: SearchQuery) -> None:
    words = [forms.exact for forms in forms_in(query.text, query.language)]
    text = " ".join(words)
    today = timezone.localdate()
    digest = _digest(f"{query.language}:{text}")
    row = UnansweredQuery.objects.filter(digest=digest).first()
    if row is None:
        once = UnansweredQuery.objects.filter(last_asked_on=today, count=1)
        if once.count() < _MOST_NEW:
            UnansweredQuery.objects.get_or_create(
                digest=digest,
                defaults={"language": query.language, "last_asked_on": today},
            )
        return
    keeps_text = row.count + 1 >= KEPT_FROM and _may_be_kept(query.text, words)
    UnansweredQuery.objects.filter(pk=row.pk).update(
        count=F("count") + 1,
        last_asked_on=today,
        text=text if keeps_text else row.text,
    )


def _may_be_kept(typed: str, words: list[str]) -> bool:
    """Whether words may be read by editors; an address or a number may name a person."""
    return (
        len(words) <= _MOST_WORDS
        and len(typed) <= _MOST_CHARACTERS
        and not any(char.isnumeric() or char == "@" for char in typed)
    )


def _digest(text: str) -> str:
    key = f"search.unanswered:{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(), sha256).hexdigest()


def unanswered_told(
    *, language: str = "", by_day: bool = False
) -> QuerySet[UnansweredQuery, Any]:
    """Return the queries whose words are kept, most frequent first or latest first."""
    rows = UnansweredQuery.objects.exclude(text="")
    if language:
        rows = rows.filter(language=language)
    order = ("-last_asked_on", "-count") if by_day else ("-count", "-last_asked_on")
    return rows.order_by(*order, "language", "text")


def unanswered_untold(*, language: str = "") -> list[Untold]:
    """Return how many queries are counted without their words, by language."""
    rows = UnansweredQuery.objects.filter(text="").order_by("language")
    if language:
        rows = rows.filter(language=language)
    counts = rows.values_list("language").annotate(
        rare=Count("pk", filter=Q(count__lt=KEPT_FROM)),
        private=Count("pk", filter=Q(count__gte=KEPT_FROM)),
    )
    return [Untold(*count) for count in counts]


def unanswered_forget_old() -> int:
    """Delete what nobody has asked for any more; return how many rows."""
    limit = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return UnansweredQuery.objects.filter(last_asked_on__lt=limit).delete()[0]


def unanswered_forget_need() -> int:
    """Delete what sounds like a person in need by now; return how many rows."""
    found = [
        row.pk for row in unanswered_told() if sounds_like_need(row.text, row.language)
    ]
    return UnansweredQuery.objects.filter(pk__in=found).delete()[0]
