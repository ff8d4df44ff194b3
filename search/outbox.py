"""The outbox: rows of the projection on their way into the index.

A worker claims a batch in a short transaction and sends it without holding any lock, so
whoever saves one of the rows never waits for the index. A claim is a lock on one object
that lapses when its worker died; should two workers send the same row all the same, the
versions in the index put that right.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import batched
from typing import Final, NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils import timezone

from search.models import SearchObject
from search.querysets import MAX_FAILURES, SearchObjectQuerySet

logger = logging.getLogger(__name__)

# Longer than a batch can take; a worker that died is replaced afterwards.
_CLAIM: Final = timedelta(minutes=2)
_KEYS_AT_ONCE: Final = 500


class Refusal(NamedTuple):
    """A version of a row that the index refused, and the kind of the failure."""

    name: str
    pk: int
    version: int
    reason: str


def claim(size: int) -> list[SearchObject]:
    """Take a batch of waiting rows, first those that are hidden until they arrive."""
    now = timezone.now()
    can_skip = connection.features.has_select_for_update_skip_locked
    waiting = SearchObject.objects.waiting().unclaimed(now)
    with transaction.atomic():
        claimed = list(
            waiting.select_for_update(skip_locked=can_skip)
            .order_by("-hides_until_confirmed", "changed_at")
            .values_list("pk", flat=True)[:size]
        )
        rows = SearchObject.objects.filter(pk__in=claimed)
        rows.update(claimed_until=now + _CLAIM)
    return list(rows)


def release(keys: Iterable[int]) -> None:
    """Let other workers take rows again."""
    for chunk in batched(keys, _KEYS_AT_ONCE, strict=False):
        SearchObject.objects.filter(pk__in=chunk).update(claimed_until=None)


def confirm(sent: Iterable[tuple[int, int]]) -> None:
    """Note which version of each row the index has; a later one stays pending.

    Args:
        sent: primary key and version.
    """
    for chunk in batched(sent, _KEYS_AT_ONCE, strict=False):
        by_version = defaultdict[int, list[int]](list)
        for pk, version in chunk:
            by_version[version].append(pk)
        for version, keys in by_version.items():
            SearchObject.objects.filter(
                pk__in=keys, indexed_version__lt=version
            ).update(
                indexed_version=version,
                hides_until_confirmed=Q(
                    hides_until_confirmed=True, version__gt=version
                ),
                claimed_until=None,
                failures=0,
                error="",
            )


def send_again(row: SearchObject, *, held: int = 0) -> int:
    """Make a row pending in a version that the index takes; return 1 if it is.

    The index may know a later one: of a document that somebody deleted there, or of a
    table that was later than the backup this one was restored from.

    Args:
        row: left alone when it has changed since it was read.
        held: the version that the index has, 0 when it has none.
    """
    return SearchObject.objects.filter(pk=row.pk, version=row.version).update(
        version=max(row.version, held) + 1,
        hides_until_confirmed=Q(hides_until_confirmed=True) | Q(is_gone=True),
        claimed_until=None,
    )


def note_refusals(refusals: Iterable[Refusal]) -> None:
    """Count what the index refused; a row it refuses for ever is set aside."""
    failures = Least(F("failures") + 1, MAX_FAILURES)
    for refusal in refusals:
        _unchanged(refusal).update(failures=failures, error=refusal.reason)


def set_aside(refusals: Iterable[Refusal]) -> None:
    """Set rows aside at once that a new index refused, whatever the old one had."""
    for refusal in refusals:
        _unchanged(refusal).update(
            failures=MAX_FAILURES, error=refusal.reason, indexed_version=0
        )


def _unchanged(refusal: Refusal) -> SearchObjectQuerySet:
    logger.error("The search index refused %s: %s", refusal.name, refusal.reason)
    return SearchObject.objects.filter(pk=refusal.pk, version=refusal.version)


def retry(keys: Iterable[int] | None = None) -> int:
    """Send rows again that were set aside, all of them by default; return how many."""
    rows = SearchObject.objects.set_aside()
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    return rows.update(failures=0, error="", claimed_until=None)
