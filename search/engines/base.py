"""What an engine answers, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, NamedTuple
from uuid import UUID

from core.languages import CODES
from search.choices import FACETS, Sort
from search.cursors import Position, milliseconds
from search.descriptions import Facts
from search.query import SearchQuery
from search.ranking import Clause

_LANGUAGE_ORDER: Final = {code: number for number, code in enumerate(CODES)}


class FacetCount(NamedTuple):
    """How many objects have a value."""

    value: str
    objects: int


class Version(NamedTuple):
    """A published version of a hit, as a result shows it.

    Attributes:
        card: display facts of this version.
        body: plain text; empty when nothing is to be highlighted.
        marks: of title, summary and body (search.marks); () likewise.
    """

    language: str
    is_original: bool
    title: str
    summary: str
    url: str
    card: Facts
    body: str = ""
    marks: Sequence[str] = ()


class EngineHit(NamedTuple):
    """An object that was found.

    Attributes:
        version: the version shown: in the reader's language if there is one, else the
            original, as on the object's own page.
        languages: of all its versions, the original's first, the others in the order of
            core.languages.
        met: for each word and phrase that was wanted the strongest clause it meets.
    """

    key: UUID
    slug: str
    score: int
    country: str
    published_at: datetime
    facts: Facts
    version: Version
    languages: tuple[str, ...]
    met: tuple[Clause, ...]

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


class Suggested(NamedTuple):
    """An object whose title or place goes on from what is being typed.

    Attributes:
        title: in `language`, the best for the reader.
        written_in: language of the original, and so of the place's name.
        by_title, by_place: which of them has all the words.
    """

    kind: str
    slug: str
    title: str
    language: str
    written_in: str
    url: str
    place: str
    by_title: bool
    by_place: bool


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
        self,
        query: SearchQuery,
        *,
        kind: str,
        after: Position | None,
        with_texts: bool = True,
        with_facets: bool = True,
    ) -> EngineResult:
        """Answer a query that has something to find, or none at all.

        Args:
            query: its `page` counts only without `after`.
            kind: a value of Kind.
            after: the hit to go on from.
            with_texts: whether bodies and marks are wanted, for highlights.
            with_facets: whether facets are counted.

        Raises:
            EngineUnavailableError: another engine should answer.
        """

    @abstractmethod
    def suggest(
        self, query: SearchQuery, *, limit: int, kind: str = ""
    ) -> tuple[Suggested, ...]:
        """Return public objects whose title or place has all words of the query.

        Those with a version in the reader's language first, then the newest.

        Args:
            query: with words.
            limit: how many at most.
            kind: a value of Kind; "" for objects of all kinds.

        Raises:
            EngineUnavailableError: another engine should answer.
        """

    @abstractmethod
    def similar_words(self, word: str, language: str) -> tuple[str, ...]:
        """Return exact words of public texts that are spelt like `word`, likeliest first.

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


def ordered_languages(original: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return the original's language first, the others in the portal's order."""
    rest = sorted(set(others) - {original}, key=_LANGUAGE_ORDER.__getitem__)
    return (original, *rest)
