"""Background work: each task calls one service."""

import logging
from typing import Final

from celery import shared_task

from search.exceptions import EngineUnavailableError, SearchError
from search.repairs import (
    index_reconcile,
    projection_reanalyse,
    projection_reconcile,
)
from search.services import index_push
from search.unanswered import unanswered_forget_need, unanswered_forget_old

logger = logging.getLogger(__name__)

# A push ends before the next one of the schedule begins, so that a backlog does not
# take every worker; what is left waits for that one.
_PUSH_SECONDS: Final = 50.0
_REANALYSE_SECONDS: Final = 240.0
# A rebuild, and the nightly comparison, of a million objects; shorter than the time
# after which the broker gives a task to another worker.
_LONG_SECONDS: Final = 3300
_LONGEST_SECONDS: Final = 3500


@shared_task(
    name="search.push", soft_time_limit=_LONG_SECONDS, time_limit=_LONGEST_SECONDS
)
def index_push_task() -> None:
    """Push what is pending; without Elasticsearch there is nothing to do.

    When it does not answer, or an index cannot be built, the rows stay pending and the
    schedule tries again.
    """
    try:
        index_push(seconds=_PUSH_SECONDS)
    except SearchError as error:
        logger.warning("The search index is behind: %s", error)


@shared_task(name="search.reanalyse")
def projection_reanalyse_task() -> None:
    """Write again what an older analysis has read."""
    written = projection_reanalyse(seconds=_REANALYSE_SECONDS)
    if written:
        logger.warning("%d objects were analysed again.", written)


@shared_task(
    name="search.reconcile", soft_time_limit=_LONG_SECONDS, time_limit=_LONGEST_SECONDS
)
def projection_reconcile_task() -> None:
    """Mend the projection, then the index."""
    mended = projection_reconcile()
    if mended:
        logger.warning("The search projection was mended in %d places.", mended)
    try:
        report = index_reconcile()
    except EngineUnavailableError as error:
        logger.warning("The search index could not be compared: %s", error)
        return
    if report.sent_again or report.deleted:
        logger.warning(
            "The search index differed: %d objects are sent again, %d were deleted.",
            report.sent_again,
            report.deleted,
        )


@shared_task(name="search.forget-unanswered")
def unanswered_forget_task() -> None:
    """Delete searches without results that nobody repeats, or that may tell of need."""
    unanswered_forget_old()
    unanswered_forget_need()
