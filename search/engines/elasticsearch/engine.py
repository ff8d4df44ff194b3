"""The engine for a public site: answers from the index alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from search import stamps
from search.choices import FACETS, Sort
from search.cursors import Position
from search.engines.base import (
    Engine,
    EngineHit,
    EngineResult,
    FacetCount,
    Suggested,
    Version,
)
from search.engines.elasticsearch.client import for_readers
from search.engines.elasticsearch.compiler import (
    compile_query,
    compile_similar,
    compile_suggest,
)
from search.engines.elasticsearch.documents import ORIGINAL
from search.engines.elasticsearch.index import reading_alias
from search.exceptions import EngineUnavailableError
from search.models import SearchObject
from search.query import SearchQuery
from search.ranking import Clause, clauses, wanted
from search.stamps import Kept

# With more removals than this waiting, the index is too far behind to be asked.
_MAX_HIDDEN: Final = 10_000
# What every answer to a search has.
_PARTS: Final = {"timed_out", "_shards", "hits"}


class ElasticsearchEngine(Engine):
    """Searches the index; asks the database only for what has just been taken down."""

    name = "elasticsearch"

    def search(
        self,
        query: SearchQuery,
        *,
        kind: str,
        after: Position | None,
        with_texts: bool = True,
        with_facets: bool = True,
    ) -> EngineResult:
        """Answer from the index."""
        body = compile_query(
            query,
            kind=kind,
            after=after,
            hidden=hidden_ids(),
            with_texts=with_texts,
            with_facets=with_facets,
        )
        answer = _ask(body, is_kept=not query.text)
        found = answer["hits"]["hits"]
        ways = [clauses(item) for item in wanted(query)]
        return EngineResult(
            hits=tuple(_hit(query, ways, hit) for hit in found[: query.page_size]),
            total=answer["hits"]["total"]["value"],
            facets=_facets(answer.get("aggregations", {})),
            has_more=len(found) > query.page_size,
        )

    def suggest(
        self, query: SearchQuery, *, limit: int, kind: str = ""
    ) -> tuple[Suggested, ...]:
        """Answer from the index."""
        body = compile_suggest(query, limit=limit, hidden=hidden_ids(), kind=kind)
        answer = _ask(body)
        return tuple(_suggested(query, hit) for hit in answer["hits"]["hits"])

    def similar_words(self, word: str, language: str) -> tuple[str, ...]:
        """Answer from the terms of the index, whichever language they are of."""
        answer = _ask(compile_similar(word))
        options = answer["suggest"]["similar"][0]["options"]
        return tuple(option["text"] for option in options)


def _ask(body: dict[str, Any], *, is_kept: bool = False) -> dict[str, Any]:
    """Ask the index.

    Args:
        body: of a search.
        is_kept: let Elasticsearch keep what it finds until the index changes: for what
            many readers ask in the same way, as what is kept in vain costs a little,
            and never for what somebody typed.
    """
    kept = "?request_cache=true" if is_kept else ""
    with for_readers() as line:
        answer = line.post(f"/{reading_alias()}/_search{kept}", body)
        if not answer.keys() >= _PARTS:
            raise EngineUnavailableError("What answered is not Elasticsearch.")
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailableError("Elasticsearch answered only in part.")
    return answer


def _read_hidden() -> tuple[str, ...]:
    """Ids of what the index may show although nobody may read it; usually none."""
    hidden = SearchObject.objects.hidden()
    rows = hidden.values_list("kind", "key")[: _MAX_HIDDEN + 1]
    return tuple(f"{kind}:{key}" for kind, key in rows)


_hidden = Kept(_read_hidden, stamps.GONE, max_age_seconds=5.0, needs_stamp=True)


def hidden_ids() -> tuple[str, ...]:
    """Return the ids of documents that no result may show.

    Raises:
        EngineUnavailableError: they are too many, the index is too far behind.
    """
    hidden = _hidden.get(stamps.stamps())
    if len(hidden) > _MAX_HIDDEN:
        raise EngineUnavailableError("Too many removals wait for the index.")
    return hidden


def _facets(aggregations: dict[str, Any]) -> dict[str, tuple[FacetCount, ...]]:
    # Elasticsearch has them in the order of `sorted_facets` already.
    counts = {
        name: tuple(
            [FacetCount(item["key"], item["doc_count"]) for item in counted["buckets"]]
        )
        for name, counted in _flat(aggregations)
    }
    return {name: counts.get(name, ()) for name in FACETS}


def _flat(aggregations: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the counts of each facet, however they were asked for together."""
    for name, counted in aggregations.items():
        if "buckets" in counted:
            yield name, counted
        else:
            within = (item for item in counted.items() if item[0] in FACETS)
            yield from within


def _hit(
    query: SearchQuery, ways: Sequence[Sequence[Clause]], hit: dict[str, Any]
) -> EngineHit:
    source = hit["_source"]
    position = Position(None, source["published_at"], source["key"])
    return EngineHit(
        key=UUID(source["key"]),
        slug=source["slug"],
        score=round(hit["_score"]) if query.sort == Sort.RELEVANCE else 0,
        country=source["country"],
        published_at=position.published_at,
        facts=source["facts"],
        version=_version(query, source["texts"]),
        languages=tuple(source["languages"]),
        met=_met(ways, hit.get("matched_queries", ())) if ways else (),
    )


def _version(query: SearchQuery, texts: dict[str, Any]) -> Version:
    original = texts[ORIGINAL]
    own = texts.get(query.language)
    return Version(**(own or original), is_original=own is None)


def _met(ways: Sequence[Sequence[Clause]], names: Iterable[str]) -> tuple[Clause, ...]:
    """Return the strongest clause of each word that an object meets.

    Args:
        ways: the clauses of each word, the strongest first.
        names: of those that are met, `<number of the word>:<rank of the clause>`.
    """
    strongest: dict[int, int] = {}
    for name in names:
        word, rank = map(int, name.split(":"))
        strongest[word] = min(rank, strongest.get(word, rank))
    return tuple(ways[word][rank] for word, rank in sorted(strongest.items()))


def _suggested(query: SearchQuery, hit: dict[str, Any]) -> Suggested:
    source = hit["_source"]
    text = source["texts"].get(query.language) or source["texts"][ORIGINAL]
    by = hit.get("matched_queries", ())
    return Suggested(
        kind=source["kind"],
        slug=source["slug"],
        title=text["title"],
        language=text["language"],
        written_in=source["texts"][ORIGINAL]["language"],
        url=text["url"],
        place=source["place"],
        by_title="title" in by,
        by_place="place" in by,
    )
