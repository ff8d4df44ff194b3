"""The shared cache, which may be away without anybody noticing."""

import logging
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, Final

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswerError

logger = logging.getLogger(__name__)

# Attempts to log in, which django-allauth counts here and nowhere else.
COUNTED: Final = "allauth:rl:"
# Told to the other processes even while this one leaves Redis alone: what a stamp stands
# for may be that something was taken down.
TOLD: Final = "search:stamp:"

# A page reads the cache many times; without a pause it would wait for Redis each time.
TIMEOUT_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 5.0
# Until when this process leaves a server alone, for all of its threads.
_silent_until: dict[str, float] = {}


class _Client(RedisCacheClient):
    """Keeps what Django makes anew for each call, which takes longer than the call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[int, Redis] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        """Return the client of a server; it takes connections from one pool."""
        # The stubs of Django's class leave out what its subclasses may use.
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]
        if id(pool) not in self._clients:
            made = self._client(connection_pool=pool)  # type: ignore[attr-defined]
            self._clients[id(pool)] = made
        return self._clients[id(pool)]


class ForgivingRedisCache(RedisCache):
    """Redis, or an empty cache while Redis does not answer.

    Everything cached here can be read from the database again, so without Redis a page
    is slower and not gone. After a failure the process leaves Redis alone for
    `PAUSE_SECONDS`; then one call tries. Attempts to log in alone are counted on, by each
    process for itself: django-allauth takes a lock to count, and without one lets nobody
    in.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        limits = dict.fromkeys(
            ("socket_timeout", "socket_connect_timeout"), TIMEOUT_SECONDS
        )
        super().__init__(
            server, {**params, "OPTIONS": limits | params.get("OPTIONS", {})}
        )
        self._class = _Client
        self._name = str(server)
        self._meanwhile = LocMemCache("meanwhile", {})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is cached; `default` while Redis is away."""

        def instead() -> Any:
            return self._meanwhile.get(key, default) if _counted(key) else default

        return self._ask(partial(super().get, key, default, version), instead)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """Return what is cached of several; nothing while Redis is away."""
        return self._ask(partial(super().get_many, keys, version), dict)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Cache a value unless there is one; nobody knows while Redis is away."""

        def instead() -> bool:
            return _counted(key) and self._meanwhile.add(key, value, *args, **kwargs)

        return self._ask(partial(super().add, key, value, *args, **kwargs), instead)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Cache a value, or not while Redis is away."""

        def instead() -> None:
            if _counted(key):
                self._meanwhile.set(key, value, *args, **kwargs)

        self._ask(
            partial(super().set, key, value, *args, **kwargs),
            instead,
            insists=str(key).startswith(TOLD),
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; nothing is forgotten while Redis is away."""

        def instead() -> bool:
            return _counted(key) and self._meanwhile.delete(key)

        return self._ask(partial(super().delete, key, version), instead)

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        """Forget several values; nothing is forgotten while Redis is away."""
        self._ask(partial(super().delete_many, keys, version), lambda: None)

    def _ask[T](
        self, ask: Callable[[], T], instead: Callable[[], T], *, insists: bool = False
    ) -> T:
        """Ask Redis unless it is left alone; `insists` asks it even then."""
        if not insists and monotonic() < _silent_until.get(self._name, 0.0):
            return instead()
        try:
            return ask()
        except RedisError as error:
            if isinstance(error, NoConnectionError | NoAnswerError):
                _silent_until[self._name] = monotonic() + PAUSE_SECONDS
            logger.warning("The cache does not answer: %s", error)
            return instead()


def _counted(key: Any) -> bool:
    return str(key).startswith(COUNTED)
