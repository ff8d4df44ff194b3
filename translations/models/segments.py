"""State and provenance of each text in each language, beside wagtail-localize's tables.

A text is wagtail-localize's pair of a context (object and path in it) and a string. The
translation itself stays in its `StringTranslation`; rows here outlive the text's
disappearance from the page, so that a text that comes back finds its translation.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from translations.choices import EditReason, EventKind, Origin, SegmentStatus


class SegmentState(models.Model):
    """One text in one language; a text without a row is untranslated.

    Attributes:
        context, string: which text, in wagtail-localize's terms.
        locale: the language of the translation.
        reason: why it needs editing; empty in all other states.
        previous: the translation of the text that stood here before the source changed.
        origin, engine: where the translation comes from; the engine's name if one.
        author, author_name: who wrote it; the name alone of somebody without an account.
        written_at: when.
        source_at: of when the version of the source was that it was made from.
        reviewed_by, reviewer_name, reviewed_at: who approved it, and when.
        accepted: code of a warning -> the reason for which it was accepted.
        version: grows with each change; whoever saves names the one that was seen.
    """

    context = models.ForeignKey(
        "wagtail_localize.TranslationContext",
        on_delete=models.CASCADE,
        related_name="+",
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(_("state"), max_length=13, choices=SegmentStatus)
    reason = models.CharField(
        _("reason"), max_length=14, choices=EditReason, blank=True
    )
    previous = models.ForeignKey(
        "wagtail_localize.StringTranslation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    origin = models.CharField(_("origin"), max_length=9, choices=Origin)
    engine = models.CharField(_("engine"), max_length=40, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    author_name = models.CharField(_("author"), max_length=120, blank=True)
    written_at = models.DateTimeField(_("written at"), null=True, blank=True)
    source_at = models.DateTimeField(_("source of"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reviewer_name = models.CharField(_("reviewer"), max_length=120, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    accepted = models.JSONField(_("accepted warnings"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("changed at"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["context", "locale", "string"], name="segment_state_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(state="needs_editing") | models.Q(reason=""),
                name="segment_state_reason_only_when_editing",
            ),
            models.CheckConstraint(
                condition=models.Q(state="approved") | models.Q(reviewed_at=None),
                name="segment_state_reviewed_only_when_approved",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["locale", "state"], name="segment_state_work")
        ]

    def __str__(self) -> str:
        return f"{self.context_id}/{self.string_id} {self.locale_id}: {self.state}"


class SegmentEvent(models.Model):
    """What happened to a text in a language: the history, and what undo goes back by.

    Attributes:
        before, after: the translation; empty where there was none.
        state_before, state_after: the state; `untranslated` where there was no row.
        actor, actor_name: who did it; the name alone of somebody without an account.
        batch: the import it came with, if any.
        note: what a reviewer asked for, or why a warning was accepted.
    """

    context = models.ForeignKey(
        "wagtail_localize.TranslationContext",
        on_delete=models.CASCADE,
        related_name="+",
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=14, choices=EventKind)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    state_before = models.CharField(max_length=13, choices=SegmentStatus)
    state_after = models.CharField(max_length=13, choices=SegmentStatus)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_name = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    batch = models.ForeignKey(
        "translations.ImportBatch",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["context", "locale", "string"], name="segment_event")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.context_id}/{self.string_id} {self.locale_id}"


class SegmentComment(models.Model):
    """A remark of translators and reviewers about a text in a language.

    Attributes:
        mentioned: who was named in it with an @ and is written to.
        resolved_at: when the question was settled.
    """

    context = models.ForeignKey(
        "wagtail_localize.TranslationContext",
        on_delete=models.CASCADE,
        related_name="+",
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+"
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    author_name = models.CharField(max_length=120, blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.context_id}/{self.string_id} {self.locale_id}"
