"""What a search answers to the rooms that show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from core.languages import CODES
from search.choices import FACETS
from search.descriptions import Facts
from search.engines.base import EngineHit, FacetCount, Version
from search.highlights import Highlighter, Highlights
from search.query import (
    MAX_CHARACTERS,
    MAX_WORDS,
    NOTHING_TO_FIND,
    TOO_LONG,
    TOO_MANY_WORDS,
)
from search.ranking import MatchKind

_LANGUAGE_ORDER: Final = {code: number for number, code in enumerate(CODES)}


@dataclass(frozen=True, slots=True)
class Hit:
    """One object in a result list.

    Attributes:
        key: translation key; `slug` is the public key in its address.
        score: what the list is sorted by when sorted by relevance, else 0.
        facts: facts of the object.
        version: the version shown: in the reader's language if there is one, else the
            original, as on the object's own page.
        languages: all published versions, the original first.
        matched_by: `exact` and/or `folded`; () when no word was searched for.
        highlights: texts of `version` as safe HTML.
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
    matched_by: tuple[MatchKind, ...]
    highlights: Highlights


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

    @property
    def pages(self) -> int:
        """Number of pages; at least 1, for an empty list is a page too."""
        return max(-(-self.total // self.page_size), 1)


def hit_of(found: EngineHit, kind: str, language: str, marker: Highlighter) -> Hit:
    """Return a hit as the reader of `language` sees it."""
    version = _best(found.versions, language)
    return Hit(
        kind=kind,
        key=found.key,
        slug=found.slug,
        score=found.score,
        country=found.country,
        published_at=found.published_at,
        facts=found.facts,
        version=version,
        languages=_languages(found.versions),
        matched_by=found.kinds,
        highlights=marker.version(version),
    )


def _best(versions: tuple[Version, ...], language: str) -> Version:
    by_language = {version.language: version for version in versions}
    return by_language.get(language) or versions[0]


def _languages(versions: tuple[Version, ...]) -> tuple[str, ...]:
    ordered = sorted(
        versions,
        key=lambda item: (
            not item.is_original,
            _LANGUAGE_ORDER.get(item.language, len(_LANGUAGE_ORDER)),
        ),
    )
    return tuple(version.language for version in ordered)


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
    raise ValueError(f"Unknown notice {notice!r}.")
