"""Whether the process lives, and whether its services answer."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from redis import Redis

from search.exceptions import EngineUnavailableError
from search.status import condition

TIMEOUT_SECONDS = 2


def live(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; touches nothing."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Say which services answer: 200 when the portal can serve, 503 when not.

    Only the database can make it unready: without Redis and Elasticsearch pages and
    search go on, so their state is told but takes no process out of service. `search`
    is `degraded` while the database answers for the index, and `behind` when changes
    do not reach it.
    """
    checks: dict[str, str] = {"database": _answer(_database)}
    if settings.CELERY_BROKER_URL.startswith("redis"):
        checks["redis"] = _answer(_redis)
    if settings.ELASTICSEARCH_URL:
        checks |= _search()
    is_ready = checks["database"] == "ok"
    return JsonResponse(
        {"status": "ok" if is_ready else "unavailable", "checks": checks},
        status=200 if is_ready else 503,
    )


def _answer(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:  # noqa: BLE001 - any failure of a service is an answer here
        return "unavailable"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    cache.get("health")
    Redis.from_url(
        settings.CELERY_BROKER_URL,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
    ).ping()


def _search() -> dict[str, str]:
    try:
        return {"elasticsearch": "ok", "search": condition()}
    except EngineUnavailableError:
        return {"elasticsearch": "unavailable", "search": "degraded"}
    except DatabaseError:
        return {"elasticsearch": "ok", "search": "degraded"}
