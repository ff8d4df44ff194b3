"""A pause for a provider that does not answer, or wants to be left alone.

Tasks for 38 languages would otherwise wait for a time limit one after the other, or ask
a provider again and again that had said when to come back. All processes share a pause
through the cache; where the cache is away each request finds out for itself.
"""

import time
from typing import Final

from django.core.cache import cache

from translations.machine.errors import (
    EngineError,
    EngineLimitError,
    EngineQuotaError,
    EngineUnavailableError,
)

# When the provider did not say how long.
_SECONDS: Final[dict[type[EngineError], int]] = {
    EngineQuotaError: 3600,
    EngineLimitError: 30,
    EngineUnavailableError: 10,
}
# Whatever the provider says: a broken header must not stop machine translation.
LONGEST_SECONDS: Final = 3600

Pausing = EngineLimitError | EngineUnavailableError


def pause_begin(name: str, error: Pausing) -> None:
    """Leave the provider alone for as long as it asked, or as fits the failure."""
    kind = type(error)
    asked = error.retry_after_seconds
    seconds = min(_SECONDS[kind] if asked is None else asked, LONGEST_SECONDS)
    if seconds > 0:
        cache.set(_key(name), (kind.__name__, time.time() + seconds), seconds)


def pause_check(name: str, engine: str) -> None:
    """Let the caller go on unless there is a pause.

    Raises:
        EngineError: the error that began the pause, with the seconds that are left.
    """
    pause = cache.get(_key(name))
    if pause is None:
        return
    kind_name, until = pause
    left = max(1, round(until - time.time()))
    for kind in (EngineQuotaError, EngineLimitError, EngineUnavailableError):
        if kind.__name__ == kind_name:
            raise kind(
                engine, f"left alone for {left} seconds", retry_after_seconds=left
            )


def _key(name: str) -> str:
    return f"translations:machine:pause:{name}"
