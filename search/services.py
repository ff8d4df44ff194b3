"""Writing: bringing the index up to the projection, and the projection to the rooms.

The projection is written in the transaction of each change; everything here repairs or
copies it afterwards, may run twice and at the same time, and loses nothing when it is
interrupted.
"""

import logging
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.models import Withdrawal
from search import registry
from search.analysis import ANALYSIS_VERSION
from search.engines.elasticsearch import index
from search.exceptions import EngineUnavailableError, SearchError
from search.models import SearchFacet, SearchObject
from search.projection import project_key

logger = logging.getLogger(__name__)

_BATCH_OBJECTS: Final = 500
# Longer than a batch can take; a worker that died is replaced afterwards.
_CLAIM: Final = timedelta(minutes=2)
_REBUILD_SECONDS: Final = 3600
# A tombstone outlives every delayed write that could bring its object back.
_TOMBSTONE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a push did: objects written or removed, objects that were refused."""

    pushed: int
    refused: int


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild did; `index` is None where no Elasticsearch is configured."""

    objects: int
    index: str | None


def index_push() -> PushReport:
    """Push pending rows until none is left; the index is built when there is none.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer; the rows stay pending.
    """
    pushed, refused = 0, set[int]()
    if not settings.ELASTICSEARCH_URL or not _has_pending():
        return PushReport(0, 0)
    if index.serving() is None:
        return PushReport(_build_first_index(), 0)
    while rows := _claim(refused):
        try:
            refused |= index.push(rows)
        except SearchError:
            _release(rows)
            raise
        done = [row for row in rows if row.pk not in refused]
        _mark_indexed((row.pk, row.version) for row in done)
        _release([row for row in rows if row.pk in refused])
        pushed += len(done)
    if refused:
        logger.error("The search index refused %d objects.", len(refused))
    return PushReport(pushed, len(refused))


def index_rebuild() -> RebuildReport:
    """Fill a new index from the projection and let it serve.

    Changes made meanwhile go into both indexes. When anything fails the old index keeps
    serving and the new one is dropped.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer.
        IndexRefusedError: it refused documents.
    """
    if not settings.ELASTICSEARCH_URL:
        return RebuildReport(SearchObject.objects.public().count(), None)
    name = index.create_next()
    written, versions = array("q"), array("q")
    try:
        for rows in _public_in_batches():
            index.fill(rows)
            written.extend(row.pk for row in rows)
            versions.extend(row.version for row in rows)
        index.swap(name)
    except SearchError:
        _drop_quietly(name)
        raise
    _mark_indexed(zip(written, versions, strict=True))
    index_push()
    return RebuildReport(len(written), name)


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
    return mended


def projection_rebuild() -> int:
    """Write every object of every room again; return how many changed."""
    return sum(
        project_key(kind, key)
        for kind in registry.kinds()
        for key in registry.all_keys(kind) | _projected(kind)
    )


def _has_pending() -> bool:
    return SearchObject.objects.pending().exists()


def _build_first_index() -> int:
    """Build the index unless another process is at it."""
    lock = f"{index.alias()}:first-build"
    if not cache.add(lock, value=True, timeout=_REBUILD_SECONDS):
        return 0
    try:
        return index_rebuild().objects
    finally:
        cache.delete(lock)


def _claim(refused: Iterable[int]) -> list[SearchObject]:
    """Take a batch of pending rows for this worker, removals first.

    The rows are locked only while they are claimed: whoever saves one of them never
    waits for Elasticsearch.
    """
    now = timezone.now()
    can_skip = connection.features.has_select_for_update_skip_locked
    waiting = SearchObject.objects.pending().unclaimed(now).exclude(pk__in=refused)
    with transaction.atomic():
        claimed = list(
            waiting.select_for_update(skip_locked=can_skip)
            .order_by("-is_gone", "changed_at")
            .values_list("pk", flat=True)[:_BATCH_OBJECTS]
        )
        rows = SearchObject.objects.filter(pk__in=claimed)
        rows.update(claimed_until=now + _CLAIM)
    return list(rows.prefetch_related("documents", "facets"))


def _release(rows: Sequence[SearchObject]) -> None:
    keys = [row.pk for row in rows]
    SearchObject.objects.filter(pk__in=keys).update(claimed_until=None)


def _mark_indexed(confirmed: Iterable[tuple[int, int]]) -> None:
    """Note which version of each row the index has; a later one stays pending."""
    by_version = defaultdict[int, list[int]](list)
    for pk, version in confirmed:
        by_version[version].append(pk)
    for version, keys in by_version.items():
        for chunk in batched(keys, _BATCH_OBJECTS, strict=False):
            SearchObject.objects.filter(
                pk__in=chunk, indexed_version__lt=version
            ).update(indexed_version=version, claimed_until=None)


def _public_in_batches() -> Iterator[list[SearchObject]]:
    last = 0
    rows = SearchObject.objects.public().order_by("pk")
    while batch := list(
        rows.filter(pk__gt=last).prefetch_related("documents", "facets")[
            :_BATCH_OBJECTS
        ]
    ):
        yield batch
        last = batch[-1].pk


def _drop_quietly(name: str) -> None:
    try:
        index.discard([name])
    except EngineUnavailableError:
        # Nobody answers; the next rebuild removes what is left.
        logger.warning("The unfinished index %s could not be dropped.", name)


def _projected(kind: str) -> set[UUID]:
    rows = SearchObject.objects.public().filter(kind=kind)
    return set(rows.values_list("key", flat=True))


def _suspects(kind: str) -> set[UUID]:
    rows = SearchObject.objects.public().filter(kind=kind)
    withdrawn = Withdrawal.objects.filter(kind=kind, lifted_at=None)
    hidden = set(withdrawn.values_list("key", flat=True))
    outdated = rows.filter(documents__analysis_version__lt=ANALYSIS_VERSION)
    year = timezone.now().date().year
    this_year = SearchFacet.objects.filter(
        object=OuterRef("pk"), name="year", value=str(year)
    )
    running = rows.filter(~Exists(this_year), starts_on__year__lte=year, ends_on=None)
    return (
        (registry.all_keys(kind) - hidden) ^ _projected(kind)
        | set(outdated.values_list("key", flat=True))
        | set(running.values_list("key", flat=True))
    )


def _bury() -> None:
    """Delete old tombstones that the index has confirmed, or that no index holds."""
    buried = SearchObject.objects.gone().filter(
        changed_at__lt=timezone.now() - _TOMBSTONE
    )
    if settings.ELASTICSEARCH_URL:
        pending = SearchObject.objects.gone().pending()
        buried = buried.exclude(pk__in=pending.values("pk"))
    buried.delete()
