"""The shared cache, which may be away without anybody noticing."""

import logging
from typing import Any, Final

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Attempts to log in, which django-allauth counts here and nowhere else.
COUNTED: Final = "allauth:rl:"


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
    is slower and not gone. Attempts to log in alone are counted on, by each process for
    itself: django-allauth takes a lock to count, and without one lets nobody in.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
        self._meanwhile = LocMemCache("meanwhile", {})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is cached; `default` while Redis is away."""
        try:
            return super().get(key, default, version)
        except RedisError as error:
            _tell(error)
            return self._meanwhile.get(key, default) if _counted(key) else default

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """Return what is cached of several; nothing while Redis is away."""
        try:
            found: dict[Any, Any] = super().get_many(keys, version)
        except RedisError as error:
            _tell(error)
            return {}
        return found

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Cache a value unless there is one; nobody knows while Redis is away."""
        try:
            return bool(super().add(key, value, *args, **kwargs))
        except RedisError as error:
            _tell(error)
            return _counted(key) and self._meanwhile.add(key, value, *args, **kwargs)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Cache a value, or not while Redis is away."""
        try:
            super().set(key, value, *args, **kwargs)
        except RedisError as error:
            _tell(error)
            if _counted(key):
                self._meanwhile.set(key, value, *args, **kwargs)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; nothing is forgotten while Redis is away."""
        try:
            return bool(super().delete(key, version))
        except RedisError as error:
            _tell(error)
            return _counted(key) and self._meanwhile.delete(key)

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        """Forget several values; nothing is forgotten while Redis is away."""
        try:
            super().delete_many(keys, version)
        except RedisError as error:
            _tell(error)


def _counted(key: Any) -> bool:
    return str(key).startswith(COUNTED)


def _tell(error: RedisError) -> None:
    logger.warning("The cache does not answer: %s", error)
