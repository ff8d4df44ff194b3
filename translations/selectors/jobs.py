"""Background work as its pages show it."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from translations.models import TranslationJob, TranslationJobItem

State = TranslationJobItem.State


def jobs() -> "models.QuerySet[Any]":
    """Return all jobs, newest first, with `total`, `done` and `failed` items.

    `came` is the sum of what came out of the items.
    """
    found: models.QuerySet[Any] = (
        TranslationJob.objects.select_related("started_by")
        .order_by("-pk")
        .annotate(
            total=Count("items"),
            done=Count("items", filter=Q(items__state=State.DONE)),
            failed=Count("items", filter=Q(items__state=State.FAILED)),
            came=Coalesce(Sum("items__count"), 0),
        )
    )
    return found


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is; `ended` of `total` items are done or failed."""

    total: int
    done: int
    failed: int
    is_finished: bool

    @property
    def ended(self) -> int:
        """How many items nothing is left to do for."""
        return self.done + self.failed

    @property
    def percent(self) -> int:
        """How many items have ended, in per cent, rounded down."""
        return 100 * self.ended // self.total if self.total else 100


def job_progress(job: Any) -> JobProgress:
    """Return how far a job is, of a row from `jobs`."""
    return JobProgress(job.total, job.done, job.failed, job.finished_at is not None)
