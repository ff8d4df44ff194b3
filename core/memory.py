"""What was read from the shared cache, kept in the process for a moment.

A list of results names a hundred codes; asking the cache for each would take longer
than the search itself. So labels and names are taken from memory for some seconds. In
the process that changes one it is seen at once, in the others when the time is over,
which is less than the answers of the API may be kept by anybody.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, Final

SECONDS: Final = 5.0

_every: "list[Memory[Any]]" = []


class Memory[T]:
    """Values by key, each for `SECONDS`."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[T, float]] = {}
        _every.append(self)

    def get(self, key: str, read: Callable[[], T]) -> T:
        """Return the value of a key, from `read` when it is not known or too old."""
        kept = self._kept.get(key)
        now = monotonic()
        if kept is not None and now < kept[1]:
            return kept[0]
        value = read()
        self._kept[key] = value, now + SECONDS
        return value

    def forget(self) -> None:
        """Read every value anew next time in this process."""
        self._kept = {}


def forget_all() -> None:
    """Forget everything in this process: the cache behind it was emptied."""
    for memory in _every:
        memory.forget()
