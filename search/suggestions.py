"""While somebody types: titles, places, signatories and terms of the vocabulary."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlencode

from core.labels import label
from core.versions import path_in
from search import engines, stamps
from search.analysis import normalise, plain
from search.choices import Kind
from search.concepts import phrases_of
from search.engines.base import Suggested
from search.exceptions import EngineUnavailableError
from search.figures import facet_counts
from search.need import is_about_help, names_help_topic
from search.query import Concept, SearchQuery, still_typed
from search.stamps import Kept
from search.words import is_blocked

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


def suggestions(
    query: SearchQuery, *, kind: str = "", limit: int = LIMIT
) -> list[Suggestion]:
    """Return what the words typed so far may become; each leads to something public.

    Nothing is suggested to who may be in need or types a help topic, and nothing that
    names one or that editors have blocked.

    Args:
        query: what has been typed.
        kind: a value of Kind: only its objects and their places; "" for everything.
        limit: how many at most.
    """
    if not query.words or is_about_help(query.text, query.language, is_typed=True):
        return []
    query = still_typed(query)
    found = _ask(query, limit, kind)
    every = [
        *([] if kind else _terms(query)),
        *_places(query, found, kind),
        *(_object(query, item) for item in found if item.by_title),
    ]
    allowed = (item for item in every if _is_allowed(item))
    return list(dict.fromkeys(allowed))[:limit]


def _is_allowed(item: Suggestion) -> bool:
    return not (
        is_blocked(item.text, item.language) or _names_topic(item.text, item.language)
    )


# What is kept are public titles and labels, never what somebody typed.
_names_topic = lru_cache(maxsize=4096)(names_help_topic)


def _ask(query: SearchQuery, limit: int, kind: str) -> tuple[Suggested, ...]:
    try:
        return engines.preferred().suggest(query, limit=limit, kind=kind)
    except EngineUnavailableError:
        return engines.fallback().suggest(query, limit=limit, kind=kind)


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


def _places(
    query: SearchQuery, found: Iterable[Suggested], kind: str
) -> list[Suggestion]:
    # A name stands as its writer spells it, so in the language of the original.
    places = {
        item.place: item.written_in for item in found if item.by_place and item.place
    }
    return [
        Suggestion(place, "place", _list(query, kind, q=f'"{place}"'), language)
        for place, language in list(places.items())[:_MOST_PLACES]
    ]


def _list(query: SearchQuery, kind: str, **parameters: str) -> str:
    room = "signatories" if kind == Kind.SIGNATORY else "initiatives"
    return f"/{query.language}/{room}/?{urlencode(parameters)}"


class _Term(NamedTuple):
    """A term that has initiatives, by its texts as what is typed is compared.

    Attributes:
        named: its label.
        phrases: its label and everyday words.
        words: the same in one text, in which each word begins after a space.
    """

    facet: str
    code: str
    label: str
    named: str
    phrases: frozenset[str]
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
            everyday: dict[Concept, list[str]] = defaultdict(list)
            for text, concept in phrases_of(language, stamps.stamps()):
                everyday[concept].append(text)
            self._by_language[language] = [
                _term(facet, code, language, everyday[Concept(facet, code)])
                for facet in _CONCEPTS
                for code in sorted(self._counts[facet])
            ]
        return self._by_language[language]


def _term(facet: str, code: str, language: str, everyday: Iterable[str]) -> _Term:
    text = label(facet, code, language)
    phrases = [plain(normalise(phrase, language)) for phrase in (text, *everyday)]
    return _Term(
        facet=facet,
        code=code,
        label=text,
        named=f" {phrases[0]}",
        phrases=frozenset(phrases),
        words="".join(f" {phrase}\n" for phrase in phrases),
    )


def _terms(query: SearchQuery) -> list[Suggestion]:
    """Terms that are called what is typed and have initiatives.

    A label or an everyday word as a whole comes before the beginnings of everyday
    words, for then the label does not say why it is suggested.
    """
    typed = plain(normalise(" ".join(query.text.split()), query.language))
    every = _known.get(stamps.stamps()).in_language(query.language)
    called = [
        term for term in every if f" {typed}" in term.named or typed in term.phrases
    ]
    begun = [term for term in every if f" {typed}" in term.words]
    return [
        Suggestion(
            term.label,
            term.facet,
            _list(query, "", **{term.facet: term.code}),
            query.language,
        )
        for term in (called or begun)[:_MOST_TERMS]
    ]


# A count may be a minute old: it only decides whether a term is worth suggesting.
_known: Kept[_Terms] = Kept(_Terms, stamps.WORDS)
