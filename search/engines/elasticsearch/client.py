"""One client per process, and one way in which its failures are told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import Final

from django.conf import settings
from elastic_transport import TransportError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, Elasticsearch, OrjsonSerializer

from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.line import Line
from search.exceptions import EngineUnavailableError

# At its DEBUG level the client logs whole requests, and with them what readers look
# for: that must reach no log, however the others are set.
logging.getLogger("elastic_transport.node").setLevel(logging.WARNING)

# Filling and swapping indexes is not in a request; it may take longer than a search.
MAINTENANCE_SECONDS: Final = 30.0
_TOO_MANY_REQUESTS: Final = 429
_SERVER_ERROR: Final = 500


@lru_cache(maxsize=4)
def _client(url: str, timeout_seconds: float) -> Elasticsearch:
    node = url_to_node_config(url, use_default_ports_for_scheme=True)
    return Elasticsearch(
        [node],
        request_timeout=timeout_seconds,
        # A reader does not wait for a second try: the database answers.
        max_retries=0,
        retry_on_timeout=False,
        # Twice as fast as the standard library with what a search brings.
        serializer=OrjsonSerializer(),
    )


@lru_cache(maxsize=4)
def _line(url: str, timeout_seconds: float) -> Line:
    return Line(url, timeout_seconds)


@lru_cache(maxsize=4)
def _breaker(url: str) -> Breaker:
    # The address may hold a password.
    return Breaker(sha256(url.encode()).hexdigest()[:16])


def for_search() -> Elasticsearch:
    """Return the client for what requests ask about the index: short time limit."""
    return _client(settings.ELASTICSEARCH_URL, settings.SEARCH_TIMEOUT_SECONDS)


def for_maintenance() -> Elasticsearch:
    """Return the client for tasks and commands."""
    return _client(settings.ELASTICSEARCH_URL, MAINTENANCE_SECONDS)


def breaker() -> Breaker:
    """Return what keeps readers from asking an index that does not answer."""
    return _breaker(settings.ELASTICSEARCH_URL)


@contextmanager
def reachable() -> Iterator[None]:
    """Turn every failure of the server or the way to it into one error.

    Its message names the kind of failure alone: the server's own would repeat the query.

    Raises:
        EngineUnavailableError: nothing usable came back.
    """
    try:
        yield
    except (ApiError, TransportError) as error:
        raise _told(error) from None


@contextmanager
def for_readers() -> Iterator[Line]:
    """Give the line for searches, unless the index is being left alone.

    Raises:
        EngineUnavailableError: it is, or nothing usable came back.
    """
    guard = breaker()
    had_pause = guard.has_pause()
    if had_pause and not guard.lets_through():
        raise EngineUnavailableError("Elasticsearch is left alone after a failure.")
    try:
        yield _line(settings.ELASTICSEARCH_URL, settings.SEARCH_TIMEOUT_SECONDS)
    except (ApiError, TransportError) as error:
        if _is_in_trouble(error):
            guard.failed()
        else:
            guard.answered()
        raise _told(error) from None
    except EngineUnavailableError:
        guard.failed()
        raise
    if had_pause:
        # One that began meanwhile is another request's to end.
        guard.answered()


def _is_in_trouble(error: ApiError | TransportError) -> bool:
    """Whether the server cannot cope; it can when it only refuses, as "not found"."""
    if isinstance(error, TransportError):
        return True
    status = error.meta.status
    return status == _TOO_MANY_REQUESTS or status >= _SERVER_ERROR


def _told(error: ApiError | TransportError) -> EngineUnavailableError:
    if isinstance(error, TransportError):
        return EngineUnavailableError(
            f"Elasticsearch does not answer ({type(error).__name__})."
        )
    return EngineUnavailableError(
        f"Elasticsearch answered {error.meta.status} ({error.error})."
    )
