"""What the translation memory knows of a text: the same, and what is like it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from translations.differences import running_text
from translations.models import MemoryEntry
from translations.models.memory import text_digest

MOST: Final = 5
# How many entries a search of the memory shows.
SHOWN: Final = 50
# Matches less alike than this help nobody. Share of trigrams, and of letters, 0 to 1;
# of two texts that differ in each third word, the trigrams are a third alike.
LEAST_TRIGRAMS: Final = 0.3
LEAST: Final = 0.6
# A text of less than this share of the length, or more, is not like it.
_SHORTEST: Final = 0.6
_LONGEST: Final = 1.7
# How many rows are compared word by word where there are no trigrams.
_COMPARED: Final = 200
_WORDS: Final = re.compile(r"\w{4,}")
# How many rows that share pairs of words are compared by trigrams.
_CANDIDATES: Final = 40
# The column and the function are those of migration 0007.
_KEYS: Final = "SELECT translations_memory_keys(%s, %s)"
_SHARING: Final = """
SELECT id FROM (
  SELECT id, unnest(keys) AS key FROM translations_memoryentry
  WHERE keys && %s::int[] AND length(source) BETWEEN %s AND %s
) AS shared WHERE key = ANY(%s::int[])
GROUP BY id ORDER BY count(*) DESC, id LIMIT %s
"""


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

    Similar texts are found by pairs of words and trigrams on PostgreSQL, and by common
    words elsewhere; both are then ranked by the letters they have in common.
    """
    known = MemoryEntry.objects.filter(
        source_language=source_language, language=language
    )
    exact = known.filter(digest=text_digest(text)).order_by("-times", "-approved_at")
    matches = [_match(entry, 100) for entry in exact[:MOST]]
    if len(matches) < MOST:
        pair = f"{source_language}>{language}"
        matches += _similar(known, pair, text, MOST - len(matches))
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


def _similar(
    known: QuerySet[MemoryEntry], pair: str, text: str, most: int
) -> list[Match]:
    rows = (
        _by_trigrams(known, pair, text) if _has_trigrams() else _by_words(known, text)
    )
    ranked = sorted(
        ((_likeness(text, row.source), row.times, row) for row in rows),
        key=lambda entry: (-entry[0], -entry[1], entry[2].pk),
    )
    return [_match(row, like) for like, _times, row in ranked if like >= LEAST * 100][
        :most
    ]


def _has_trigrams() -> bool:
    return connection.vendor == "postgresql"


def _by_trigrams(
    known: QuerySet[MemoryEntry], pair: str, text: str
) -> list[MemoryEntry]:
    """Return the rows most alike by trigrams, of those that share most pairs of words.

    One that is less than half as much alike as the best helps nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [pair, text])
        (keys,) = cursor.fetchone() or ([],)
        cursor.execute(_SHARING, [keys, *_lengths(text), keys, _CANDIDATES])
        ids = [pk for (pk,) in cursor.fetchall()]
    rows = (
        known.filter(pk__in=ids)
        .exclude(digest=text_digest(text))
        .annotate(alike=TrigramSimilarity("source", text))
        .filter(alike__gte=LEAST_TRIGRAMS)
    )
    best = list(rows.order_by("-alike", "pk")[:MOST])
    return [row for row in best if row.alike * 2 >= best[0].alike]


def _lengths(text: str) -> tuple[int, int]:
    return int(len(text) * _SHORTEST), int(len(text) * _LONGEST) + 1


def _by_words(known: QuerySet[MemoryEntry], text: str) -> list[MemoryEntry]:
    """Return rows that share most words, where there are no trigrams."""
    words = sorted(set(_WORDS.findall(running_text(text))), key=len, reverse=True)[:4]
    if not words:
        return []
    shared = reduce(or_, (Q(source__icontains=word) for word in words))
    least, most = _lengths(text)
    near = (
        known.exclude(digest=text_digest(text))
        .annotate(length=Length("source"))
        .filter(length__gte=least, length__lte=most)
    )
    some: Iterable[MemoryEntry] = near.filter(shared).order_by("-times", "pk")[
        :_COMPARED
    ]
    asked = _words(text)
    ranked: list[MemoryEntry] = sorted(
        some, key=lambda row: -_share(asked, _words(row.source))
    )
    return ranked[: MOST * 2]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(running_text(text).lower()))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how many of the words of two texts are in both, 0 to 1."""
    return len(one & other) / max(1, len(one | other))


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


def memory_search(
    text: str, source_language: str, language: str
) -> list[tuple[MemoryEntry, int]]:
    """Return what the memory has of a pair of languages about some words.

    Returns:
        entries and how alike their source is, in per cent; 0 for those that only have
        the words somewhere, on either side. Without a text the newest entries.
    """
    known = MemoryEntry.objects.filter(
        source_language=source_language, language=language
    )
    if not text:
        return [(row, 0) for row in known.order_by("-approved_at", "-pk")[:SHOWN]]
    alike = {
        (match.source, match.target): match.likeness
        for match in memory_matches(text, source_language, language)
    }
    similar = known.filter(
        digest__in=[text_digest(source) for source, _target in alike]
    )
    having = known.filter(Q(source__icontains=text) | Q(target__icontains=text))
    rows = {row.pk: row for row in [*similar, *having.order_by("-times", "pk")[:SHOWN]]}
    found = [(row, alike.get((row.source, row.target), 0)) for row in rows.values()]
    return sorted(found, key=lambda pair: -pair[1])
