"""Long work over many languages, as rows that a worker takes one by one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES


class TranslationJob(models.Model):
    """Something to be done for an object, or many, in many languages.

    Attributes:
        kind: what is done for each item.
        label: what it is about, for the list in the admin.
        options: arguments of the kind, as JSON.
    """

    class Kind(models.TextChoices):
        BEGIN = "begin", _("begin translations")
        DRAFT = "draft", _("machine drafts")
        SYNC = "sync", _("changes of the source")
        PUBLISH = "publish", _("publish")
        EXPORT = "export", _("export")
        CALL = "call", _("background work of wagtail-localize")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    label = models.CharField(_("about"), max_length=200)
    options = models.JSONField(default=dict, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class TranslationJobItem(models.Model):
    """The part of a job that is one small transaction: one object, one language.

    Attributes:
        source_id: primary key of wagtail-localize's TranslationSource, None for a call.
        result: what came out, for the list in the admin; why it failed, if it did.
        taken_at: when a worker took it; one that died is found by it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    job = models.ForeignKey(
        TranslationJob, on_delete=models.CASCADE, related_name="items"
    )
    source = models.ForeignKey(
        "wagtail_localize.TranslationSource",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )
    language = models.CharField(
        max_length=5,
        blank=True,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=400, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["job", "source", "language"], name="job_item_unique"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "taken_at"], name="job_item_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.source_id} {self.language}: {self.state}"


class ImportBatch(models.Model):
    """One import of a file, which can be undone as a whole.

    Attributes:
        language: the language it was for.
        file_name: as the person called it; shown to staff alone.
        counts: what it did, by kind of result.
        former: `context-string` -> the fields of the text's state before, so that undoing
            brings back who wrote and who approved it; no key where there was no state.
    """

    language = models.CharField(
        max_length=5, choices=[(item.code, item.autonym) for item in LANGUAGES]
    )
    file_name = models.CharField(max_length=200)
    counts = models.JSONField(default=dict)
    former = models.JSONField(default=dict, editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
