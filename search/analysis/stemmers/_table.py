"""A large table of words in one block of memory.

A dictionary of twenty thousand words takes as many steps to read from its file; this
takes one, for a look-up that is some microseconds slower.
"""

from collections.abc import Mapping

from marisa_trie import BytesTrie  # type: ignore[import-not-found]


class Table:
    """What each of many words stands for; it cannot be changed.

    Args:
        entries: word -> some words, without spaces.
    """

    __slots__ = ("_trie",)

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._trie = BytesTrie(
            (word, " ".join(values).encode()) for word, values in entries.items()
        )

    def __contains__(self, word: str) -> bool:
        return word in self._trie

    def get(self, word: str) -> tuple[str, ...]:
        """Return what a word stands for; () when the table does not have it."""
        found: list[bytes] = self._trie.get(word) or []
        return tuple(found[0].decode().split(" ")) if found else ()
