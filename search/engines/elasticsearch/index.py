"""The indexes behind the alias, and writing into them.

Readers and writers only use aliases: `<alias>` is the index that serves, `<alias>-next`
the one a rebuild is filling. Whatever is pushed while a rebuild runs goes into both, so
nothing is lost when the alias moves over.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from elasticsearch import NotFoundError, helpers

from search.engines.elasticsearch.client import for_maintenance, reachable
from search.engines.elasticsearch.documents import document_id, source
from search.engines.elasticsearch.mapping import MAPPINGS, SETTINGS
from search.exceptions import IndexRefusedError
from search.models import SearchObject

# Well below what Elasticsearch accepts in one request (100 MB).
_MAX_REQUEST_BYTES: Final = 20_000_000
_CONFLICT: Final = 409
_NOT_FOUND: Final = 404

Json = dict[str, Any]


def alias() -> str:
    """Return the alias that readers ask."""
    name: str = settings.SEARCH_INDEX_ALIAS
    return name


def next_alias() -> str:
    """Return the alias of the index that a rebuild is filling."""
    return f"{alias()}-next"


def serving() -> str | None:
    """Return the index behind the alias, None when there is none.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer.
    """
    return next(iter(_behind(alias())), None)


def _behind(name: str) -> list[str]:
    with reachable():
        try:
            return sorted(for_maintenance().indices.get_alias(name=name))
        except NotFoundError:
            return []


def targets() -> tuple[str, ...]:
    """Return the aliases that a push has to write to now."""
    return (alias(), next_alias()) if _behind(next_alias()) else (alias(),)


def create_next() -> str:
    """Create an empty index behind `<alias>-next` and return its name.

    The remains of a rebuild that died are removed first.
    """
    discard(_behind(next_alias()))
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    with reachable():
        for_maintenance().indices.create(
            index=name,
            mappings=MAPPINGS,
            settings=SETTINGS,
            aliases={next_alias(): {}},
        )
    return name


def swap(name: str) -> None:
    """Let `name` serve, in one step, and drop what served before last of all."""
    before = _behind(alias())
    actions: list[Json] = [
        {"add": {"index": name, "alias": alias()}},
        {"remove": {"index": name, "alias": next_alias()}},
        *({"remove": {"index": old, "alias": alias()}} for old in before),
    ]
    with reachable():
        client = for_maintenance()
        client.indices.refresh(index=name)
        client.indices.update_aliases(actions=actions)
    discard(before)


def discard(names: Iterable[str]) -> None:
    """Delete indexes; those that are gone already do not matter."""
    with reachable():
        for name in names:
            for_maintenance().indices.delete(index=name, ignore_unavailable=True)


def fill(rows: Sequence[SearchObject]) -> None:
    """Write public objects into the index that a rebuild is filling.

    Raises:
        IndexRefusedError: any of them was refused.
        EngineUnavailableError: Elasticsearch does not answer.
    """
    refused = _bulk(rows, (next_alias(),))
    if refused:
        raise IndexRefusedError(f"{len(refused)} documents refused: {refused}")


def push(rows: Sequence[SearchObject]) -> set[int]:
    """Bring the indexes up to these rows, tombstones included.

    What is there in a later version stays as it is. Removals are visible to readers
    when this returns.

    Returns:
        Primary keys of the rows that an index refused.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer, nothing is certain.
    """
    refused = _bulk(rows, targets(), refresh=any(row.is_gone for row in rows))
    return set(refused)


def _bulk(
    rows: Sequence[SearchObject], into: Sequence[str], *, refresh: bool = False
) -> dict[int, str]:
    """Send rows to each target; return the reason of each refusal by primary key."""
    actions = [(row, target) for row in rows for target in into]
    refused: dict[int, str] = {}
    with reachable():
        answers = helpers.streaming_bulk(
            for_maintenance(),
            (_action(row, target) for row, target in actions),
            raise_on_error=False,
            max_chunk_bytes=_MAX_REQUEST_BYTES,
            refresh=refresh,
            require_alias=True,
        )
        for (row, target), (is_done, answer) in zip(actions, answers, strict=True):
            if not is_done and not _is_settled(answer, target):
                refused[row.pk] = _reason(answer)
    return refused


def _action(row: SearchObject, target: str) -> Json:
    action: Json = {
        "_op_type": "delete" if row.is_gone else "index",
        "_index": target,
        "_id": document_id(row),
        "version": row.version,
        "version_type": "external_gte",
    }
    return action if row.is_gone else {**action, "_source": source(row)}


def _is_settled(answer: Json, target: str) -> bool:
    """Whether a refusal means that nothing is left to do.

    A conflict: a later version is there. Not found: what should go is not there, or
    the rebuild that owned the second alias has ended in the meantime.
    """
    (operation, item) = next(iter(answer.items()))
    status = item.get("status")
    if status == _CONFLICT:
        return True
    if status != _NOT_FOUND:
        return False
    is_missing_index = "error" in item
    return target == next_alias() if is_missing_index else operation == "delete"


def _reason(answer: Json) -> str:
    item = next(iter(answer.values()))
    error = item.get("error", {})
    return f"{item.get('status')} {error.get('type', 'unknown')}"
