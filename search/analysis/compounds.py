"""Compounds: words written as one that are also found by their parts.

A compound is cut into known words, as few as possible; letters that only join (`s` in
`Arbeitsschutz`) belong to no part. Nothing is learnt here: what a language joins with,
and which endings only look like words, stands in search.analysis.languages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MIN_PART: Final = 4
_MIN_SHORT: Final = 3
MIN_COMPOUND: Final = MIN_PART + _MIN_SHORT
# Longer words are rare, and every letter costs a look-up.
_MAX_COMPOUND: Final = 48
_MAX_PARTS: Final = 4

# All words a dictionary has that a text begins with.
type Prefixes = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Joints:
    """How a language makes compounds.

    Attributes:
        links: letters that may join two parts.
        short: parts shorter than MIN_PART.
        never: known words that are no parts, but suffixes and prepositions.
    """

    links: tuple[str, ...] = ()
    short: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


def split(word: str, prefixes: Prefixes, joints: Joints) -> tuple[str, ...]:
    """Return the parts of a compound, at least two; () when it is none.

    Args:
        word: a normalised word.
        prefixes: gives the known words at the beginning of a text.
        joints: how the language makes compounds.
    """
    if not MIN_COMPOUND <= len(word) <= _MAX_COMPOUND:
        return ()
    return _Splitter(prefixes, joints).split(word)


class _Splitter:
    """Looks for the fewest parts; of equals the longest last one, then no link."""

    def __init__(self, prefixes: Prefixes, joints: Joints) -> None:
        self._prefixes = prefixes
        self._links = ("", *joints.links)
        self._short = joints.short
        self._never = joints.never
        self._parts_of: dict[str, list[str]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        for count in range(2, _MAX_PARTS + 1):
            found = list(self._splits(word, count))
            if found:
                return max(found, key=lambda parts: (len(parts[-1]), len(parts[0])))
        return ()

    def _splits(self, word: str, count: int) -> list[tuple[str, ...]]:
        """Return all ways to cut a text into so many parts."""
        known = self._known(word)
        if count == 1:
            return [(word,)] if word in known else []
        found = []
        for part in known:
            rest = word[len(part) :]
            room = len(rest) - _MIN_SHORT * (count - 1)
            if room < 0:
                continue
            for link in self._links:
                if len(link) <= room and rest.startswith(link):
                    more = self._splits(rest[len(link) :], count - 1)
                    found += [(part, *parts) for parts in more]
        return found

    def _known(self, word: str) -> list[str]:
        if word not in self._parts_of:
            self._parts_of[word] = [
                part
                for part in self._prefixes(word)
                if part in self._short
                or (len(part) >= MIN_PART and part not in self._never)
            ]
        return self._parts_of[word]
