"""The engines, and which of them answers first."""

from django.conf import settings

from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.engine import ElasticsearchEngine


def preferred() -> Engine:
    """Return the engine the environment asks for."""
    if settings.ELASTICSEARCH_URL:
        return ElasticsearchEngine()
    return DatabaseEngine()


def fallback() -> DatabaseEngine:
    """Return the engine that answers when the preferred one does not."""
    return DatabaseEngine()
