"""Endings: the longest one a table knows is taken off a word.

Shared by the light stemmers. A table is a set of endings, or a mapping from an ending
to what stands in its place; it is sorted by length once, so that a look-up costs a
slice and a dictionary access for each length.
"""

from collections.abc import Iterable, Mapping


class Endings:
    """The endings that can fill one place of a word."""

    __slots__ = ("_tables",)

    def __init__(self, endings: Iterable[str] | Mapping[str, str]) -> None:
        """Sort the endings by last letter and length.

        Args:
            endings: a mapping says what stands in the place of each; a plain list of
                endings leaves nothing.
        """
        if not isinstance(endings, Mapping):
            endings = dict.fromkeys(endings, "")
        tables: dict[str, dict[int, dict[str, str]]] = {}
        for ending, instead in endings.items():
            if ending:
                lengths = tables.setdefault(ending[-1], {})
                lengths.setdefault(len(ending), {})[ending] = instead
        self._tables = {
            last: tuple(sorted(lengths.items(), reverse=True))
            for last, lengths in tables.items()
        }

    def strip(self, word: str, keep: int = 3) -> str:
        """Return `word` without its longest ending, unchanged when it has none.

        Args:
            word: a normalised word, not empty.
            keep: how many letters must stand before the ending.
        """
        room = len(word) - keep
        for length, table in self._tables.get(word[-1], ()):
            if length <= room:
                instead = table.get(word[-length:])
                if instead is not None:
                    return word[:-length] + instead
        return word


def words(text: str) -> tuple[str, ...]:
    """Return the words of a table written as running text."""
    return tuple(text.split())


def pairs(text: str) -> dict[str, str]:
    """Return a table written as `ending>instead`; nothing behind > takes it off."""
    split = (pair.partition(">") for pair in text.split())
    return {ending: instead for ending, _, instead in split}


def joined(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Return every ending of `first` followed by every one of `second`."""
    second = list(second)
    return [one + other for one in first for other in second]
