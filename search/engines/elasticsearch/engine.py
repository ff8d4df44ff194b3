"""The engine for a public site: answers from the index alone."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from search.choices import FACETS, Sort
from search.cursors import Position
from search.engines.base import (
    Engine,
    EngineHit,
    EngineResult,
    FacetCount,
    Version,
    sorted_facets,
)
from search.engines.elasticsearch.client import for_search, reachable
from search.engines.elasticsearch.compiler import compile_query
from search.exceptions import EngineUnavailableError
from search.models import SearchObject
from search.query import SearchQuery
from search.ranking import MatchKind

# With more removals than this waiting, the index is too far behind to be asked.
_MAX_HIDDEN: Final = 10_000


class ElasticsearchEngine(Engine):
    """Searches the index; asks the database only for what has just been taken down."""

    name = "elasticsearch"

    def search(
        self, query: SearchQuery, *, kind: str, after: Position | None
    ) -> EngineResult:
        """Answer from the index."""
        body = compile_query(query, kind=kind, after=after, hidden=_hidden(kind))
        with reachable():
            answer = for_search().search(index=settings.SEARCH_INDEX_ALIAS, body=body)
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailableError("Elasticsearch answered only in part.")
        found = answer["hits"]["hits"]
        return EngineResult(
            hits=tuple(_hit(query, hit) for hit in found[: query.page_size]),
            total=answer["hits"]["total"]["value"],
            facets=_facets(answer["aggregations"]),
            has_more=len(found) > query.page_size,
        )


def _hidden(kind: str) -> list[UUID]:
    """Objects that are gone while the index may still have them; usually none."""
    gone = SearchObject.objects.gone().pending().filter(kind=kind)
    keys = list(gone.values_list("key", flat=True)[: _MAX_HIDDEN + 1])
    if len(keys) > _MAX_HIDDEN:
        raise EngineUnavailableError("Too many removals wait for the index.")
    return keys


def _facets(aggregations: dict[str, Any]) -> dict[str, tuple[FacetCount, ...]]:
    return sorted_facets(
        {
            name: [
                FacetCount(bucket["key"], bucket["doc_count"])
                for bucket in aggregations[name]["values"]["buckets"]
            ]
            for name in FACETS
        }
    )


def _hit(query: SearchQuery, hit: dict[str, Any]) -> EngineHit:
    source = hit["_source"]
    display = source["display"]
    bodies = source.get("bodies", {})
    position = Position(None, source["published_at"], source["key"])
    return EngineHit(
        key=UUID(source["key"]),
        slug=display["slug"],
        score=round(hit["_score"]) if query.sort == Sort.RELEVANCE else 0,
        country=source["country"],
        published_at=position.published_at,
        facts=display["facts"],
        versions=tuple(
            Version(**version, body=bodies.get(version["language"], ""))
            for version in display["versions"]
        ),
        kinds=_kinds(hit.get("matched_queries", ())),
    )


def _kinds(names: Iterable[str]) -> tuple[MatchKind, ...]:
    """Return the kind of the strongest clause of each word.

    A name is `<kind>:<word>:<rank of the clause>`.
    """
    strongest: dict[str, tuple[int, MatchKind]] = {}
    for name in names:
        label, word, rank = name.split(":")
        kind: MatchKind = "exact" if label == "exact" else "folded"
        best = strongest.get(word)
        if best is None or int(rank) < best[0]:
            strongest[word] = (int(rank), kind)
    return tuple(sorted({kind for _rank, kind in strongest.values()}))
