"""Reading: a query in, a page of results out."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from uuid import UUID

from search import engines
from search.choices import Sort
from search.concepts import understood
from search.cursors import Position, decode, encode
from search.engines.base import Engine, EngineResult
from search.exceptions import EngineUnavailableError, PageTooDeepError
from search.highlights import Highlighter
from search.query import MAX_DEPTH, SearchQuery, parse
from search.rescue import Elsewhere, Rescue, rescue
from search.results import Hit, SearchPage, hit_of, no_facets, sentences
from search.stamps import one_look, stamps
from search.words import recommended

logger = logging.getLogger(__name__)

# Pages and signatories above a list of initiatives: each at most so many.
_BESIDE = 3


@one_look()
def search(
    query: SearchQuery,
    *,
    kind: str,
    cursor: str = "",
    with_highlights: bool = True,
    with_facets: bool = True,
    with_rescue: bool = True,
) -> SearchPage:
    """Return one page of results.

    The words of the query are understood (search.concepts) before any engine is asked.

    When Elasticsearch does not answer in time the database does, and `engine` says so.

    Args:
        query: made by search.query.parse.
        kind: a value of search.choices.Kind.
        cursor: `next_cursor` of the page before; the query's page number is then
            ignored.
        with_highlights: whether words are to be marked; otherwise the highlights are
            the plain texts.
        with_facets: whether facets are counted.
        with_rescue: whether to look for something else when nothing is found.

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
    query = understood(query, stamps())
    engine, result = _ask(
        query, kind, after, with_texts=with_highlights, with_facets=with_facets
    )
    marker = Highlighter(query)
    last = result.hits[-1] if result.has_more else None
    is_unanswered = not (result.total or after or query.is_void) and query.page == 1
    looks_further = with_rescue and is_unanswered
    instead = _rescue(query, kind, engine) if looks_further else Rescue()
    return SearchPage(
        hits=tuple(hit_of(hit, kind, marker) for hit in result.hits),
        total=result.total,
        facets=result.facets,
        page=0 if after else query.page,
        page_size=query.page_size,
        next_cursor=encode(query.sort, last.position(query.sort)) if last else None,
        engine=engine.name,
        took_ms=round((perf_counter() - started) * 1000),
        notices=sentences(query.notices),
        elsewhere=instead.elsewhere or _left_out(query, result),
        rescue=instead,
    )


def beside(query: SearchQuery, *, kind: str) -> tuple[Hit, ...]:
    """Return the few objects of another kind that match the same words, without filters.

    They stand above a list of initiatives: pages and signatories with the same words.
    """
    if not query.has_words or query.is_void:
        return ()
    plain = replace(query, filters={}, page=1, page_size=_BESIDE, sort=Sort.RELEVANCE)
    return search(plain, kind=kind, with_facets=False, with_rescue=False).hits


def recommended_hits(query: SearchQuery, *, kind: str) -> tuple[Hit, ...]:
    """Return what editors recommend for this query and is public now."""
    keys = [item.key for item in recommended(query, stamps()) if item.kind == kind]
    return hits_by_key(keys, kind=kind, language=query.language)


def hits_by_key(keys: Sequence[UUID], *, kind: str, language: str) -> tuple[Hit, ...]:
    """Return public objects as hits, in the order of their keys, from the projection."""
    if not keys:
        return ()
    query = parse("", language=language)
    found = {hit.key: hit for hit in engines.fallback().by_key(query, kind, keys)}
    marker = Highlighter(query)
    return tuple(hit_of(found[key], kind, marker) for key in keys if key in found)


def _left_out(query: SearchQuery, result: EngineResult) -> tuple[Elsewhere, ...]:
    """Languages that the reader's choice of languages leaves out, with their counts."""
    chosen = query.filters.get("written_in")
    if not chosen:
        return ()
    counts = result.facets.get("written_in", ())
    return tuple(Elsewhere(*count) for count in counts if count.value not in chosen)


def _rescue(query: SearchQuery, kind: str, engine: Engine) -> Rescue:
    try:
        return rescue(query, kind=kind, engine=engine)
    except EngineUnavailableError as error:
        logger.warning("Nothing could be offered instead: %s", error)
        return Rescue()


def _ask(
    query: SearchQuery, kind: str, after: Position | None, **wants: bool
) -> tuple[Engine, EngineResult]:
    """Ask the preferred engine, or the other one; return who answered, and what."""
    engine = engines.preferred()
    if query.is_void:
        return engine, EngineResult((), 0, no_facets(), has_more=False)
    try:
        return engine, engine.search(query, kind=kind, after=after, **wants)
    except EngineUnavailableError as error:
        # The message names a cause, never the words that were searched for.
        logger.warning("The database answers a search: %s", error)
    engine = engines.fallback()
    return engine, engine.search(query, kind=kind, after=after, **wants)
