"""Work that comes after the commit: by name, with ids as arguments."""

from celery import current_app
from django.db import transaction


def enqueue_on_commit(name: str, **ids: int | str) -> None:
    """Enqueue the Celery task `name` once the current transaction has committed.

    A broker that is down never costs the save (`robust=True`); what must not be lost is
    found again by the scheduled tasks. A name nobody registered is a KeyError at once.
    """
    task = current_app.tasks[name]
    transaction.on_commit(lambda: task.delay(**ids), robust=True)
