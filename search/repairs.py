"""Repairs: projection and index compared with what they are made from, and mended.

Run each night, after a change of the analysis, and by hand; all of it works in batches
and may be interrupted and repeated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from time import monotonic
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.models import Withdrawal
from search import outbox, registry
from search.analysis import ANALYSIS_VERSION
from search.choices import Kind
from search.engines.elasticsearch import index, inventory
from search.engines.elasticsearch.inventory import Held
from search.models import SearchDocument, SearchFacet, SearchObject
from search.projection import project_key
from search.querysets import IS_PENDING
from search.turns import turn

_BATCH_OBJECTS: Final = 500
_ROWS_AT_ONCE: Final = 2000
# A tombstone outlives every delayed write that could bring its object back.
_TOMBSTONE: Final = timedelta(days=30)
# Until then nobody looks again whether an older analysis has left anything.
_REMEMBERED_SECONDS: Final = 86_400
_NO_LIMIT: Final = float("inf")


@dataclass(frozen=True, slots=True)
class ReconcileReport:
    """What differed: rows that will be sent again, documents that were deleted."""

    sent_again: int
    deleted: int


def projection_reconcile() -> int:
    """Mend whatever differs between the rooms' public objects and the rows.

    Objects that are missing, no longer public, withdrawn, analysed by an older analysis
    or running into a new year are written again.

    Returns:
        Number of objects that were mended.
    """
    mended = sum(
        project_key(kind, key) for kind in registry.kinds() for key in _suspects(kind)
    )
    _bury()
    return mended + projection_reanalyse()


def projection_reanalyse(*, seconds: float = _NO_LIMIT) -> int:
    """Write again, one by one, what an older analysis has read.

    Each object is replaced in one step, in the tables and in the index, and is found
    all the time.

    Args:
        seconds: begin no further batch after so long.

    Returns:
        Number of objects that were written.
    """
    is_done = f"search:analysed:{ANALYSIS_VERSION}"
    if cache.get(is_done):
        return 0
    with turn("search:reanalyse") as mine:
        if mine is None:
            return 0
        end, written = monotonic() + seconds, 0
        for identities in _outdated_in_batches():
            if monotonic() > end:
                return written
            mine.renew()
            written += sum(project_key(kind, key) for kind, key in identities)
        cache.set(is_done, value=True, timeout=_REMEMBERED_SECONDS)
    return written


def projection_rebuild() -> int:
    """Write every object of every room again; return how many changed."""
    return sum(
        project_key(kind, key)
        for kind in registry.kinds()
        for key in registry.all_keys(kind) | _projected(kind)
    )


def index_reconcile() -> ReconcileReport:
    """Compare ids and versions in the index with the rows, and mend the index.

    What the index lacks, holds in another version or holds although it is gone becomes
    pending; documents without a row are deleted. Whatever looks different is looked at
    once more, in the table and in the index at that moment, before anything is done.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer.
    """
    if not settings.ELASTICSEARCH_URL or not index.state().is_current:
        return ReconcileReport(0, 0)
    inventory.refresh()
    sent_again = deleted = 0
    for suspects in batched(_different(), _BATCH_OBJECTS, strict=False):
        held = inventory.read(suspects)
        rows = _rows_of(suspects)
        sent_again += sum(
            outbox.send_again(row, held=held[name].version if name in held else 0)
            for name, row in rows.items()
            if _differs(row, held.get(name))
        )
        deleted += inventory.remove(held[name] for name in held if name not in rows)
    return ReconcileReport(sent_again, deleted)


def _different() -> Iterator[str]:
    """Yield the ids of whatever differs at first sight."""
    for kind in Kind:
        for name, row, held in _side_by_side(kind):
            if _differs(row, held):
                yield name
    for held in inventory.strangers():
        yield held.id


def _side_by_side(
    kind: Kind,
) -> Iterator[tuple[str, SearchObject | None, Held | None]]:
    """Walk through table and index together; both are in the order of their keys."""
    rows, documents = _rows_by_key(kind), inventory.documents_of(kind)
    row, held = next(rows, None), next(documents, None)
    while row or held:
        if held is None or (row and str(row) < held.id):
            yield str(row), row, None
            row = next(rows, None)
        elif row is None or held.id < str(row):
            yield held.id, None, held
            held = next(documents, None)
        else:
            yield held.id, row, held
            row, held = next(rows, None), next(documents, None)


def _rows_by_key(kind: Kind) -> Iterator[SearchObject]:
    fields = ("kind", "key", "version", "indexed_version", "is_gone")
    rows = SearchObject.objects.filter(kind=kind).order_by("key").only(*fields)
    batch = list(rows[:_ROWS_AT_ONCE])
    while batch:
        yield from batch
        batch = list(rows.filter(key__gt=batch[-1].key)[:_ROWS_AT_ONCE])


def _rows_of(names: tuple[str, ...]) -> dict[str, SearchObject]:
    keys = [_key_in(name) for name in names]
    rows = SearchObject.objects.filter(key__in=[key for key in keys if key])
    wanted = set(names)
    return {str(row): row for row in rows.defer("facts") if str(row) in wanted}


def _key_in(name: str) -> UUID | None:
    try:
        return UUID(name.partition(":")[2])
    except ValueError:
        # A stranger's; no row has such a key.
        return None


def _differs(row: SearchObject | None, held: Held | None) -> bool:
    """Whether the index has anything else than the row says it has.

    A pending row says nothing, but a version above its own would keep it out for ever.
    """
    if row is None:
        return held is not None
    is_confirmed = row.indexed_version >= row.version
    if held is None:
        return is_confirmed and not row.is_gone
    is_older = held.version < row.version
    return held.version > row.version or (is_confirmed and (row.is_gone or is_older))


def _outdated_in_batches() -> Iterator[list[tuple[str, UUID]]]:
    older = SearchDocument.objects.filter(
        object=OuterRef("pk"), analysis_version__lt=ANALYSIS_VERSION
    )
    rows, last = SearchObject.objects.filter(Exists(older)).order_by("pk"), 0
    columns = rows.values_list("pk", "kind", "key")
    while batch := list(columns.filter(pk__gt=last)[:_BATCH_OBJECTS]):
        yield [(kind, key) for _, kind, key in batch]
        last = batch[-1][0]


def _projected(kind: str) -> set[UUID]:
    rows = SearchObject.objects.public().filter(kind=kind)
    return set(rows.values_list("key", flat=True))


def _suspects(kind: str) -> set[UUID]:
    rows = SearchObject.objects.public().filter(kind=kind)
    withdrawn = Withdrawal.objects.filter(kind=kind, lifted_at=None)
    hidden = set(withdrawn.values_list("key", flat=True))
    year = timezone.now().date().year
    this_year = SearchFacet.objects.filter(
        object=OuterRef("pk"), name="year", value=str(year)
    )
    running = rows.filter(~Exists(this_year), starts_on__year__lte=year, ends_on=None)
    return (registry.all_keys(kind) - hidden) ^ _projected(kind) | set(
        running.values_list("key", flat=True)
    )


def _bury() -> None:
    """Delete old tombstones that no index waits for.

    Without Elasticsearch no index has had most of them. One that has may be asked again
    some day, so what it has not confirmed stays.
    """
    is_awaited = IS_PENDING
    if not settings.ELASTICSEARCH_URL:
        is_awaited &= Q(indexed_version__gt=0)
    gone = SearchObject.objects.gone()
    old = gone.filter(changed_at__lt=timezone.now() - _TOMBSTONE)
    old.exclude(is_awaited).delete()
