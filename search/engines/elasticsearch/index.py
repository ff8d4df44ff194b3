"""The indexes behind the aliases, and writing into them.

Nobody uses the name of an index. `<alias>` is the one that serves and is written to,
`<alias>-next` the one a rebuild is filling; whatever is pushed meanwhile goes into both,
so nothing is lost when the aliases move. Readers ask `<alias>-<version of the mapping>`,
which an index has only if this code can read it: one made by other code is no longer
asked, the database answers until a rebuild has replaced it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch, helpers

from search.engines.elasticsearch.client import for_maintenance, reachable
from search.engines.elasticsearch.documents import document_id, sources
from search.engines.elasticsearch.mapping import MAPPING_VERSION, MAPPINGS, SETTINGS
from search.models import SearchObject

# Well below what Elasticsearch accepts in one request (100 MB).
_MAX_REQUEST_BYTES: Final = 20_000_000
_MAX_REQUEST_DOCUMENTS: Final = 500
_BAD_REQUEST: Final = 400
_CONFLICT: Final = 409
_TOO_LARGE: Final = 413

type Json = dict[str, Any]
type _Action = tuple[SearchObject, str]


@dataclass(frozen=True, slots=True)
class State:
    """Which of our indexes there are.

    Attributes:
        serving: the index behind the alias, None when there is none.
        is_current: it was made with the mapping of this code.
        filling: the index that a rebuild is filling.
        remains: what rebuilds that died have left.
    """

    serving: str | None
    is_current: bool
    filling: str | None
    remains: tuple[str, ...]

    def targets(self) -> tuple[str, ...]:
        """Return the aliases that a push has to write to."""
        return (
            *((alias(),) if self.is_current else ()),
            *((next_alias(),) if self.filling else ()),
        )


@dataclass(slots=True)
class Outcome:
    """What became of rows that were sent and were not taken.

    Attributes:
        refused: primary key -> what is wrong with this very document.
        delayed: primary key -> why nothing could be written for now.
        overtaken: primary keys of rows of which an index holds a later version.
    """

    refused: dict[int, str] = field(default_factory=dict)
    delayed: dict[int, str] = field(default_factory=dict)
    overtaken: set[int] = field(default_factory=set)

    def taken(self, rows: Iterable[SearchObject]) -> list[SearchObject]:
        """Return those of `rows` that every index has just as they are."""
        others = {*self.refused, *self.delayed, *self.overtaken}
        return [row for row in rows if row.pk not in others]


def alias() -> str:
    """Return the alias of the index that serves."""
    name: str = settings.SEARCH_INDEX_ALIAS
    return name


def next_alias() -> str:
    """Return the alias of the index that a rebuild is filling."""
    return f"{alias()}-next"


def reading_alias() -> str:
    """Return the alias that readers ask."""
    return f"{alias()}-{MAPPING_VERSION}"


def state(client: Elasticsearch | None = None) -> State:
    """Return which of our indexes there are.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer.
    """
    with reachable():
        answer = (client or for_maintenance()).indices.get_alias(index=f"{alias()}-*")
    behind = {name: set(found["aliases"]) for name, found in answer.items()}
    serving = _first(behind, alias())
    filling = _first(behind, next_alias())
    ours = re.compile(rf"{re.escape(alias())}-\d{{20}}")
    return State(
        serving=serving,
        is_current=serving is not None and reading_alias() in behind[serving],
        filling=filling,
        remains=tuple(
            name
            for name, names in behind.items()
            if ours.fullmatch(name) and alias() not in names
        ),
    )


def _first(behind: dict[str, set[str]], name: str) -> str | None:
    return min(
        (index for index, names in behind.items() if name in names), default=None
    )


def serving() -> str | None:
    """Return the index behind the alias, None when there is none.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer.
    """
    return state().serving


def create_next() -> str:
    """Create an empty index behind `<alias>-next` and return its name.

    The remains of rebuilds that died are removed first.
    """
    discard(state().remains)
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    with reachable():
        for_maintenance().indices.create(
            index=name,
            mappings=MAPPINGS,
            settings=SETTINGS,
            aliases={next_alias(): {}},
        )
    return name


def count(name: str) -> int:
    """Return the number of documents in an index, all writes so far included."""
    with reachable():
        client = for_maintenance()
        client.indices.refresh(index=name)
        number: int = client.count(index=name)["count"]
    return number


def swap(name: str) -> None:
    """Let `name` serve, in one step, and drop what served before last of all."""
    before = state().serving
    actions: list[Json] = [
        {"add": {"index": name, "aliases": [alias(), reading_alias()]}},
        {"remove": {"index": name, "alias": next_alias()}},
    ]
    if before:
        actions.append({"remove": {"index": before, "alias": f"{alias()}*"}})
    with reachable():
        for_maintenance().indices.update_aliases(actions=actions)
    if before:
        discard([before])


def discard(names: Iterable[str]) -> None:
    """Delete indexes; those that are gone already do not matter."""
    with reachable():
        for name in names:
            for_maintenance().indices.delete(index=name, ignore_unavailable=True)


def fill(rows: Sequence[SearchObject]) -> Outcome:
    """Write public objects into the index that a rebuild is filling.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer, nothing is certain.
    """
    return _bulk(rows, (next_alias(),))


def push(rows: Sequence[SearchObject], targets: Sequence[str]) -> Outcome:
    """Bring the indexes up to these rows, tombstones included.

    What is there in a later version stays as it is. What takes a text away is visible
    to readers when this returns.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer, nothing is certain.
    """
    return _bulk(rows, targets, refresh=any(row.hides_until_confirmed for row in rows))


def _bulk(
    rows: Sequence[SearchObject], into: Sequence[str], *, refresh: bool = False
) -> Outcome:
    outcome = Outcome()
    actions = [(row, target) for row in rows for target in into]
    alone: list[_Action] = []
    found = sources([row for row in rows if not row.is_gone])
    with reachable():
        for action, item in _send(actions, found, refresh, _MAX_REQUEST_DOCUMENTS):
            if _is_whole_request_refused(item):
                # Whose fault it is shows when each is sent by itself.
                alone.append(action)
            else:
                _judge(action[0], item, outcome)
        for action, item in _send(alone, found, refresh, 1):
            _judge(action[0], item, outcome)
    return outcome


def _send(
    actions: Sequence[_Action], found: dict[int, Json], refresh: bool, at_once: int
) -> Iterator[tuple[_Action, Json]]:
    """Send actions; yield each with the server's answer to it."""
    answers = helpers.streaming_bulk(
        for_maintenance(),
        (_as_json(row, target, found.get(row.pk)) for row, target in actions),
        chunk_size=at_once,
        max_chunk_bytes=_MAX_REQUEST_BYTES,
        raise_on_error=False,
        raise_on_exception=False,
        refresh=refresh,
        require_alias=True,
    )
    for action, (_, answer) in zip(actions, answers, strict=True):
        yield action, {"operation": next(iter(answer)), **next(iter(answer.values()))}


def _as_json(row: SearchObject, target: str, source: Json | None) -> Json:
    """Return what to do with a row: without a source it is removed.

    That also happens when it went between the reading of the row and of its parts; the
    removal that is pending then finds it gone.
    """
    action: Json = {
        "_op_type": "index" if source else "delete",
        "_index": target,
        "_id": document_id(row),
        "version": row.version,
        "version_type": "external_gte",
    }
    return {**action, "_source": source} if source else action


def _is_whole_request_refused(item: Json) -> bool:
    return "exception" in item and item["status"] in (_BAD_REQUEST, _TOO_LARGE)


def _judge(row: SearchObject, item: Json, outcome: Outcome) -> None:
    """Note what a document's answer means; nothing when the index is up to the row.

    A conflict means that a later version is there, which says nothing about this one;
    "not found" of a removal that what should go is not there. Of the rest only what is
    wrong with the document itself is a refusal: an index that is closed, full, missing
    or busy takes it another time.
    """
    status = item["status"]
    if "error" not in item:
        return
    if status == _CONFLICT:
        outcome.overtaken.add(row.pk)
        return
    kind = _kind_of(item)
    is_about_document = status in (_BAD_REQUEST, _TOO_LARGE)
    if is_about_document and "index_closed" not in kind:
        outcome.refused[row.pk] = f"{status} {kind}"
    else:
        outcome.delayed[row.pk] = f"{status} {kind}"


def _kind_of(item: Json) -> str:
    """Return the kinds of a failure, without its sentences: these quote the text."""
    if "exception" in item:
        return str(item["exception"].error)
    kinds, cause = [], item["error"]
    while cause:
        kinds.append(str(cause.get("type", "unknown")))
        cause = cause.get("caused_by")
    return ": ".join(dict.fromkeys(kinds))
