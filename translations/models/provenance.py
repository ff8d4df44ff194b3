"""Where a published text comes from and who has read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES


class TextState(models.TextChoices):
    """How a published text came to be, as readers and programs are told."""

    ORIGINAL = "original", _("original")
    MACHINE_DRAFT = "machine_draft", _("machine draft, not yet reviewed")
    TRANSLATED = "translated", _("translation, not yet reviewed")
    BY_SIGNATORY = "by_signatory", _("translation by the signatory")
    REVIEWED = "reviewed", _("reviewed translation")


class TextProvenance(models.Model):
    """Provenance of one translation; an original needs no row.

    Attributes:
        translation_key: the object, the same in all its languages.
        language: code of the translation.
        state: what readers are told; a machine draft is never called reviewed.
        source_published_at: when the source version it was made from was published.
        reviewed_by: who reviewed it, empty until somebody did.
        is_behind: the source has changed since; readers are told.
        is_withheld: the change was urgent, so readers see the source until it is new.
    """

    translation_key = models.UUIDField()
    language = models.CharField(
        max_length=5, choices=[(item.code, item.autonym) for item in LANGUAGES]
    )
    state = models.CharField(max_length=13, choices=TextState)
    source_published_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    is_behind = models.BooleanField(default=False)
    is_withheld = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"], name="provenance_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.language}"
