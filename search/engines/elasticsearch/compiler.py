"""A query as Elasticsearch reads it.

Every clause of the ranking becomes a constant score; of the clauses of one word the
strongest counts (`dis_max`), so scores equal those of the database engine.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from search.choices import FACETS, Sort
from search.cursors import Position
from search.query import Phrase, SearchQuery, Word
from search.ranking import (
    GOOD_PRACTICE,
    IN_READERS_LANGUAGE,
    Clause,
    clauses,
    finding,
    wanted,
)

Json = dict[str, Any]

# More values than any facet has: 46 states, 39 languages, a century of years.
_FACET_VALUES: Final = 250
_BY_DATE: Final[list[Json]] = [
    {"published_at": {"order": "desc"}},
    {"key": {"order": "asc"}},
]
_SORTS: Final[dict[Sort, list[Json]]] = {
    Sort.RELEVANCE: [{"_score": {"order": "desc"}}, *_BY_DATE],
    Sort.NEWEST: _BY_DATE,
    Sort.COUNTRY: [{"country": {"order": "asc"}}, *_BY_DATE],
}


def compile_query(
    query: SearchQuery, *, kind: str, after: Position | None, hidden: Iterable[UUID]
) -> Json:
    """Return the body of a search.

    `hidden` are objects that are gone although the index may still have them.
    """
    body: Json = {
        "query": _matching(query, kind, hidden),
        "post_filter": _filtered(query, leave_out=None),
        "aggs": {name: _counted(query, name) for name in FACETS},
        "sort": _SORTS[query.sort],
        "track_scores": query.sort == Sort.RELEVANCE,
        "track_total_hits": True,
        "size": query.page_size + 1,
        "_source": _shown(query),
    }
    if after:
        body["search_after"] = _sort_values(after)
    else:
        body["from"] = query.offset
    return body


def _matching(query: SearchQuery, kind: str, hidden: Iterable[UUID]) -> Json:
    must = [_strongest(number, item) for number, item in enumerate(wanted(query))]
    excluded = [_clause(c) for phrase in query.excluded for c in finding(phrase)]
    gone = [f"{kind}:{key}" for key in hidden]
    if gone:
        excluded.append({"ids": {"values": gone}})
    boosts = [
        _worth({"term": {"languages": query.language}}, IN_READERS_LANGUAGE),
        _worth({"term": {"is_good_practice": True}}, GOOD_PRACTICE),
    ]
    scored = query.sort == Sort.RELEVANCE
    return {
        "bool": {
            "filter": [{"term": {"kind": kind}}],
            "must": must,
            "should": boosts if scored else [],
            "minimum_should_match": 0,
            "must_not": excluded,
        }
    }


def _strongest(number: int, item: Word | Phrase) -> Json:
    return {
        "dis_max": {
            "queries": [
                _worth(_clause(clause), clause.weight, f"{clause.kind}:{number}:{rank}")
                for rank, clause in enumerate(clauses(item))
            ]
        }
    }


def _worth(query: Json, weight: int, name: str = "") -> Json:
    named = {"_name": name} if name else {}
    return {"constant_score": {"filter": query, "boost": weight, **named}}


def _clause(clause: Clause) -> Json:
    if clause.is_prefix:
        return {"prefix": {clause.field: {"value": clause.text}}}
    if " " in clause.text:
        return {"match_phrase": {clause.field: {"query": clause.text}}}
    return {"term": {clause.field: {"value": clause.text}}}


def _filtered(query: SearchQuery, *, leave_out: str | None) -> Json:
    """All filters but one, as a query; without any it lets everything pass."""
    filters = [
        {"terms": {f"facets.{name}": list(values)}}
        for name, values in query.filters.items()
        if name != leave_out
    ]
    return {"bool": {"filter": filters}} if filters else {"match_all": {}}


def _counted(query: SearchQuery, name: str) -> Json:
    """The counts of a facet ignore its own selection."""
    return {
        "filter": _filtered(query, leave_out=name),
        "aggs": {
            "values": {"terms": {"field": f"facets.{name}", "size": _FACET_VALUES}}
        },
    }


def _shown(query: SearchQuery) -> list[str]:
    shown = ["key", "country", "published_at", "display"]
    return [*shown, "bodies"] if query.has_words else shown


def _sort_values(after: Position) -> list[int | str]:
    leading = [] if after.leading is None else [after.leading]
    return [*leading, after.published_ms, after.key]
