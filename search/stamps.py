"""Stamps: numbers in the cache by which every process sees that something has changed.

What is read for each search (which objects are gone, what words mean) is kept in the
process and asked for again when its stamp has changed. One look into the cache reads
all stamps, and what else a search asks the cache (`look_also`). Without a shared cache
each process only sees its own changes, and the others after `MAX_AGE_SECONDS`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from uuid import uuid4

from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import transaction

WORDS: Final = "search:stamp:words"
GONE: Final = "search:stamp:gone"
_ALL: Final = (WORDS, GONE)

MAX_AGE_SECONDS: Final = 60.0
# With a stamp that has not changed: thousands of words are read, and a reader waits.
MAX_STAMPED_SECONDS: Final = 600.0
_STAMP_SECONDS: Final = 7 * 24 * 3600


_looked: ContextVar[dict[str, Any] | None] = ContextVar("stamps", default=None)
_also: dict[str, None] = {}


@contextmanager
def one_look() -> Iterator[None]:
    """Read the stamps once for everything in a block, which is to be one request.

    Within another such block they have been read.
    """
    if _looked.get() is not None:
        yield
        return
    token = _looked.set(_read())
    try:
        yield
    finally:
        _looked.reset(token)


def stamps() -> dict[str, str]:
    """Return the stamps; {} when no cache that all processes share answers."""
    looked = _looked.get()
    return _read() if looked is None else looked


def look_also(key: str) -> None:
    """Let each look read another key, which `look` then has at hand."""
    _also[key] = None


def look(key: str) -> Any:
    """Return what the cache has under a key; within `one_look` as it was then."""
    looked = _looked.get()
    return looked[key] if looked and key in looked else cache.get(key)


def note(key: str, value: Any) -> None:
    """Let the rest of `one_look` know what this request has changed."""
    looked = _looked.get()
    if looked is not None:
        looked[key] = value


def _read() -> dict[str, Any]:
    if isinstance(caches["default"], LocMemCache):
        return {}
    found: dict[str, Any] = dict.fromkeys(_also)
    found |= cache.get_many((*_ALL, *_also))
    for stamp in _ALL:
        if stamp not in found:
            # A lost stamp is a changed one; whoever is first makes it.
            cache.add(stamp, uuid4().hex, _STAMP_SECONDS)
    return found


def renew(stamp: str) -> None:
    """Tell every process that what the stamp stands for has changed."""
    cache.set(stamp, uuid4().hex, _STAMP_SECONDS)


@dataclass(slots=True)
class _Kept:
    value: Any
    stamp: str | None
    read_at: float


class Kept[T]:
    """A value that is read again when its stamp has changed, or when it is old.

    Args:
        read: reads the value.
        stamp: one of the constants of this module.
        max_age_seconds: for how long the value is kept, at most; by default longer
            while its stamp says that nothing has changed.
        needs_stamp: read it each time while no stamp is known, because an old value
            would do harm.
    """

    def __init__(
        self,
        read: Callable[[], T],
        stamp: str,
        *,
        max_age_seconds: float | None = None,
        needs_stamp: bool = False,
    ) -> None:
        self._read = read
        self._stamp = stamp
        self._max_age_seconds = max_age_seconds
        self._needs_stamp = needs_stamp
        self._kept: _Kept | None = None

    def get(self, known: dict[str, str]) -> T:
        """Return the value; `known` is what `stamps` returned for this search.

        The stamps have to be read before: a change in between is then seen next time.
        """
        stamp = known.get(self._stamp)
        kept = self._kept
        if kept is None or not self._is_fresh(kept, stamp):
            kept = self._kept = _Kept(self._read(), stamp, monotonic())
        value: T = kept.value
        return value

    def _is_fresh(self, kept: _Kept, stamp: str | None) -> bool:
        if stamp is None and self._needs_stamp:
            return False
        usual = MAX_AGE_SECONDS if stamp is None else MAX_STAMPED_SECONDS
        most = usual if self._max_age_seconds is None else self._max_age_seconds
        return kept.stamp == stamp and monotonic() - kept.read_at < most

    def forget(self) -> None:
        """Read the value anew next time in this process."""
        self._kept = None

    def changed(self) -> None:
        """Read the value anew, here at once, elsewhere when the change is committed."""
        self.forget()
        transaction.on_commit(self._tell, robust=True)

    def _tell(self) -> None:
        # Another thread may have read the former value before the commit.
        self.forget()
        renew(self._stamp)
