"""Whether the process lives, and whether its services answer."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from elasticsearch import Elasticsearch
from redis import Redis

TIMEOUT_SECONDS = 2


def live(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; touches nothing."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Say which services answer: 200 when the portal can serve, 503 when not.

    Only the database can make it unready: without Redis and Elasticsearch pages and
    search go on, so their state is told but takes no process out of service.
    """
    checks = {"database": _answer(_database)}
    if settings.CELERY_BROKER_URL.startswith("redis"):
        checks["redis"] = _answer(_redis)
    if settings.ELASTICSEARCH_URL:
        checks["elasticsearch"] = _answer(_elasticsearch)
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


def _elasticsearch() -> None:
    with Elasticsearch(
        settings.ELASTICSEARCH_URL, request_timeout=TIMEOUT_SECONDS, max_retries=0
    ) as client:
        client.info()
