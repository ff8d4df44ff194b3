"""One client per process, and one way in which its failures are told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from django.conf import settings
from elastic_transport import TransportError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, Elasticsearch

from search.exceptions import EngineUnavailableError

# At its DEBUG level the client logs whole requests, and with them what readers look
# for: that must reach no log, however the others are set.
logging.getLogger("elastic_transport.node").setLevel(logging.WARNING)

# Filling and swapping indexes is not in a request; it may take longer than a search.
MAINTENANCE_SECONDS: Final = 30.0


@lru_cache(maxsize=4)
def _client(url: str, timeout_seconds: float) -> Elasticsearch:
    node = url_to_node_config(url, use_default_ports_for_scheme=True)
    return Elasticsearch(
        [node],
        request_timeout=timeout_seconds,
        # A reader does not wait for a second try: the database answers.
        max_retries=0,
        retry_on_timeout=False,
    )


def for_search() -> Elasticsearch:
    """Return the client for requests: short time limit, no retries."""
    return _client(settings.ELASTICSEARCH_URL, settings.SEARCH_TIMEOUT_SECONDS)


def for_maintenance() -> Elasticsearch:
    """Return the client for tasks and commands."""
    return _client(settings.ELASTICSEARCH_URL, MAINTENANCE_SECONDS)


@contextmanager
def reachable() -> Iterator[None]:
    """Turn every failure of the server or the way to it into one error.

    Its message names the kind of failure alone: the server's own would repeat the query.

    Raises:
        EngineUnavailableError: nothing usable came back.
    """
    try:
        yield
    except ApiError as error:
        raise EngineUnavailableError(
            f"Elasticsearch answered {error.meta.status} ({error.error})."
        ) from None
    except TransportError as error:
        raise EngineUnavailableError(
            f"Elasticsearch does not answer ({type(error).__name__})."
        ) from None
