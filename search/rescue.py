"""When nothing is found: what else the reader could look for, each with its count."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Final

from search.analysis import forms_in
from search.choices import Kind
from search.concepts import phrases_of, understood
from search.engines.base import Engine
from search.figures import facet_counts, language_counts
from search.nearness import nearest
from search.need import is_about_help
from search.query import Concept, SearchQuery, parse
from search.stamps import stamps
from search.words import is_blocked

# Each of these may cost a query, but only where nothing was found.
_MOST_LANGUAGES: Final = 8
_MOST_WORDS: Final = 4
_MOST_CONCEPTS: Final = 6
_MIN_CORRECTED: Final = 4
_MOST_CORRECTIONS: Final = 8
# After this nothing more is asked: a slow index would hold the reader for each question.
_MOST_SECONDS: Final = 3.0
_COUNTRY: Final = "country"
# By what a list of a kind is narrowed to what words mean.
_TERMS: Final[dict[str, tuple[str, ...]]] = {
    Kind.INITIATIVE: ("action", "principle", "group"),
    Kind.SIGNATORY: ("profile", "country"),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A language in which the same words find something."""

    language: str
    count: int


@dataclass(frozen=True, slots=True)
class Without:
    """What is found when one of the words is left out."""

    word: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Nearby:
    """A term or country that has results, and how many.

    Attributes:
        keeps_words: whether those are results with the words of the query.
    """

    concept: Concept
    count: int
    keeps_words: bool = False


@dataclass(frozen=True, slots=True)
class Rescue:
    """What else there is when nothing was found.

    Attributes:
        suggestion: the query in another spelling that has results, "" when there is none.
        elsewhere: other languages, most results first.
        without: the query with one word less.
        unfiltered: how many results there are without any filter.
        concepts: terms that words of the query mean, else those that are near to one,
            then those that occur most.
        neighbours: neighbouring countries of those that were asked for.
    """

    suggestion: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()
    without: tuple[Without, ...] = ()
    unfiltered: int = 0
    concepts: tuple[Nearby, ...] = ()
    neighbours: tuple[Nearby, ...] = ()


type Count = Callable[[SearchQuery], int]
type Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Codes:
    """How many objects of the kind have a code of a facet.

    Attributes:
        with_words: of those that the words find without the filters.
        every: of all.
    """

    with_words: Counts
    every: Counts

    def nearby(self, concepts: Iterable[Concept]) -> list[Nearby]:
        """Return the concepts that some object has, each once, in their order."""
        found = [
            (concept, _number(self.with_words, concept), _number(self.every, concept))
            for concept in dict.fromkeys(concepts)
        ]
        return [
            Nearby(concept, with_words or every, keeps_words=with_words > 0)
            for concept, with_words, every in found
            if every
        ]


def _number(counts: Counts, concept: Concept) -> int:
    return counts.get(concept.facet, {}).get(concept.code, 0)


def rescue(query: SearchQuery, *, kind: str, engine: Engine) -> Rescue:
    """Return what else the reader could look for.

    Args:
        query: one that found nothing, its words understood (search.concepts).
        kind: a value of Kind.
        engine: the one that answered.

    Raises:
        EngineUnavailableError: the engine does not answer any more.
    """
    end = monotonic() + _MOST_SECONDS

    def count(other: SearchQuery) -> int:
        if monotonic() > end:
            return 0
        one = replace(other, page=1, page_size=1)
        found = engine.search(
            one, kind=kind, after=None, with_texts=False, with_facets=False
        )
        return found.total

    unfiltered, with_words = _without_filters(query, kind, engine)
    facets = {*_TERMS.get(kind, ()), _COUNTRY}
    every = {name: facet_counts(kind=kind, name=name) for name in facets}
    codes = _Codes(with_words, every)
    concepts, neighbours = _concepts(query, kind, codes), _near(query, codes)
    if not query.has_words:
        return Rescue(concepts=concepts, neighbours=neighbours)
    return Rescue(
        suggestion=_suggestion(query, count, engine, end),
        elsewhere=_elsewhere(query, kind, count),
        without=_without(query, count),
        unfiltered=unfiltered,
        concepts=concepts,
        neighbours=neighbours,
    )


def _without_filters(
    query: SearchQuery, kind: str, engine: Engine
) -> tuple[int, Counts]:
    """Count what the words find without the filters: in all, and by facet and code."""
    if not (query.has_words and query.filters):
        return 0, {}
    plain = replace(query, filters={}, page=1, page_size=1)
    found = engine.search(plain, kind=kind, after=None, with_texts=False)
    return found.total, {name: dict(counts) for name, counts in found.facets.items()}


def _suggestion(query: SearchQuery, count: Count, engine: Engine, end: float) -> str:
    """Return the query with one word spelt as texts spell it, if that finds something."""
    if is_about_help(query.text, query.language):
        return ""
    proposed = islice(_corrected(query, engine, end), _MOST_CORRECTIONS)
    found = (text for text in proposed if count(_again(query, text, query.language)))
    return next(found, "")


def _corrected(query: SearchQuery, engine: Engine, end: float) -> Iterator[str]:
    """Yield what may be proposed: the query with one word spelt in another way."""
    likely = [
        word
        for word in query.words
        if not word.concepts and len(word.forms.exact) >= _MIN_CORRECTED
    ]
    for word in likely[:_MOST_WORDS]:
        if monotonic() > end:
            return
        for other in engine.similar_words(word.forms.exact, query.language):
            text = _replaced(query.text, word.text, other)
            if not (
                is_blocked(text, query.language) or is_about_help(text, query.language)
            ):
                yield text


def _replaced(text: str, word: str, other: str) -> str:
    """Replace a word, not a part of another one: `art`, and not in `party`."""
    whole = rf"(?<!\w){re.escape(word)}(?!\w)"
    return re.sub(whole, lambda _match: other, text, count=1)


def _again(query: SearchQuery, text: str, language: str) -> SearchQuery:
    """Return another text as a query with the same filters, as understood as words are."""
    again = parse(text, language=language, filters=query.filters, sort=query.sort)
    return understood(again, stamps())


def _elsewhere(query: SearchQuery, kind: str, count: Count) -> tuple[Elsewhere, ...]:
    """Read the words as those of other languages that have texts."""
    texts = language_counts(kind=kind)
    own = {forms.exact: forms for forms in forms_in(query.text, query.language)}

    def is_other(language: str) -> bool:
        """Whether the language reads any word in another way."""
        return any(
            own.get(forms.exact) != forms for forms in forms_in(query.text, language)
        )

    likely = sorted(
        (language for language in texts if language != query.language),
        key=lambda language: (-_known(query.text, language), -texts[language]),
    )
    candidates = [language for language in likely if is_other(language)]
    found = (
        Elsewhere(language, count(_again(query, query.text, language)))
        for language in candidates[:_MOST_LANGUAGES]
    )
    return tuple(sorted((item for item in found if item.count), key=lambda i: -i.count))


def _known(text: str, language: str) -> int:
    """Return how many of the words a dictionary of the language changes to a lemma."""
    return sum(forms.lemmas != (forms.exact,) for forms in forms_in(text, language))


def _without(query: SearchQuery, count: Count) -> tuple[Without, ...]:
    """Leave out one word at a time; the most results first."""
    if len(query.words) + len(query.phrases) < 2:
        return ()
    found = []
    for word in query.words[:_MOST_WORDS]:
        text = " ".join(_replaced(query.text, word.text, " ").split())
        number = count(_again(query, text, query.language))
        if number:
            found.append(Without(word.text, text, number))
    return tuple(sorted(found, key=lambda item: -item.count))


def _concepts(query: SearchQuery, kind: str, codes: _Codes) -> tuple[Nearby, ...]:
    """Terms that the words mean, else those near to one and those that occur most."""
    facets = _TERMS.get(kind, ())
    means = [concept for word in query.words for concept in word.concepts]
    meant = codes.nearby(concept for concept in means if concept.facet in facets)
    if meant:
        return _most_first(meant)
    known = phrases_of(query.language, stamps())
    near = nearest(
        [word.forms for word in query.words if not word.concepts][:_MOST_WORDS],
        (phrase for phrase in known if phrase[1].facet in facets),
        query.language,
    )
    every = (Concept(name, code) for name in facets for code in codes.every[name])
    most = _most_first(codes.nearby(every))
    return tuple(dict.fromkeys((*codes.nearby(near), *most)))[:_MOST_CONCEPTS]


def _near(query: SearchQuery, codes: _Codes) -> tuple[Nearby, ...]:
    """Neighbours of the countries that were filtered by or named."""
    named = [
        concept.code
        for word in query.words
        for concept in word.concepts
        if concept.facet == _COUNTRY
    ]
    asked = dict.fromkeys([*query.filters.get(_COUNTRY, ()), *named])
    others = (code for country in asked for code in neighbours().get(country, ()))
    return _most_first(
        codes.nearby(Concept(_COUNTRY, code) for code in others if code not in asked)
    )


def _most_first(items: Iterable[Nearby]) -> tuple[Nearby, ...]:
    """Return the first few: those with the words, then those with most results."""
    every = sorted(items, key=lambda item: (not item.keeps_words, -item.count))
    return tuple(every[:_MOST_CONCEPTS])


@cache
def neighbours() -> dict[str, list[str]]:
    """Return the neighbouring member states of each, nearest first."""
    path = Path(__file__).resolve().parent / "data" / "neighbours.toml"
    found: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found
