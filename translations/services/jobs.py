"""Long work in small transactions: one object and one language at a time.

A job is rows; a task takes one row, does its work and marks it done in one transaction.
A worker that dies leaves its row unmarked, and the schedule finds it: work is done again
from the start of that row, never twice.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation, TranslationSource

from core.jobs import enqueue_on_commit
from core.locales import locale_id
from translations.exceptions import LaterError, TranslationError
from translations.models import TranslationJob, TranslationJobItem

if TYPE_CHECKING:
    from accounts.models import User

State = TranslationJobItem.State
Kind = TranslationJob.Kind
TASK: Final = "translations.run_item"
# An item taken for longer was left by a worker that died.
ABANDONED_AFTER: Final = timedelta(minutes=10)
MOST_TRIES: Final = 3
# An item that so many workers left in the middle may be what stops them.
MOST_TAKEN: Final = 2 * MOST_TRIES
KEPT: Final = timedelta(days=90)

Work = Callable[[TranslationJobItem], str]
_works: dict[str, tuple[Work, bool]] = {}


def work(kind: Kind, *, in_transaction: bool = True) -> Callable[[Work], Work]:
    """Have items of a kind done by the decorated function, which returns what came out.

    It may run again after a failure, and after a worker that died.

    Args:
        kind: which items.
        in_transaction: whether it runs in one transaction with the mark that it is
            done; what asks somebody else over the network makes its own.
    """

    def register(function: Work) -> Work:
        _works[kind] = function, in_transaction
        return function

    return register


@transaction.atomic
def job_start(
    *,
    kind: Kind,
    label: str,
    items: Iterable[tuple[int | None, str]],
    user: "User | None",
    options: dict[str, Any] | None = None,
) -> TranslationJob:
    """Write a job with its items, and have them done after the commit.

    Args:
        kind: what is done for each item.
        label: what it is about, for people.
        user: who started it; None for the portal.
        options: arguments of the kind.
        items: (primary key of a TranslationSource or None, language or "").
    """
    job = TranslationJob.objects.create(
        kind=kind, label=label[:200], options=options or {}, started_by=user
    )
    rows = TranslationJobItem.objects.bulk_create(
        TranslationJobItem(
            job=job, source_id=source, language=language, position=position
        )
        for position, (source, language) in enumerate(items)
    )
    for row in rows:
        enqueue_on_commit(TASK, item_id=row.pk)
    if not rows:
        _finish(job.pk)
    return job


def item_run(*, item_id: int) -> bool:
    """Do one item, unless somebody else does or did.

    Returns:
        whether it was done now; a failure that may pass is tried again by the schedule.
    """
    now = timezone.now()
    taken = (
        TranslationJobItem.objects.filter(pk=item_id)
        .filter(
            Q(state=State.WAITING)
            | Q(state=State.RUNNING, taken_at__lt=now - ABANDONED_AFTER)
        )
        .update(state=State.RUNNING, taken_at=now, tries=F("tries") + 1)
    )
    if not taken:
        return False
    item = TranslationJobItem.objects.select_related("job", "source").get(pk=item_id)
    if item.tries > MOST_TAKEN:
        _end(
            item,
            State.FAILED,
            _("The work was interrupted again and again, so it was given up."),
        )
        _finish(item.job_id)
        return False
    function, in_transaction = _works[item.job.kind]
    try:
        with transaction.atomic() if in_transaction else nullcontext():
            _end(item, State.DONE, function(item))
    except TranslationError as refusal:
        _end(item, State.FAILED, str(refusal))
    except LaterError as delay:
        _again(item, delay)
    except OperationalError as error:
        # A lock not had, a connection lost: it may go well next time.
        _again(item, error)
    _finish(item.job_id)
    return item.state == State.DONE


def _end(item: TranslationJobItem, state: str, result: str) -> None:
    item.state, item.result = state, result[:400]
    item.finished_at = timezone.now()
    item.save(update_fields=["state", "count", "result", "finished_at"])


def _again(item: TranslationJobItem, error: Exception) -> None:
    if item.tries >= MOST_TRIES:
        words = str(error) if isinstance(error, LaterError) else type(error).__name__
        _end(item, State.FAILED, words)
        return
    item.state = State.WAITING
    item.save(update_fields=["state"])


def _finish(job_id: int) -> None:
    """Mark a job as finished once nothing of it is left."""
    TranslationJob.objects.filter(pk=job_id, finished_at=None).exclude(
        items__state__in=[State.WAITING, State.RUNNING]
    ).update(finished_at=timezone.now())


@transaction.atomic
def job_retry(*, job: TranslationJob) -> int:
    """Do what failed of a job once more; return how many items."""
    failed = list(job.items.filter(state=State.FAILED).values_list("pk", flat=True))
    job.items.filter(pk__in=failed).update(
        state=State.WAITING, tries=0, result="", finished_at=None
    )
    if failed:
        TranslationJob.objects.filter(pk=job.pk).update(finished_at=None)
    for pk in failed:
        enqueue_on_commit(TASK, item_id=pk)
    return len(failed)


def items_find_left() -> int:
    """Enqueue what waits for longer than a moment, or was left in the middle."""
    now = timezone.now()
    left = TranslationJobItem.objects.filter(
        Q(state=State.WAITING, job__created_at__lt=now - timedelta(minutes=1))
        | Q(state=State.RUNNING, taken_at__lt=now - ABANDONED_AFTER)
    )
    ids = list(left.values_list("pk", flat=True)[:500])
    for pk in ids:
        enqueue_on_commit(TASK, item_id=pk)
    return len(ids)


def jobs_forget() -> None:
    """Delete jobs that ended long ago."""
    TranslationJob.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()


def translation_of(item: TranslationJobItem) -> Translation:
    """Return the translation that an item is about, its source with it."""
    return Translation.objects.select_related("source", "target_locale").get(
        source_id=item.source_id, target_locale_id=locale_id(item.language)
    )


def source_label(source: TranslationSource) -> str:
    """Return how lists call a source."""
    return str(source.object_repr)
