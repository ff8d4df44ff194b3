"""Scheduled work of the accounts."""

import logging

from celery import shared_task
from django.core.management import call_command

from accounts.own_data import accounts_forget_unverified

logger = logging.getLogger(__name__)


@shared_task(name="accounts.forget_unverified")
def accounts_forget_unverified_task() -> None:
    """Delete accounts whose address was never proved."""
    deleted = accounts_forget_unverified()
    if deleted:
        logger.warning("%d accounts without a proved address were deleted.", deleted)


@shared_task(name="accounts.clear_sessions")
def clear_sessions_task() -> None:
    """Delete sessions that have ended."""
    call_command("clearsessions")
