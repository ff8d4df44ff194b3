"""What a search answers to the rooms that show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from search.choices import FACETS
from search.descriptions import Facts
from search.engines.base import EngineHit, FacetCount, Version
from search.highlights import Highlighter, Highlights
from search.query import (
    MAX_CHARACTERS,
    MAX_WORDS,
    NOTHING_TO_FIND,
    TOO_LONG,
    TOO_MANY_MEANINGS,
    TOO_MANY_WORDS,
    Concept,
)
from search.ranking import Clause, MatchKind
from search.rescue import Elsewhere, Rescue

_CLOSENESS: Final[dict[MatchKind, int]] = {
    "exact": 0,
    "lemma": 1,
    "stem": 2,
    "folded": 3,
    "concept": 4,
}


@dataclass(frozen=True, slots=True)
class Match:
    """Why something was found.

    Attributes:
        concept: the code that a word of the query means, for kind `concept`; None when
            the word was found by another word an editor gave for it.
    """

    kind: MatchKind
    concept: Concept | None = None


class Hit(NamedTuple):
    """One object in a result list.

    Attributes:
        key: translation key; `slug` is the public key in its address.
        score: what the list is sorted by when sorted by relevance, else 0.
        facts: facts of the object.
        version: the version shown, in the best language for the reader.
        languages: of all published versions, the original's first.
        matched_by: why it was found; () when no word was searched for.
        highlights: texts of `version` as safe HTML.
        met: for each word and phrase that was wanted the strongest clause it meets.
    """

    kind: str
    key: UUID
    slug: str
    score: int
    country: str
    published_at: datetime
    facts: Facts
    version: Version
    languages: tuple[str, ...]
    matched_by: tuple[Match, ...]
    highlights: Highlights
    met: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results.

    Attributes:
        total: all hits, exactly.
        facets: for each of FACETS (value, count), most frequent first.
        page: number of the page; 0 when a cursor was followed.
        next_cursor: where the list goes on, None at its end.
        engine: `elasticsearch` or `database`.
        notices: sentences for the reader, in the active language.
        elsewhere: languages that would add results: those the reader's choice leaves
            out, or those in which words that found nothing find something.
        rescue: what else there is when nothing was found.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]]
    page: int
    page_size: int
    next_cursor: str | None
    engine: str
    took_ms: int
    notices: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    rescue: Rescue = field(default_factory=Rescue)

    @property
    def pages(self) -> int:
        """Number of pages; at least 1, for an empty list is a page too."""
        return max(-(-self.total // self.page_size), 1)


def hit_of(found: EngineHit, kind: str, marker: Highlighter) -> Hit:
    """Return a hit as its reader sees it."""
    return Hit(
        kind=kind,
        key=found.key,
        slug=found.slug,
        score=found.score,
        country=found.country,
        published_at=found.published_at,
        facts=found.facts,
        version=found.version,
        languages=found.languages,
        matched_by=_matches(found.met),
        highlights=marker.version(found.version),
        met=found.met,
    )


def _matches(met: Iterable[Clause]) -> tuple[Match, ...]:
    """Return why something was found, the closest match first, each once."""
    every = {Match(clause.kind, clause.concept) for clause in met}
    return tuple(sorted(every, key=lambda match: (_CLOSENESS[match.kind], repr(match))))


def no_facets() -> dict[str, tuple[FacetCount, ...]]:
    """Return the facets of an empty list."""
    return dict.fromkeys(FACETS, ())


def sentences(notices: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the codes of a query's notices say, in the active language."""
    return tuple(_sentence(notice) for notice in notices)


def _sentence(notice: str) -> str:
    match notice:
        case code if code == TOO_LONG:
            text = _("Only the first %(limit)d characters were searched for.")
            return text % {"limit": MAX_CHARACTERS}
        case code if code == TOO_MANY_WORDS:
            text = _("Only the first %(limit)d words were searched for.")
            return text % {"limit": MAX_WORDS}
        case code if code == NOTHING_TO_FIND:
            return _("There is no letter or digit in what you typed to search for.")
        case code if code == TOO_MANY_MEANINGS:
            return _(
                "Some words with the same meaning were left out: too many are known."
            )
    raise ValueError(f"Unknown notice {notice!r}.")
