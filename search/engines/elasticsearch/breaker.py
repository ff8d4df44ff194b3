"""A pause for an index that does not answer.

After a failure nobody asks for some seconds, so that readers do not wait for a time
limit one after the other; then a single request tries, and either everybody asks again
or the pause doubles. All processes share it through the cache. Where the cache is away
each process keeps its own: the breaker itself must never be what fails.

The libraries for this share their state through a connection to Redis of their own
and know pauses of one length only.
"""

import logging
import time
from threading import Lock
from typing import Final, NamedTuple

from django.core.cache import cache

from search import stamps, turns

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS: Final = 10.0
LONGEST_PAUSE_SECONDS: Final = 60.0
# How long a pause that is over is remembered: until somebody has tried.
_REMEMBERED_SECONDS: Final = 3600
# Longer than the time limit of a search; a request that died frees the next one.
_TRY_SECONDS: Final = 5


class Pause(NamedTuple):
    """Until when (seconds since 1970) nobody asks, and how long the pause is."""

    until: float
    seconds: float


class Breaker:
    """Decides whether a request may ask the index."""

    def __init__(self, name: str) -> None:
        """Name the pause; processes that use the same name share it."""
        self._key = f"search:pause:{name}"
        # Only while the cache does not keep what it is given.
        self._own: Pause | None = None
        self._own_try_until = 0.0
        self._lock = Lock()
        # Each search asks for it, together with the stamps.
        stamps.look_also(self._key)

    def pause(self) -> Pause | None:
        """Return the pause that has not ended with an answer yet."""
        shared = cache.get(self._key)
        return Pause(*shared) if shared else self._own

    def has_pause(self) -> bool:
        """Whether there is such a pause, as this request has last seen it."""
        return bool(stamps.look(self._key)) or self._own is not None

    def lets_through(self) -> bool:
        """Whether to ask; after a pause only the first caller is told to."""
        pause = self.pause()
        if pause is None:
            return True
        return time.time() >= pause.until and self._is_first_to_try()

    def failed(self) -> None:
        """Begin a pause, twice as long as the one before it."""
        last = self.pause()
        now = time.time()
        if last and now < last.until:
            # Was on its way when another request failed.
            return
        seconds = FIRST_PAUSE_SECONDS
        if last:
            seconds = min(2 * last.seconds, LONGEST_PAUSE_SECONDS)
        self._keep(Pause(now + seconds, seconds))
        logger.warning("Searches leave the index alone for %d seconds.", seconds)

    def answered(self) -> None:
        """End the pause, if there is one."""
        if self.pause() is None:
            return
        self._own = None
        cache.delete(self._key)
        stamps.note(self._key, None)
        self._free_try()
        logger.warning("Searches ask the index again.")

    def _keep(self, pause: Pause) -> None:
        cache.set(self._key, tuple(pause), _REMEMBERED_SECONDS)
        stamps.note(self._key, tuple(pause))
        self._own = None if cache.get(self._key) == tuple(pause) else pause
        self._free_try()

    def _is_first_to_try(self) -> bool:
        if self._own is None:
            return turns.take(f"{self._key}:try", _TRY_SECONDS)
        with self._lock:
            is_first = time.time() >= self._own_try_until
            if is_first:
                self._own_try_until = time.time() + _TRY_SECONDS
        return is_first

    def _free_try(self) -> None:
        cache.delete(f"{self._key}:try")
        self._own_try_until = 0.0
