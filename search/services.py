"""Writing the index: bringing it up to the projection, and building it anew.

The projection is written in the transaction of each change; everything here copies it
afterwards, may run twice and at the same time, and loses nothing when it is
interrupted.
"""

import logging
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final

from django.conf import settings
from django.utils import timezone

from core.jobs import enqueue_on_commit
from search import outbox
from search.engines.elasticsearch import index, inventory
from search.exceptions import (
    EngineUnavailableError,
    IndexIncompleteError,
    IndexRefusedError,
    RebuildRunningError,
)
from search.models import SearchObject
from search.turns import Turn, turn

logger = logging.getLogger(__name__)

_BATCH_OBJECTS: Final = 500
# More refusals than one in so many rows are a fault of the index, not of the rows.
_ROWS_PER_REFUSAL: Final = 20
_NO_LIMIT: Final = float("inf")

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a push did: objects written or removed, objects that were refused."""

    pushed: int
    refused: int


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild did.

    Attributes:
        objects: how many the index serves now.
        refused: how many it does not have because it refused them.
        index: None where no Elasticsearch is configured.
    """

    objects: int
    refused: int
    index: str | None


def index_push(*, seconds: float = _NO_LIMIT) -> PushReport:
    """Push pending rows until none is left.

    An index that is missing, or was made by other code, is built again first.

    Args:
        seconds: begin no further batch after so long; what is left stays pending.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer or takes no writes; the
            rows stay pending.
    """
    if not settings.ELASTICSEARCH_URL:
        return PushReport(0, 0)
    if not index.state().is_current:
        try:
            built = index_rebuild()
        except RebuildRunningError:
            logger.info("Another process is building the index.")
        else:
            return PushReport(built.objects, built.refused)
    return _drain(seconds)


def index_rebuild(*, tell: Progress | None = None) -> RebuildReport:
    """Fill a new index from the projection and let it serve.

    Changes made meanwhile go into both indexes. A few documents that are refused are
    set aside; when anything else fails the old index keeps serving and the new one is
    dropped.

    Args:
        tell: called after each batch with the number of objects sent and of all.

    Raises:
        RebuildRunningError: another process is at it.
        EngineUnavailableError: Elasticsearch does not answer or takes no writes.
        IndexRefusedError: it refused too many documents.
        IndexIncompleteError: the new index lacks documents.
    """
    if not settings.ELASTICSEARCH_URL:
        return RebuildReport(SearchObject.objects.public().count(), 0, None)
    with turn(f"search:rebuild:{index.alias()}") as mine:
        if mine is None:
            raise RebuildRunningError("Another process is rebuilding the index.")
        report = _rebuild(mine, tell)
    try:
        _drain(_NO_LIMIT)
    except EngineUnavailableError as error:
        logger.warning("The new index serves; changes wait: %s", error)
    return report


def set_aside_retry(keys: Iterable[int] | None = None) -> int:
    """Send rows again that the index refused, all by default; return how many."""
    retried = outbox.retry(keys)
    if retried and settings.ELASTICSEARCH_URL:
        enqueue_on_commit("search.push")
    return retried


def _drain(seconds: float) -> PushReport:
    end = monotonic() + seconds
    pushed, refused = 0, array("q")
    try:
        # What was refused stays claimed, so that it is not sent twice in one go.
        while monotonic() < end and (rows := outbox.claim(_BATCH_OBJECTS)):
            targets = index.state().targets()
            if not targets:
                outbox.release(row.pk for row in rows)
                break
            outcome = _send(rows, targets)
            pushed += len(outcome.taken(rows))
            refused.extend(outcome.refused)
    finally:
        outbox.release(refused)
    return PushReport(pushed, len(refused))


def _send(rows: list[SearchObject], targets: tuple[str, ...]) -> index.Outcome:
    """Send a claimed batch and note what became of each row.

    Raises:
        EngineUnavailableError: some or all could not be written for now.
    """
    try:
        outcome = index.push(rows, targets)
        overtaken = [row for row in rows if row.pk in outcome.overtaken]
        held = inventory.read([str(row) for row in overtaken]) if overtaken else {}
    except BaseException:
        outbox.release(row.pk for row in rows)
        raise
    outbox.confirm((row.pk, row.version) for row in outcome.taken(rows))
    outbox.note_refusals(_refusals(rows, outcome))
    for row in overtaken:
        # One that has changed since it was claimed is the later version itself. One
        # that has not is older than the index: its table came from a backup.
        outbox.send_again(row, held=held[str(row)].version if str(row) in held else 0)
    if outcome.delayed:
        outbox.release([*outcome.delayed, *outcome.refused])
        raise _not_written(outcome)
    return outcome


def _refusals(
    rows: Iterable[SearchObject], outcome: index.Outcome
) -> list[outbox.Refusal]:
    return [
        outbox.Refusal(str(row), row.pk, row.version, outcome.refused[row.pk][:200])
        for row in rows
        if row.pk in outcome.refused
    ]


def _not_written(outcome: index.Outcome) -> EngineUnavailableError:
    reasons = " and ".join(sorted(set(outcome.delayed.values())))
    return EngineUnavailableError(
        f"Elasticsearch cannot take {len(outcome.delayed)} objects now ({reasons})."
    )


def _rebuild(mine: Turn, tell: Progress | None) -> RebuildReport:
    started = timezone.now()
    name = index.create_next()
    try:
        keys, versions, refused = _fill(mine, tell)
        _check_count(name, len(keys), started)
        index.swap(name)
    except BaseException:
        # Also when the worker is told to stop.
        _drop_quietly(name)
        raise
    outbox.confirm(zip(keys, versions, strict=True))
    outbox.set_aside(refused)
    logger.info("The index %s serves %d objects.", name, len(keys))
    return RebuildReport(len(keys), len(refused), name)


def _fill(
    mine: Turn, tell: Progress | None
) -> tuple[array[int], array[int], list[outbox.Refusal]]:
    """Write all public rows; return keys and versions of those taken, and the others.

    Raises:
        IndexRefusedError: so many were refused that the index must be at fault.
    """
    total, sent = SearchObject.objects.public().count(), 0
    keys, versions, refused = array("q"), array("q"), list[outbox.Refusal]()
    for rows in _public_in_batches():
        outcome = index.fill(rows)
        if outcome.delayed:
            raise _not_written(outcome)
        for row in outcome.taken(rows):
            keys.append(row.pk)
            versions.append(row.version)
        refused += _refusals(rows, outcome)
        sent += len(rows)
        mine.renew()
        logger.info("Filling the index: %d of %d objects.", sent, total)
        if tell:
            tell(sent, total)
    if len(refused) > max(1, sent // _ROWS_PER_REFUSAL):
        reasons = ", ".join(sorted({refusal.reason for refusal in refused}))
        raise IndexRefusedError(f"{len(refused)} of {sent} refused: {reasons}.")
    return keys, versions, refused


def _check_count(name: str, written: int, started: datetime) -> None:
    """Compare what the index holds with what it took.

    Raises:
        IndexIncompleteError: it holds less, and not because of removals meanwhile.
    """
    held = index.count(name)
    removed = SearchObject.objects.gone().filter(changed_at__gte=started).count()
    if held < written - removed:
        raise IndexIncompleteError(
            f"The index {name} holds {held} of {written} objects."
        )


def _public_in_batches() -> Iterator[list[SearchObject]]:
    rows, last = SearchObject.objects.public().order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=last)[:_BATCH_OBJECTS]):
        yield batch
        last = batch[-1].pk


def _drop_quietly(name: str) -> None:
    try:
        index.discard([name])
    except EngineUnavailableError:
        # Nobody answers; the next rebuild removes what is left.
        logger.warning("The unfinished index %s could not be dropped.", name)
