"""What an engine answers, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NamedTuple
from uuid import UUID

from search.choices import FACETS, Sort
from search.cursors import Position, milliseconds
from search.descriptions import Facts
from search.query import SearchQuery
from search.ranking import MatchKind


class FacetCount(NamedTuple):
    """How many objects have a value."""

    value: str
    objects: int


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a hit, as a result shows it.

    Attributes:
        card: display facts of this version.
        body: plain text; empty when no word was searched for.
    """

    language: str
    is_original: bool
    title: str
    summary: str
    url: str
    card: Facts
    body: str


@dataclass(frozen=True, slots=True)
class EngineHit:
    """An object that was found, with all its versions (the original first)."""

    key: UUID
    slug: str
    score: int
    country: str
    published_at: datetime
    facts: Facts
    versions: tuple[Version, ...]
    kinds: tuple[MatchKind, ...]

    def position(self, sort: Sort) -> Position:
        """Return the place of the hit in a list sorted by `sort`."""
        leading: dict[Sort, int | str] = {
            Sort.RELEVANCE: self.score,
            Sort.COUNTRY: self.country,
        }
        published_ms = milliseconds(self.published_at)
        return Position(leading.get(sort), published_ms, str(self.key))


@dataclass(frozen=True, slots=True)
class EngineResult:
    """One page of hits, in order, and what was counted.

    Attributes:
        total: all hits, exactly.
        facets: for each of FACETS the values that occur, most frequent first; the
            counts of a facet ignore its own selection.
        has_more: whether hits follow after these.
    """

    hits: tuple[EngineHit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]]
    has_more: bool


class Engine(ABC):
    """Finds objects of one kind.

    The engines agree on what is found, in which order, and on every count; one suite of
    tests runs against each.

    Attributes:
        name: what the API calls the engine.
    """

    name: ClassVar[str]

    @abstractmethod
    def search(
        self, query: SearchQuery, *, kind: str, after: Position | None
    ) -> EngineResult:
        """Answer a query that has something to find, or none at all.

        Args:
            query: its `page` counts only without `after`.
            kind: a value of Kind.
            after: the hit to go on from.

        Raises:
            EngineUnavailableError: another engine should answer.
        """


def sorted_facets(
    counts: dict[str, list[FacetCount]],
) -> dict[str, tuple[FacetCount, ...]]:
    """Return the counts of each facet, most frequent first, then by value."""
    return {
        name: tuple(sorted(counts.get(name, ()), key=lambda item: (-item[1], item[0])))
        for name in FACETS
    }


def ordered_versions(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return versions with the original first, the others by language."""
    return tuple(
        sorted(versions, key=lambda item: (not item.is_original, item.language))
    )
