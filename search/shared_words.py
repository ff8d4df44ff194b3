"""Words of all languages that name one thing: a query with one finds texts with another.

Rooms register the sets, the glossary above all. They are matched when a query comes, in
any form of the word, so a changed term reindexes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from search import stamps
from search.lexicon import Lexicon
from search.query import Others, Phrase, SearchQuery, literal

# Of all words of a query together: each phrase is looked for in all its forms.
_MOST: Final = 36


class SharedPhrase(NamedTuple):
    """A phrase of a language, one of a set that means the same.

    Attributes:
        is_found: whether texts with it are found by the others; otherwise readers may
            type it and nobody is led to it.
    """

    language: str
    text: str
    is_found: bool = True


type Source = Callable[[], Iterable[Sequence[SharedPhrase]]]


class _Meant(NamedTuple):
    """What a phrase of a query stands for: a set, named by one of its phrases."""

    number: int
    phrase: SharedPhrase


_sources: list[Source] = []


def register_shared(source: Source) -> None:
    """Let `source` give sets of phrases; it is called again after `shared_changed`."""
    if source not in _sources:
        _sources.append(source)


def shared_changed(**_: object) -> None:
    """Read the sets anew, in every process; a receiver, too."""
    _kept.changed()


def shared_of(query: SearchQuery, known: dict[str, str]) -> Others:
    """Return for each word of the query what it is called in all languages.

    Args:
        query: made by search.query.parse.
        known: the stamps, read for this search.
    """
    every: list[dict[Phrase, None]] = [{} for _word in query.words]
    sets = _kept.get(known)
    left, is_cut = _MOST, False
    lexicon = sets.lexicon(query.language)
    for found in lexicon.find([word.forms for word in query.words]):
        # Every word of a phrase needs the whole set, or the last ones would find less.
        length = found.end - found.start
        others = sets.others(found.target)
        phrases = others[: left // length]
        left -= len(phrases) * length
        is_cut |= len(phrases) < len(others)
        for word in every[found.start : found.end]:
            word.update(dict.fromkeys(phrases))
    return Others([tuple(phrases) for phrases in every], is_cut)


class _Sets:
    """All sets; lexicons of single languages are made when they are asked for."""

    def __init__(self) -> None:
        self._sets = [tuple(phrases) for source in _sources for phrases in source()]
        self._lexicons: dict[str, Lexicon[_Meant]] = {}

    def lexicon(self, language: str) -> Lexicon[_Meant]:
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(
                language,
                (
                    (phrase.text, _Meant(number, phrase))
                    for number, phrases in enumerate(self._sets)
                    for phrase in phrases
                    if phrase.language == language
                ),
            )
        return self._lexicons[language]

    def others(self, meant: _Meant) -> list[Phrase]:
        """Return the other phrases of a set, in its order, each once."""
        return list(
            dict.fromkeys(
                literal(phrase.text, phrase.language)
                for phrase in self._sets[meant.number]
                if phrase.is_found and phrase != meant.phrase
            )
        )


_kept: stamps.Kept[_Sets] = stamps.Kept(_Sets, stamps.WORDS)
