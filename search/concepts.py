"""What the words of a query mean: terms of the vocabulary, countries, other words.

A query in one language finds texts in all others through codes. Rooms register the
phrases of their codes; they are matched when a query comes, so a changed word reindexes
nothing. The reader's language is asked first; a single word that means nothing there is
looked for in the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple

from search import shared_words, stamps, words
from search.analysis import normalise, plain
from search.lexicon import Lexicon
from search.query import TOO_MANY_MEANINGS, Concept, SearchQuery, Word

# Shorter words mean something else in too many languages.
_MIN_FOREIGN: Final = 4


class ConceptPhrase(NamedTuple):
    """A phrase of a language by which a code is meant."""

    language: str
    code: str
    text: str


type Source = Callable[[], Iterable[ConceptPhrase]]

_sources: dict[str, Source] = {}


def register_concepts(facet: str, source: Source) -> None:
    """Let `source` give the phrases of a facet's codes, in all languages.

    Args:
        facet: one of search.choices.FACETS.
        source: reads them from the database or the locale data; called again after
            `concepts_changed`.
    """
    _sources[facet] = source
    _phrases.forget()


def concepts_changed(**_: object) -> None:
    """Read the phrases anew, in every process; a receiver, too."""
    _phrases.changed()


class _Phrases:
    """All phrases; lexicons of single languages are made when they are asked for."""

    def __init__(self) -> None:
        self._by_language: dict[str, list[tuple[str, Concept]]] = defaultdict(list)
        for facet, source in _sources.items():
            for phrase in source():
                concept = Concept(facet, phrase.code)
                self._by_language[phrase.language].append((phrase.text, concept))
        self._lexicons: dict[str, Lexicon[Concept]] = {}
        self._foreign: Mapping[str, tuple[Concept, ...]] | None = None

    def in_language(self, language: str) -> Sequence[tuple[str, Concept]]:
        return self._by_language.get(language, ())

    def lexicon(self, language: str) -> Lexicon[Concept]:
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(language, self.in_language(language))
        return self._lexicons[language]

    def foreign(self, word: Word) -> tuple[Concept, ...]:
        """Return what a word means in any language, by its letters alone."""
        if self._foreign is None:
            self._foreign = self._single_words()
        found = (self._foreign.get(form, ()) for form in word.forms.folded)
        return tuple(dict.fromkeys(chain.from_iterable(found)))

    def _single_words(self) -> Mapping[str, tuple[Concept, ...]]:
        meanings: dict[str, dict[Concept, None]] = defaultdict(dict)
        for language, phrases in self._by_language.items():
            for text, concept in phrases:
                word = plain(normalise(text, language))
                if len(word) >= _MIN_FOREIGN and " " not in word:
                    meanings[word][concept] = None
        return {word: tuple(concepts) for word, concepts in meanings.items()}


def phrases_of(language: str, known: dict[str, str]) -> Sequence[tuple[str, Concept]]:
    """Return the phrases of a language, each with what it means.

    Args:
        language: code of core.languages.
        known: the stamps, read for this search.
    """
    return _phrases.get(known).in_language(language)


_phrases: stamps.Kept[_Phrases] = stamps.Kept(_Phrases, stamps.WORDS)


def understood(query: SearchQuery, known: dict[str, str]) -> SearchQuery:
    """Return the query with what its words mean; quoted and excluded ones stay literal.

    Args:
        query: made by search.query.parse.
        known: the stamps, read for this search.
    """
    if not query.words:
        return query
    phrases = _phrases.get(known)
    synonyms = words.synonyms_of(query, known)
    shared = shared_words.shared_of(query, known)
    meanings: list[dict[Concept, None]] = [{} for _word in query.words]
    lexicon = phrases.lexicon(query.language)
    for found in lexicon.find([word.forms for word in query.words]):
        for meaning in meanings[found.start : found.end]:
            meaning[found.target] = None
    cut = (TOO_MANY_MEANINGS,) if synonyms.is_cut or shared.is_cut else ()
    return replace(
        query,
        notices=tuple(dict.fromkeys((*query.notices, *cut))),
        words=tuple(
            replace(
                word,
                concepts=tuple(meaning) or phrases.foreign(word),
                synonyms=tuple(dict.fromkeys((*others, *terms))),
            )
            for word, meaning, others, terms in zip(
                query.words, meanings, synonyms.phrases, shared.phrases, strict=True
            )
        ),
    )
