"""What the tables of Azerbaijani endings hold, and how they are kept in a file."""

from typing import NamedTuple


class Ending(NamedTuple):
    """What an ending asks of the letters before it."""

    after_vowel: bool
    vowels: frozenset[str]
    sure: int
    finite: bool


class Table(dict[str, Ending]):
    """Endings as they are written, each with what it asks.

    Thousands of them share some hundred kinds, so a file has one long text and the
    number of each one's kind: that is read at once and not one by one.
    """

    def __reduce__(self) -> tuple[object, tuple[str, list[Ending], bytes]]:
        """Return how it is read from a file."""
        kinds = {kind: n for n, kind in enumerate(dict.fromkeys(self.values()))}
        numbers = bytes(kinds[kind] for kind in self.values())
        return _read, ("\n".join(self), list(kinds), numbers)


def _read(written: str, kinds: list[Ending], numbers: bytes) -> Table:
    of_each = map(kinds.__getitem__, numbers)
    return Table(zip(written.split("\n"), of_each, strict=True))
