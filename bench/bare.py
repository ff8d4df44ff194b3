"""The plain Elasticsearch client, with the very bodies that the portal sends."""

from typing import Any, Self

from django.conf import settings
from elasticsearch import Elasticsearch

from search.choices import Kind, Sort
from search.concepts import understood
from search.engines.elasticsearch.compiler import compile_query, compile_suggest
from search.engines.elasticsearch.index import reading_alias
from search.query import parse, still_typed
from search.stamps import stamps
from search.suggestions import LIMIT


class Bare:
    """Sends bodies and reads answers; nothing else."""

    def __init__(self) -> None:
        self._client = Elasticsearch(settings.ELASTICSEARCH_URL)
        self._index = reading_alias()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def body(self, ask: Any, *, is_suggestion: bool) -> dict[str, Any]:
        """Return what the portal sends for the same question."""
        query = parse(
            ask.q,
            language=ask.language,
            filters={name: (value,) for name, value in ask.filters},
            sort=Sort.RELEVANCE,
        )
        if is_suggestion:
            return compile_suggest(still_typed(query), limit=LIMIT, hidden=())
        query = understood(query, stamps())
        return compile_query(query, kind=Kind.INITIATIVE, after=None, hidden=())

    def search(self, body: dict[str, Any]) -> Any:
        """Send a body and read the answer."""
        return self._client.search(index=self._index, body=body)
