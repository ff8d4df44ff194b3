"""Taking turns: work that one process at a time should do, agreed on in the cache.

It saves work and is no lock: when a turn lapses, or the cache is away, two processes
may do the same. Whatever takes turns must survive that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import uuid4

from django.core.cache import cache

# A process that died is replaced after this; longer than one batch of anything.
LAPSES_SECONDS: Final = 120


def take(key: str, seconds: float, *, value: str = "taken") -> bool:
    """Take the turn unless somebody has it; without a cache everybody has it."""
    return cache.add(key, value, seconds) or cache.get(key) is None


class Turn:
    """A turn somebody has; it lapses unless it is renewed."""

    def __init__(self, key: str) -> None:
        """Name the work."""
        self._key = key
        self._value = uuid4().hex

    def begin(self) -> bool:
        """Take it; False when another process has it."""
        return take(self._key, LAPSES_SECONDS, value=self._value)

    def renew(self) -> None:
        """Keep it for another while."""
        cache.set(self._key, self._value, LAPSES_SECONDS)

    def end(self) -> None:
        """Let the next one have it."""
        if cache.get(self._key) == self._value:
            cache.delete(self._key)


@contextmanager
def turn(key: str) -> Iterator[Turn | None]:
    """Hold the turn for a block; None when another process has it."""
    mine = Turn(key)
    if not mine.begin():
        yield None
        return
    try:
        yield mine
    finally:
        mine.end()
