"""While somebody types: titles, places, signatories and terms of the vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlencode

from core.labels import label
from core.versions import path_in
from search import engines, stamps
from search.analysis import normalise, plain
from search.choices import Kind
from search.engines.base import Suggested
from search.exceptions import EngineUnavailableError
from search.figures import facet_counts
from search.query import SearchQuery
from search.stamps import Kept
from search.words import is_blocked, sounds_like_need

LIMIT: Final = 8
# Of one sort at most, so that titles do not push out what is shorter and better.
_MOST_TERMS: Final = 3
_MOST_PLACES: Final = 2
_CONCEPTS: Final = ("country", "action", "principle", "group")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to, or to search for.

    Attributes:
        kind: `initiative`, `signatory` or `page` lead to one; `place`, `country`,
            `action`, `principle` and `group` to a list.
        path: address from the root of the site.
        language: of the text.
    """

    text: str
    kind: str
    path: str
    language: str


def suggestions(query: SearchQuery, *, limit: int = LIMIT) -> list[Suggestion]:
    """Return what the words typed so far may become; each leads to something public.

    Nothing is suggested to who may be in need, and nothing that editors have blocked.
    """
    if not query.words or sounds_like_need(query.text, query.language):
        return []
    found = _ask(query, limit)
    every = [
        *_terms(query),
        *_places(query, found),
        *(_object(query, item) for item in found if item.by_title),
    ]
    allowed = (item for item in every if not is_blocked(item.text, item.language))
    return list(dict.fromkeys(allowed))[:limit]


def _ask(query: SearchQuery, limit: int) -> tuple[Suggested, ...]:
    try:
        return engines.preferred().suggest(query, limit=limit)
    except EngineUnavailableError:
        return engines.fallback().suggest(query, limit=limit)


def path_of(kind: str, slug: str, url: str, language: str) -> str:
    """Return where a reader of `language` reads an object, in its own interface.

    Args:
        kind: a value of Kind.
        slug: its public key.
        url: address of the version shown, which may be in another language.
        language: the reader's.
    """
    if kind == Kind.INITIATIVE:
        return f"/{language}/initiatives/{slug}/"
    if kind == Kind.SIGNATORY:
        return f"/{language}/signatories/{slug}/"
    return path_in(url, language)


def _object(query: SearchQuery, found: Suggested) -> Suggestion:
    path = path_of(found.kind, found.slug, found.url, query.language)
    return Suggestion(found.title, found.kind, path, found.language)


def _places(query: SearchQuery, found: Iterable[Suggested]) -> list[Suggestion]:
    # A name stands as its writer spells it, so in the language of the original.
    places = {
        item.place: item.written_in for item in found if item.by_place and item.place
    }
    return [
        Suggestion(place, "place", _list(query, q=f'"{place}"'), language)
        for place, language in list(places.items())[:_MOST_PLACES]
    ]


def _list(query: SearchQuery, **parameters: str) -> str:
    return f"/{query.language}/initiatives/?{urlencode(parameters)}"


class _Term(NamedTuple):
    """A term that has initiatives; `words` as what is typed is compared."""

    facet: str
    code: str
    label: str
    words: str


class _Terms:
    """All terms that have initiatives, made once for each language that is asked."""

    def __init__(self) -> None:
        self._counts = {
            name: facet_counts(kind=Kind.INITIATIVE, name=name) for name in _CONCEPTS
        }
        self._by_language: dict[str, list[_Term]] = {}

    def in_language(self, language: str) -> list[_Term]:
        """Return them in a fixed order."""
        if language not in self._by_language:
            self._by_language[language] = [
                _term(facet, code, language)
                for facet in _CONCEPTS
                for code in sorted(self._counts[facet])
            ]
        return self._by_language[language]


def _term(facet: str, code: str, language: str) -> _Term:
    text = label(facet, code, language)
    return _Term(facet, code, text, f" {plain(normalise(text, language))}")


def _terms(query: SearchQuery) -> list[Suggestion]:
    """Terms that begin with what is typed and have initiatives."""
    typed = plain(normalise(" ".join(query.text.split()), query.language))
    found = (
        Suggestion(
            term.label,
            term.facet,
            _list(query, **{term.facet: term.code}),
            query.language,
        )
        for term in _known.get(stamps.stamps()).in_language(query.language)
        if f" {typed}" in term.words
    )
    return list(islice(found, _MOST_TERMS))


# A count may be a minute old: it only decides whether a term is worth suggesting.
_known: Kept[_Terms] = Kept(_Terms, stamps.WORDS)
