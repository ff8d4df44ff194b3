"""Compiled dictionaries: read-only files that all processes share.

`scripts/dictionaries.py` makes them at install (see search.analysis.compile); here they
are opened, by mapping them into memory, when a language is first met.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from marisa_trie import BytesTrie  # type: ignore[import-not-found]

from search.analysis import endings
from search.analysis.edits import NONE, edited

FOLDER: Final = Path(__file__).resolve().parents[2] / "var" / "dictionaries"
# Letters of a known end of a word, and before it.
_MIN_TAIL: Final = 5
_MIN_HEAD: Final = 2
# Enough for every homonym that matters.
_MAX_LEMMAS: Final = 4


class DictionariesMissingError(RuntimeError):
    """The compiled dictionaries are not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The dictionary {path} is missing. `make install` compiles the"
            " dictionaries; so does `python scripts/dictionaries.py`."
        )


class Dictionary:
    """One compiled dictionary; words are normalised.

    Args:
        code: a dictionary of search.analysis.languages; "" has no words.
        folder: where the compiled files are.

    Raises:
        DictionariesMissingError: there are no compiled files, or they are broken.
    """

    def __init__(self, code: str, folder: Path = FOLDER) -> None:
        def opened(name: str) -> BytesTrie:
            return _mapped(folder / f"{code}-{name}.trie") if code else BytesTrie()

        self._words = opened("words")
        self._more = opened("more")
        self._endings = opened("endings")
        self._folded = opened("folded")
        self._folded_endings = opened("folded-endings")
        # Those met so far, of some thousand endings.
        self._rules: dict[str, list[endings.Rule]] = {}
        self._folded_rules: dict[str, list[endings.Rule]] = {}

    def lemmas(self, word: str) -> tuple[str, ...]:
        """Return the lemmas of a word; () when it is not known."""
        edits = self._words.get(word)
        if not edits:
            return ()
        more = self._more.get(word)
        if more:
            edits = edits + more
        return tuple([edited(word, edit) for edit in edits[:_MAX_LEMMAS]])

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        return word in self._words

    def is_lemma(self, word: str) -> bool:
        """Whether a word is known as its own lemma."""
        edits = self._words.get(word)
        return bool(edits) and edits[0] == NONE

    def prefixes(self, word: str) -> list[str]:
        """Return all known words at the beginning of a word, itself included."""
        found: list[str] = self._words.prefixes(word)
        return found

    def lemmas_by_tail(self, word: str) -> tuple[str, ...]:
        """Return the lemmas of a word that ends in a known one: `Hilfetelefone`.

        The longest known end counts, and what stands before it stays.
        """
        for start in range(_MIN_HEAD, len(word) - _MIN_TAIL + 1):
            lemmas = self.lemmas(word[start:])
            if lemmas:
                return tuple([word[:start] + lemma for lemma in lemmas[:2]])
        return ()

    def guessed(self, word: str) -> tuple[str, ...]:
        """Return likely lemmas of a word that is not known."""
        rules = _rules(self._endings, self._rules, word)
        return endings.guess(word, rules, self.is_lemma)

    def folded_lemmas(self, plain: str) -> tuple[str, ...]:
        """Return the folded lemmas of all words that may be typed as `plain`."""
        edits = self._folded.get(plain)
        if not edits:
            return ()
        return tuple([edited(plain, edit) for edit in edits[:_MAX_LEMMAS]])

    def folded_guessed(self, plain: str) -> tuple[str, ...]:
        """Return likely folded lemmas of a word typed as `plain`."""
        rules = _rules(self._folded_endings, self._folded_rules, plain)
        return endings.guess(plain, rules, _never)


def _never(word: str) -> bool:
    return False


def _rules(
    trie: BytesTrie, met: dict[str, list[endings.Rule]], word: str
) -> list[list[endings.Rule]]:
    """Return the rules of a word's endings, the longest first; `met` keeps them."""
    rules = []
    for ending in reversed(trie.prefixes(word[: -endings.MAX_ENDING - 1 : -1])):
        if len(ending) < len(word):
            if ending not in met:
                met[ending] = [endings.unpacked(value) for value in trie[ending]]
            rules.append(met[ending])
    return rules


@lru_cache(maxsize=64)
def dictionary(code: str) -> Dictionary:
    """Return a dictionary, opened at its first use in this process; "" has no words."""
    return Dictionary(code)


def _mapped(path: Path) -> BytesTrie:
    trie = BytesTrie()
    try:
        trie.mmap(str(path))
    except (OSError, RuntimeError) as error:
        raise DictionariesMissingError(path) from error
    return trie
