"""Start-up checks; none of them talks to a server."""

from typing import Any

from django.conf import settings
from django.core import checks
from elastic_transport.client_utils import url_to_node_config


@checks.register("search")
def check_elasticsearch_url(**_: Any) -> list[checks.CheckMessage]:
    """The address must be one the client can read."""
    url = settings.ELASTICSEARCH_URL
    if not url:
        return []
    try:
        node = url_to_node_config(url, use_default_ports_for_scheme=True)
    except ValueError:
        return [_unreadable_url()]
    return [] if node.scheme in {"http", "https"} and node.host else [_unreadable_url()]


def _unreadable_url() -> checks.Error:
    # The value is not repeated: it may hold a password.
    return checks.Error(
        "ELASTICSEARCH_URL is not an address of an Elasticsearch.",
        hint="Write it as http://user:password@host:9200, or leave it empty to search "
        "in the database.",
        id="search.E001",
    )


@checks.register("search")
def check_search_timeout(**_: Any) -> list[checks.CheckMessage]:
    """A request must not wait for the index for ever."""
    if settings.SEARCH_TIMEOUT_SECONDS > 0:
        return []
    return [
        checks.Error(
            "SEARCH_TIMEOUT_SECONDS must be more than 0.",
            hint="After so many seconds the database answers instead; 2 is usual.",
            id="search.E002",
        )
    ]


@checks.register("search", deploy=True)
def check_search_worker(**_: Any) -> list[checks.CheckMessage]:
    """Pushing belongs to a worker, not to the request that saves."""
    if not (settings.ELASTICSEARCH_URL and settings.CELERY_TASK_ALWAYS_EAGER):
        return []
    return [
        checks.Warning(
            "The index is written in the requests that save: no worker is configured.",
            hint="Set REDIS_URL and run a Celery worker beside ELASTICSEARCH_URL.",
            id="search.W001",
        )
    ]
