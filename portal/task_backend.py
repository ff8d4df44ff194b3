"""Wagtail's background work (django_tasks) on Celery, enqueued on commit."""

from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json


@shared_task(name="portal.run_django_task")
def run_django_task(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run one django_tasks task; an object that is gone by now ends it quietly."""
    task: Task[..., Any] = import_string(path)
    try:
        task.call(*args, **kwargs)
    except ObjectDoesNotExist:
        return


class CeleryBackend(BaseTaskBackend):
    """Hands tasks to Celery after the commit, so a worker sees what was written.

    With no broker configured Celery runs them in the process (task_always_eager). A
    broker that is down costs the task, never the save: `robust=True`.
    """

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Schedule the task for the commit of the current transaction."""
        self.validate_task(task)
        payload: tuple[str, list[Any], dict[str, Any]] = (
            task.module_path,
            normalize_json(list(args)),
            normalize_json(dict(kwargs)),
        )
        send: Callable[[], object] = lambda: run_django_task.delay(*payload)  # noqa: E731
        transaction.on_commit(send, robust=True)
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=payload[1],
            kwargs=payload[2],
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
