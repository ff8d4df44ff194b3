"""What the translation memory knows of a text: the same, and what is like it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from translations.differences import running_text
from translations.models import MemoryEntry
from translations.models.memory import text_digest

MOST: Final = 5
# Matches less alike than this help nobody. Share of trigrams, and of letters, 0 to 1.
LEAST_TRIGRAMS: Final = 0.5
LEAST: Final = 0.6
# A text of less than this share of the length, or more, is not like it.
_SHORTEST: Final = 0.6
_LONGEST: Final = 1.7
# How many rows are compared letter by letter.
_COMPARED: Final = 200
_WORDS: Final = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the same or a similar text.

    Attributes:
        likeness: 100 for the same text, at least 60 for a similar one.
        times: how often it was approved.
        note: who or which file it comes from, empty for the portal's own.
    """

    source: str
    target: str
    likeness: int
    times: int
    note: str

    @property
    def is_exact(self) -> bool:
        """Whether the text is the same to the letter."""
        return self.likeness == 100


def memory_matches(text: str, source_language: str, language: str) -> list[Match]:
    """Return the best translations of the same and of similar texts, best first.

    Similar texts are found by trigrams on PostgreSQL, and by common words elsewhere;
    both are then ranked by the letters they have in common.
    """
    known = MemoryEntry.objects.filter(
        source_language=source_language, language=language
    )
    exact = known.filter(digest=text_digest(text)).order_by("-times", "-approved_at")
    matches = [_match(entry, 100) for entry in exact[:MOST]]
    if len(matches) < MOST:
        matches += _similar(known, text, MOST - len(matches))
    return matches


def memory_exact(
    texts: Iterable[str], source_language: str, language: str
) -> dict[str, str]:
    """Return text -> its translation used most often, for texts that have one."""
    wanted = {text_digest(text): text for text in texts}
    rows = MemoryEntry.objects.filter(
        source_language=source_language, language=language, digest__in=wanted
    ).order_by("times", "approved_at")
    return {wanted[row.digest]: row.target for row in rows}


def _similar(known: QuerySet[MemoryEntry], text: str, most: int) -> list[Match]:
    length = len(text)
    near = (
        known.exclude(digest=text_digest(text))
        .annotate(length=Length("source"))
        .filter(
            length__gte=int(length * _SHORTEST), length__lte=int(length * _LONGEST) + 1
        )
    )
    rows = _by_trigrams(near, text) if _has_trigrams() else _by_words(near, text)
    ranked = sorted(
        ((_likeness(text, row.source), row.times, row) for row in rows),
        key=lambda entry: (-entry[0], -entry[1], entry[2].pk),
    )
    return [_match(row, like) for like, _times, row in ranked if like >= LEAST * 100][
        :most
    ]


def _has_trigrams() -> bool:
    return connection.vendor == "postgresql"


def _by_trigrams(near: QuerySet[MemoryEntry], text: str) -> list[MemoryEntry]:
    with transaction.atomic(), connection.cursor() as cursor:
        # The index answers `%`, whose bound is a setting of the transaction.
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)",
            [str(LEAST_TRIGRAMS)],
        )
        rows = near.filter(source__trigram_similar=text).annotate(
            alike=TrigramSimilarity("source", text)
        )
        return list(rows.order_by("-alike")[: MOST * 4])


def _by_words(near: QuerySet[MemoryEntry], text: str) -> list[MemoryEntry]:
    """Return rows that share one of the longest words, where there are no trigrams."""
    words = sorted(set(_WORDS.findall(running_text(text))), key=len, reverse=True)[:4]
    if not words:
        return []
    shared = reduce(or_, (Q(source__icontains=word) for word in words))
    return list(near.filter(shared).order_by("-times", "pk")[:_COMPARED])


def _likeness(text: str, other: str) -> int:
    """Return how alike two texts are, in per cent; 99 at most, as they differ."""
    ratio = SequenceMatcher(None, text, other, autojunk=False).ratio()
    return min(99, round(100 * ratio))


def _match(entry: MemoryEntry, likeness: int) -> Match:
    return Match(
        source=entry.source,
        target=entry.target,
        likeness=likeness,
        times=entry.times,
        note=entry.author_note,
    )
