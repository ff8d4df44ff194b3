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
        IMPORT = "import", _("import")
        UNDO = "undo", _("undoing an import")
        MEMORY = "memory", _("translation memory")
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
        source_id: primary key of wagtail-localize's TranslationSource, None for work that
            is about no single object.
        position: place in the job, from 0; says which piece of a file it is.
        count: how many things came out, for kinds that add them up.
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
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
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
        job: the work of a large one, importing or undoing it; None for one that was done
            at once.
        undone_at: when somebody undid it; a large one is undone by a worker from then.
    """

    language = models.CharField(
        max_length=5, choices=[(item.code, item.autonym) for item in LANGUAGES]
    )
    file_name = models.CharField(max_length=200)
    counts = models.JSONField(default=dict)
    job = models.OneToOneField(
        TranslationJob,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_batch",
    )
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


class ImportPart(models.Model):
    """What an import found in one object, so that undoing brings it back.

    A row for each object: parts of one import are written side by side, and none of them
    rewrites what another one found.

    Attributes:
        key: of the object, the same in all its languages; None where an import of before
            had one row for all objects.
        former: `context-string` -> the fields of the text's state before, so that undoing
            brings back who wrote and who approved it; no key where there was no state.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="parts"
    )
    key = models.UUIDField(null=True)
    former = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.batch_id}: {len(self.former)}"
