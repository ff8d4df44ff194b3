"""A query as Elasticsearch reads it.

Every clause of the ranking becomes a constant score; of the clauses of one word the
strongest counts (`dis_max`), so scores equal those of the database engine.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.utils import timezone

from search.choices import FACETS, Sort
from search.cursors import Position, milliseconds
from search.engines.elasticsearch.documents import ORIGINAL
from search.query import SearchQuery, Wanted, Word
from search.ranking import (
    GOOD_PRACTICE,
    IN_READERS_LANGUAGE,
    RECENT,
    Clause,
    clauses,
    excluding,
    in_titles,
    recent_since,
    wanted,
)

Json = dict[str, Any]

# More values than any facet has: 46 states, 39 languages, a century of years.
_FACET_VALUES: Final = 250
# The name under which facets without a selection are counted.
REST: Final = "rest"
# What a hit says of the object, whichever version is shown.
_FACTS: Final = ("key", "slug", "country", "published_at", "facts", "languages")
_TITLE: Final = ("title", "language", "url")
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
    query: SearchQuery,
    *,
    kind: str,
    after: Position | None,
    hidden: Iterable[str],
    with_texts: bool = True,
    with_facets: bool = True,
) -> Json:
    """Return the body of a search.

    `hidden` are the ids of documents that the index may have and nobody may read.
    """
    body: Json = {
        "query": _matching(query, kind, hidden),
        "aggs": _counted(query) if with_facets else {},
        "sort": _SORTS[query.sort],
        "track_scores": query.sort == Sort.RELEVANCE,
        "track_total_hits": True,
        "size": query.page_size + 1,
        "_source": _shown(query, with_texts=with_texts),
    }
    if query.filters:
        body["post_filter"] = _filtered(query, leave_out="")
    if after:
        body["search_after"] = _sort_values(after)
    else:
        body["from"] = query.offset
    return body


def _matching(query: SearchQuery, kind: str, hidden: Iterable[str]) -> Json:
    must = [_strongest(number, item) for number, item in enumerate(wanted(query))]
    excluded = [_clause(c) for item in query.excluded for c in excluding(item)]
    gone = list(hidden)
    if gone:
        excluded.append({"ids": {"values": gone}})
    recent = recent_since(timezone.now())
    boosts = [
        _worth({"term": {"languages": query.language}}, IN_READERS_LANGUAGE),
        _worth({"term": {"is_good_practice": True}}, GOOD_PRACTICE),
        _worth({"range": {"published_at": {"gte": milliseconds(recent)}}}, RECENT),
    ]
    scored = query.sort == Sort.RELEVANCE
    return {
        "bool": {
            "filter": [{"term": {"kind": kind}}, *_near(query)],
            "must": must,
            "should": boosts if scored else [],
            "minimum_should_match": 0,
            "must_not": excluded,
        }
    }


def _strongest(number: int, item: Wanted) -> Json:
    return {
        "dis_max": {
            "queries": [
                _worth(_clause(clause), clause.weight, f"{number}:{rank}")
                for rank, clause in enumerate(clauses(item))
            ]
        }
    }


def _worth(query: Json, weight: int, name: str = "") -> Json:
    named = {"_name": name} if name else {}
    return {"constant_score": {"filter": query, "boost": weight, **named}}


def _clause(clause: Clause) -> Json:
    if clause.concept:
        return {"term": {f"facets.{clause.concept.facet}": clause.concept.code}}
    text = clause.texts[0]
    if clause.is_prefix:
        return {"prefix": {clause.field: {"value": text}}}
    if " " in text:
        return {"match_phrase": {clause.field: {"query": text}}}
    if len(clause.texts) == 1:
        return {"term": {clause.field: {"value": text}}}
    return {"terms": {clause.field: list(clause.texts)}}


def _near(query: SearchQuery) -> list[Json]:
    """Leave out what neither the list nor any count needs: two filters are not met.

    A facet ignores its own selection, so its counts need all filters but one.
    """
    filters = [_chosen(name, values) for name, values in query.filters.items()]
    if len(filters) < 2:
        return []
    return [{"bool": {"should": filters, "minimum_should_match": len(filters) - 1}}]


def _filtered(query: SearchQuery, *, leave_out: str) -> Json:
    """All filters, but for the one of a facet, as a query."""
    filters = [
        _chosen(name, values)
        for name, values in query.filters.items()
        if name != leave_out
    ]
    return {"bool": {"filter": filters}}


def _chosen(name: str, values: Iterable[str]) -> Json:
    return {"terms": {f"facets.{name}": list(values)}}


def _counted(query: SearchQuery) -> Json:
    """Count the values of all facets; the counts of a facet ignore its own selection.

    What is counted under the same filters is counted together, and without any filter
    as it is: a filter that lets everything pass would still be asked about each object.
    """
    chosen = [name for name in FACETS if name in query.filters]
    rest = {name: _values(name) for name in FACETS if name not in chosen}
    if not query.filters:
        return rest
    counted = {
        name: _within(query, name, {name: _values(name)})
        if len(query.filters) > 1
        else _values(name)
        for name in chosen
    }
    return {**counted, REST: _within(query, "", rest)} if rest else counted


def _values(name: str) -> Json:
    return {"terms": {"field": f"facets.{name}", "size": _FACET_VALUES}}


def _within(query: SearchQuery, leave_out: str, counted: Json) -> Json:
    return {"filter": _filtered(query, leave_out=leave_out), "aggs": counted}


def _shown(query: SearchQuery, *, with_texts: bool) -> Json:
    """Of all versions only those that may be shown: the reader's and the original."""
    texts = (f"texts.{query.language}", f"texts.{ORIGINAL}")
    shown: Json = {"includes": [*_FACTS, *texts]}
    if not (with_texts and query.has_words):
        shown["excludes"] = ["texts.*.body", "texts.*.marks"]
    return shown


def _sort_values(after: Position) -> list[int | str]:
    leading = [] if after.leading is None else [after.leading]
    return [*leading, after.published_ms, after.key]


def compile_suggest(
    query: SearchQuery, *, limit: int, hidden: Iterable[str], kind: str = ""
) -> Json:
    """Return the body of a search for titles and places that have all the words.

    `hidden` are the ids that nobody may read; without `kind` all kinds count.
    """
    shown = [
        f"texts.{name}.{part}" for name in (query.language, ORIGINAL) for part in _TITLE
    ]
    return {
        "query": {
            "bool": {
                "should": [
                    # A place beside a title lifts nothing, as in the database.
                    {
                        "dis_max": {
                            "queries": [
                                _worth(_all_in("title_terms", query), 4, "title"),
                                _worth(_all_in("place_terms", query), 2, "place"),
                            ]
                        }
                    },
                    _worth({"term": {"languages": query.language}}, 1),
                ],
                # The language alone is no reason: one of the first two is needed, too.
                "minimum_should_match": 1,
                "filter": [
                    {
                        "bool": {
                            "should": [
                                _all_in("title_terms", query),
                                _all_in("place_terms", query),
                            ]
                        }
                    },
                    *([{"term": {"kind": kind}}] if kind else []),
                ],
                "must_not": [{"ids": {"values": list(hidden)}}],
            }
        },
        "sort": _SORTS[Sort.RELEVANCE],
        "track_total_hits": False,
        "size": limit,
        "_source": ["kind", "slug", "place", *shown],
    }


def _all_in(field: str, query: SearchQuery) -> Json:
    return {"bool": {"filter": [_has(field, word) for word in query.words]}}


def _has(field: str, word: Word) -> Json:
    terms, beginning = in_titles(word)
    whole: Json = {"terms": {field: list(terms)}}
    if not beginning:
        return whole
    return {"bool": {"should": [whole, {"prefix": {field: {"value": beginning}}}]}}


def compile_similar(word: str) -> Json:
    """Return the body of a search for indexed words that are spelt like `word`."""
    return {
        "size": 0,
        "suggest": {
            "similar": {
                "text": word,
                "term": {
                    "field": "words",
                    "analyzer": "keyword",
                    "suggest_mode": "always",
                    "max_edits": 2,
                    # The first letter may be the wrong one.
                    "prefix_length": 0,
                    "min_word_length": 4,
                    # The words of all languages are looked at together.
                    "size": 8,
                },
            }
        },
    }
