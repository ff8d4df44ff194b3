"""What an index holds: ids and versions, read in the order of their keys.

Reading goes by pages, so an index of any size costs the same memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from elasticsearch import helpers

from search.choices import Kind
from search.engines.elasticsearch.client import for_maintenance, reachable
from search.engines.elasticsearch.index import alias

_PAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the index.

    Attributes:
        id: `<kind>:<key>`.
        version: of the row it was written from.
        place: which write it was; a removal that names it spares every later write.
    """

    id: str
    version: int
    place: tuple[int, int] = (0, 0)


def refresh() -> None:
    """Make everything written so far visible to the following reads."""
    with reachable():
        for_maintenance().indices.refresh(index=alias())


def documents_of(kind: Kind) -> Iterator[Held]:
    """Yield the documents of a kind, by key."""
    of_kind = {"term": {"kind": kind.value}}
    return _pages({"bool": {"filter": [of_kind, {"exists": {"field": "key"}}]}})


def strangers() -> Iterator[Held]:
    """Yield the documents that are of no kind we know."""
    known = [
        {"terms": {"kind": [kind.value for kind in Kind]}},
        {"exists": {"field": "key"}},
    ]
    return _pages({"bool": {"must_not": [{"bool": {"filter": known}}]}})


def _pages(query: dict[str, Any]) -> Iterator[Held]:
    after: list[Any] | None = None
    while True:
        with reachable():
            found = for_maintenance().search(
                index=alias(),
                query=query,
                sort=[{"key": {"order": "asc"}}],
                size=_PAGE,
                version=True,
                source=False,
                track_total_hits=False,
                search_after=after,
            )["hits"]["hits"]
        for hit in found:
            yield Held(hit["_id"], hit["_version"])
        if len(found) < _PAGE:
            return
        after = found[-1]["sort"]


def read(ids: Sequence[str]) -> dict[str, Held]:
    """Return what the index has of these ids at this very moment."""
    with reachable():
        answer = for_maintenance().mget(index=alias(), ids=ids, source=False)
    return {
        found["_id"]: Held(
            found["_id"], found["_version"], (found["_seq_no"], found["_primary_term"])
        )
        for found in answer["docs"]
        if found.get("found")
    }


def remove(documents: Iterable[Held]) -> int:
    """Delete documents unless they were written again; return how many went.

    Args:
        documents: as `read` returned them.
    """
    actions = (
        {
            "_op_type": "delete",
            "_index": alias(),
            "_id": held.id,
            "if_seq_no": held.place[0],
            "if_primary_term": held.place[1],
        }
        for held in documents
    )
    with reachable():
        removed, _ = helpers.bulk(
            for_maintenance(), actions, stats_only=True, raise_on_error=False,
            refresh=True,
        )  # fmt: skip
    return removed
