"""Lemmas of words that no dictionary has, by their endings.

Every dictionary shows which ending becomes which in its language; names and rare words
are inflected alike. `Endings` takes the rules from a sample of its entries at install,
`guess` applies them: a lemma that the dictionary has is believed first, else the rule of
the longest ending.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from search.analysis.edits import NONE, edited

MAX_ENDING: Final = 6
# What an edit may take away; prefixes and irregular words teach nothing.
_MAX_STRIP: Final = 6
# Letters that have to stand before an ending.
_MIN_STEM: Final = 2
_MIN_SEEN: Final = 4
_MIN_SHARE: Final = 0.04
_MAX_EDITS: Final = 6

# Shares that make a rule worth asking the dictionary about, or believing without it.
_POSSIBLE: Final = 0.1
_LIKELY: Final = 0.12
_MAX_GUESSES: Final = 3

# Shares are stored as one byte.
_WHOLE: Final = 250

type Rule = tuple[float, bytes]


class Endings:
    """Counts what endings become, to make rules of it."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, Counter[bytes]] = defaultdict(Counter)

    def add(self, word: str, edit: bytes) -> None:
        """Count a word and the edit that makes its lemma."""
        strip = edit[0] if edit else 0
        if strip > _MAX_STRIP or len(edit) > 1 + 2 * _MAX_STRIP:
            return
        counts = self._counts
        end = word[: -MAX_ENDING - 1 : -1]
        longest = min(MAX_ENDING, len(word) - _MIN_STEM)
        for length in range(max(strip, 1), longest + 1):
            counts[end[:length]][edit] += 1

    def typed(self, change: Callable[[str], str]) -> "Endings":
        """Return the endings as they are typed; `change` must work letter by letter."""
        other = Endings()
        for ending, seen in self._counts.items():
            typed = change(ending)
            for edit, count in seen.items():
                if edit and len(typed) == len(ending):
                    edit = edit[:1] + change(edit[1:].decode()).encode()
                other._counts[typed][edit] += count
        return other

    def rules(self) -> Iterator[tuple[str, bytes]]:
        """Yield the rules as a trie holds them; `unpacked` reads the values.

        Keys are endings from right to left. The value sorts the most frequent edit
        first.
        """
        shares = {ending: _shares(seen) for ending, seen in self._counts.items()}
        for ending, rules in shares.items():
            if rules and not _says_the_same(rules, shares.get(ending[:-1])):
                for share, edit in rules:
                    yield ending, bytes((_WHOLE - round(share * _WHOLE),)) + edit


def _shares(seen: Counter[bytes]) -> list[Rule]:
    total = seen.total()
    if total < _MIN_SEEN:
        return []
    return [
        (count / total, edit)
        for edit, count in seen.most_common(_MAX_EDITS)
        if count / total >= _MIN_SHARE
    ]


def _says_the_same(rules: list[Rule], shorter: list[Rule] | None) -> bool:
    """Whether a longer ending adds nothing to the ending without its first letter."""
    if not shorter or len(rules) != len(shorter):
        return False
    return all(
        edit == other and abs(share - before) < 0.05
        for (share, edit), (before, other) in zip(rules, shorter, strict=True)
    )


def unpacked(value: bytes) -> Rule:
    """Return a rule as `Endings.rules` wrote it."""
    return (1 - value[0] / _WHOLE, value[1:])


def guess(
    word: str, found: Sequence[list[Rule]], is_lemma: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return likely lemmas of an unknown word, at most four.

    Forms of a word that no dictionary has come together when they share one of their
    candidates, be it the right one or not; so the likely ones are all given.

    Args:
        word: a normalised word.
        found: rules of its endings, the longest ending first.
        is_lemma: whether the dictionary has a word as a lemma.
    """
    lemmas = []
    known = next(_known(word, found, is_lemma), None)
    if known:
        lemmas.append(known)
    for rules in found[:1]:
        likely = [edited(word, edit) for share, edit in rules if share >= _LIKELY]
        lemmas += [lemma for lemma in likely[:_MAX_GUESSES] if len(lemma) > _MIN_STEM]
    return tuple(lemmas)


def _known(
    word: str, found: Sequence[list[Rule]], is_lemma: Callable[[str], bool]
) -> Iterator[str]:
    """Yield what the dictionary confirms, by the longest ending first."""
    tried: set[bytes] = {NONE}
    for rules in found:
        for share, edit in rules:
            if share >= _POSSIBLE and edit not in tried:
                tried.add(edit)
                lemma = edited(word, edit)
                if len(lemma) > _MIN_STEM and is_lemma(lemma):
                    yield lemma
