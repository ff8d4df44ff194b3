"""When nothing is found: what else the reader could look for, each with its count."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from search.analysis import forms_in
from search.concepts import understood
from search.engines.base import Engine
from search.figures import facet_counts, language_counts
from search.query import Concept, SearchQuery, parse
from search.stamps import stamps
from search.words import is_blocked, sounds_like_need

# Each of these may cost a query, but only where nothing was found.
_MOST_LANGUAGES: Final = 8
_MOST_WORDS: Final = 4
_MOST_CONCEPTS: Final = 6
_MIN_CORRECTED: Final = 4
_COUNTRY: Final = "country"


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
    """A term or country that has results, and how many."""

    concept: Concept
    count: int


@dataclass(frozen=True, slots=True)
class Rescue:
    """What else there is when nothing was found.

    Attributes:
        suggestion: the query in another spelling that has results, "" when there is none.
        elsewhere: other languages, most results first.
        without: the query with one word less.
        unfiltered: how many results there are without any filter.
        concepts: terms that words of the query mean, else those that occur most.
        neighbours: neighbouring countries of those that were asked for.
    """

    suggestion: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()
    without: tuple[Without, ...] = ()
    unfiltered: int = 0
    concepts: tuple[Nearby, ...] = ()
    neighbours: tuple[Nearby, ...] = ()


type Count = Callable[[SearchQuery], int]


def rescue(query: SearchQuery, *, kind: str, engine: Engine) -> Rescue:
    """Return what else the reader could look for.

    Args:
        query: one that found nothing, its words understood (search.concepts).
        kind: a value of Kind.
        engine: the one that answered.

    Raises:
        EngineUnavailableError: the engine does not answer any more.
    """

    def count(other: SearchQuery) -> int:
        one = replace(other, page=1, page_size=1)
        found = engine.search(
            one, kind=kind, after=None, with_texts=False, with_facets=False
        )
        return found.total

    if not query.has_words:
        return Rescue(concepts=_concepts(query, kind), neighbours=_near(query, kind))
    return Rescue(
        suggestion=_suggestion(query, count, engine),
        elsewhere=_elsewhere(query, kind, count),
        without=_without(query, count),
        unfiltered=count(replace(query, filters={})) if query.filters else 0,
        concepts=_concepts(query, kind),
        neighbours=_near(query, kind),
    )


def _suggestion(query: SearchQuery, count: Count, engine: Engine) -> str:
    """Return the query with one word spelt as texts spell it, if that finds something."""
    if sounds_like_need(query.text, query.language):
        return ""
    for word in query.words:
        if word.concepts or len(word.forms.exact) < _MIN_CORRECTED:
            continue
        for other in engine.similar_words(word.forms.exact, query.language):
            text = _replaced(query.text, word.text, other)
            if is_blocked(other, query.language):
                continue
            if count(_again(query, text, query.language)):
                return text
    return ""


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


def _concepts(query: SearchQuery, kind: str) -> tuple[Nearby, ...]:
    """Terms the words mean; where they mean nothing, what most objects are about."""
    meant = [
        concept
        for word in query.words
        for concept in word.concepts
        if concept.facet != _COUNTRY
    ]
    if meant:
        return _counted(meant, kind)[:_MOST_CONCEPTS]
    actions = facet_counts(kind=kind, name="action")
    return _counted((Concept("action", code) for code in actions), kind)[
        :_MOST_CONCEPTS
    ]


def _near(query: SearchQuery, kind: str) -> tuple[Nearby, ...]:
    """Neighbours of the countries that were filtered by or named."""
    named = [
        concept.code
        for word in query.words
        for concept in word.concepts
        if concept.facet == _COUNTRY
    ]
    asked = dict.fromkeys([*query.filters.get(_COUNTRY, ()), *named])
    codes = dict.fromkeys(
        code for country in asked for code in neighbours().get(country, ())
    )
    others = (Concept(_COUNTRY, code) for code in codes if code not in asked)
    return _counted(others, kind)[:_MOST_CONCEPTS]


def _counted(concepts: Iterable[Concept], kind: str) -> tuple[Nearby, ...]:
    every = dict.fromkeys(concepts)
    facets = {concept.facet for concept in every}
    counts = {facet: facet_counts(kind=kind, name=facet) for facet in facets}
    found = [
        Nearby(concept, counts[concept.facet][concept.code])
        for concept in every
        if concept.code in counts[concept.facet]
    ]
    return tuple(sorted(found, key=lambda item: -item.count))


@cache
def neighbours() -> dict[str, list[str]]:
    """Return the neighbouring member states of each, nearest first."""
    path = Path(__file__).resolve().parent / "data" / "neighbours.toml"
    found: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found
