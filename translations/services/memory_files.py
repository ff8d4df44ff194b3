"""Takes many pairs into the memory in a few statements; TMX in and out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from translations.files.tmx import MemoryUnit, tmx_read
from translations.models import MemoryEntry
from translations.models.memory import text_digest

_AT_ONCE: Final = 500
# So many pairs are stored while somebody waits, and by a worker at once.
PART: Final = 2_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation for the memory.

    Attributes:
        source, target: fragments as wagtail-localize stores them.
        key: the object it was approved on; None when it comes from a file.
        approved_at: None for now.
    """

    source: str
    target: str
    key: UUID | None = None
    approved_at: datetime | None = None
    author_note: str = ""


@transaction.atomic
def memory_learn_many(
    *, source_language: str, language: str, pairs: Sequence[Pair]
) -> int:
    """Remember many translations; a pair that is known is counted.

    Returns:
        how many were new.
    """
    now = timezone.now()
    new = 0
    for some in batched(pairs, _AT_ONCE, strict=False):
        unique = {(text_digest(pair.source), pair.target): pair for pair in some}
        known = _known(source_language, language, unique)
        MemoryEntry.objects.filter(pk__in=known.values()).update(
            times=F("times") + 1, approved_at=now
        )
        fresh = [
            MemoryEntry(
                source_language=source_language,
                language=language,
                source=pair.source,
                target=pair.target,
                digest=digest,
                key=pair.key,
                author_note=pair.author_note[:120],
                approved_at=pair.approved_at or now,
            )
            for (digest, target), pair in unique.items()
            if (digest, target) not in known
        ]
        # Another worker may learn the same at this moment.
        MemoryEntry.objects.bulk_create(fresh, ignore_conflicts=True)
        new += len(fresh)
    return new


def _known(
    source_language: str, language: str, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return (digest, translation) -> primary key of those that are known."""
    wanted = set(pairs)
    rows = MemoryEntry.objects.filter(
        source_language=source_language,
        language=language,
        digest__in={digest for digest, _target in wanted},
    ).values_list("digest", "target", "pk")
    return {
        (digest, target): pk
        for digest, target, pk in rows
        if (digest, target) in wanted
    }


def memory_unlearn_many(
    *, source_language: str, language: str, pairs: Iterable[tuple[str, str]]
) -> None:
    """Take back that pairs of (text, translation) were learnt once."""
    known = _known(
        source_language,
        language,
        [(text_digest(source), target) for source, target in pairs],
    )
    rows = MemoryEntry.objects.filter(pk__in=known.values())
    rows.filter(times__lte=1).delete()
    rows.update(times=F("times") - 1)


@dataclass(frozen=True, slots=True)
class PairPlan:
    """What a file brings for one pair of languages.

    Attributes:
        new: pairs that the memory does not have.
        known: pairs that it has; they are counted once more.
    """

    source_language: str
    language: str
    new: int
    known: int


def memory_plan(data: bytes) -> list[PairPlan]:
    """Say what a TMX file would bring; nothing is stored.

    Raises:
        FileProblem: it is refused.
    """
    plans = []
    for (source_language, language), units in _by_languages(data).items():
        known = 0
        for some in batched(units, _AT_ONCE, strict=False):
            pairs = {(text_digest(unit.source), unit.target) for unit in some}
            known += len(_known(source_language, language, pairs))
        different = len({(unit.source, unit.target) for unit in units})
        plans.append(PairPlan(source_language, language, different - known, known))
    return plans


@dataclass(frozen=True, slots=True)
class MemoryPart:
    """A piece of a file, for one pair of languages, small enough to be stored at once."""

    source_language: str
    language: str
    units: tuple[MemoryUnit, ...]


def memory_parts(data: bytes) -> list[MemoryPart]:
    """Cut a TMX file into pieces, the same ones each time.

    Raises:
        FileProblem: it is refused.
    """
    return [
        MemoryPart(source_language, language, units)
        for (source_language, language), found in _by_languages(data).items()
        for units in batched(found, PART, strict=False)
    ]


@transaction.atomic
def memory_import(*, parts: Iterable[MemoryPart], note: str) -> int:
    """Take pieces of a TMX file into the memory; all of them or nothing.

    Args:
        parts: of the file.
        note: what is said of units that say nothing of their own, e.g. the file's name.

    Returns:
        how many pairs are new.
    """
    return sum(
        memory_learn_many(
            source_language=part.source_language,
            language=part.language,
            pairs=[
                Pair(
                    unit.source,
                    unit.target,
                    approved_at=unit.changed_at,
                    author_note=unit.author_note or note,
                )
                for unit in part.units
            ],
        )
        for part in parts
    )


def _by_languages(data: bytes) -> dict[tuple[str, str], list[MemoryUnit]]:
    """Return (source language, language) -> units, each pair of texts once."""
    found: dict[tuple[str, str], dict[tuple[str, str], MemoryUnit]] = defaultdict(dict)
    for unit in tmx_read(data):
        if unit.source_language != unit.target_language:
            pair = (unit.source_language, unit.target_language)
            found[pair].setdefault((unit.source, unit.target), unit)
    return {pair: list(units.values()) for pair, units in found.items()}


def memory_units(language: str = "") -> Iterator[MemoryUnit]:
    """Yield what the memory knows of a language, or of all, for a file."""
    rows = MemoryEntry.objects.order_by("source_language", "language", "pk")
    if language:
        rows = rows.filter(language=language)
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield MemoryUnit(
            source_language=row.source_language,
            target_language=row.language,
            source=row.source,
            target=row.target,
            changed_at=row.approved_at,
            author_note=row.author_note,
        )


def memory_delete(*, entry: MemoryEntry) -> None:
    """Forget a pair that is wrong; texts translated with it stay as they are."""
    entry.delete()
