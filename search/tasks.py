"""Background work: each task calls one service."""

import logging

from celery import shared_task

from search.exceptions import EngineUnavailableError
from search.services import index_push, projection_reconcile

logger = logging.getLogger(__name__)


@shared_task(name="search.push")
def index_push_task() -> None:
    """Push what is pending; without Elasticsearch there is nothing to do.

    When it does not answer the rows stay pending and the schedule tries again.
    """
    try:
        index_push()
    except EngineUnavailableError as error:
        logger.warning("The search index is behind: %s", error)


@shared_task(name="search.reconcile")
def projection_reconcile_task() -> None:
    """Mend the projection and push what that changed."""
    mended = projection_reconcile()
    if mended:
        logger.warning("The search projection was mended in %d places.", mended)
