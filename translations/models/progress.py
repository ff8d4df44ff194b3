"""The sum of all texts of an object in a language, and what editors decided about it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES
from translations.choices import Effect, Gate


class TranslationProgress(models.Model):
    """Page or snippet × language: counts of its texts by state.

    Written with each change of a text, so that lists ask one table.

    Attributes:
        translation: wagtail-localize's row of the object in the language.
        total: how many texts the source has now.
        untranslated … approved: how many of them are in each state; their sum is total.
        words: words of the source; `words_left` of texts not yet waiting or approved.
        waiting_since: since when the oldest unfinished text waits; None when none does.
        review_since: since when the oldest text waits for review.
        published_at: when the version readers see was published by this workflow.
        published_source_at: of when the source was that it shows.
        is_complete: told once that every text is approved.
    """

    translation = models.OneToOneField(
        "wagtail_localize.Translation",
        on_delete=models.CASCADE,
        related_name="progress",
        primary_key=True,
    )
    language = models.CharField(
        max_length=5, choices=[(item.code, item.autonym) for item in LANGUAGES]
    )
    total = models.PositiveIntegerField(default=0)
    untranslated = models.PositiveIntegerField(default=0)
    machine_draft = models.PositiveIntegerField(default=0)
    needs_editing = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    words_left = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True, blank=True)
    review_since = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_source_at = models.DateTimeField(null=True, blank=True)
    is_complete = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["language", "waiting_since"], name="progress_work")
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.language}: {self.approved}/{self.total}"

    @property
    def finished(self) -> int:
        """How many texts are approved, in per cent, rounded down."""
        return 100 * self.approved // self.total if self.total else 100


class TranslationPolicy(models.Model):
    """What editors decided about all translations of an object.

    Attributes:
        key: translation key of the object.
        gate: what a language must have before it may be published; empty: as its kind
            of page has it.
        effect: what the change being drafted means for translations; applied and set
            back to normal when the source is published.
    """

    key = models.UUIDField(primary_key=True)
    gate = models.CharField(_("publish"), max_length=8, choices=Gate, blank=True)
    effect = models.CharField(
        _("this change"), max_length=6, choices=Effect, default=Effect.NORMAL
    )

    def __str__(self) -> str:
        return str(self.key)
