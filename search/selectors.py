"""Reading: a query in, a page of results out; and how the index is doing."""

import logging
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from django.conf import settings
from django.db.models import Count, Min

from search import engines
from search.cursors import Position, decode, encode
from search.engines.base import EngineResult
from search.engines.elasticsearch import index
from search.exceptions import EngineUnavailableError, PageTooDeepError
from search.highlights import Highlighter
from search.models import SearchDocument, SearchObject
from search.query import MAX_DEPTH, SearchQuery
from search.results import SearchPage, hit_of, no_facets, sentences

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How far the index is behind the projection.

    Attributes:
        engine: the engine that answers now.
        index: the index behind the alias, None without Elasticsearch or without index.
        documents: published versions; `languages` counts them by language.
        objects: public objects.
        pending: changes the index has not confirmed; 0 when there is no index to tell.
        oldest_pending: when the oldest of them was made.
    """

    engine: str
    index: str | None
    documents: int
    objects: int
    pending: int
    oldest_pending: datetime | None
    languages: dict[str, int]


def search(query: SearchQuery, *, kind: str, cursor: str = "") -> SearchPage:
    """Return one page of results.

    When Elasticsearch does not answer in time the database does, and `engine` says so.

    Args:
        query: made by search.query.parse.
        kind: a value of search.choices.Kind.
        cursor: `next_cursor` of the page before; the query's page number is then
            ignored.

    Raises:
        CursorError: the cursor is not ours or belongs to another sort order.
        PageTooDeepError: the page lies beyond the first 10 000 hits.
    """
    started = perf_counter()
    after = decode(cursor, query.sort) if cursor else None
    if after is None and query.page * query.page_size > MAX_DEPTH:
        raise PageTooDeepError(
            f"Page {query.page} lies beyond the first {MAX_DEPTH} hits; use the cursor."
        )
    engine, result = _ask(query, kind, after)
    marker = Highlighter(query)
    last = result.hits[-1] if result.has_more else None
    return SearchPage(
        hits=tuple(hit_of(hit, kind, query.language, marker) for hit in result.hits),
        total=result.total,
        facets=result.facets,
        page=0 if after else query.page,
        page_size=query.page_size,
        next_cursor=encode(query.sort, last.position(query.sort)) if last else None,
        engine=engine,
        took_ms=round((perf_counter() - started) * 1000),
        notices=sentences(query.notices),
    )


def _ask(
    query: SearchQuery, kind: str, after: Position | None
) -> tuple[str, EngineResult]:
    """Ask the preferred engine, or the other one; return who answered, and what."""
    engine = engines.preferred()
    if query.is_void:
        return engine.name, EngineResult((), 0, no_facets(), has_more=False)
    try:
        return engine.name, engine.search(query, kind=kind, after=after)
    except EngineUnavailableError as error:
        # The message names a cause, never the words that were searched for.
        logger.warning("The database answers a search: %s", error)
    engine = engines.fallback()
    return engine.name, engine.search(query, kind=kind, after=after)


def index_status() -> IndexStatus:
    """Return how many rows there are, and what the index lacks since when."""
    has_index = bool(settings.ELASTICSEARCH_URL)
    serving = _serving_index() if has_index else None
    pending = SearchObject.objects.pending().aggregate(
        count=Count("pk"), oldest=Min("changed_at")
    )
    languages = dict(
        SearchDocument.objects.order_by("language")
        .values_list("language")
        .annotate(count=Count("pk"))
    )
    return IndexStatus(
        engine="elasticsearch" if serving else "database",
        index=serving,
        documents=sum(languages.values()),
        objects=SearchObject.objects.public().count(),
        pending=pending["count"] if has_index else 0,
        oldest_pending=pending["oldest"] if has_index else None,
        languages=languages,
    )


def _serving_index() -> str | None:
    try:
        return index.serving()
    except EngineUnavailableError:
        return None
