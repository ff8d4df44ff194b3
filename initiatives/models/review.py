"""The reading of texts before they are public; never part of a revision."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.choices import ReviewKind, ReviewState

OPEN = (ReviewState.SUBMITTED, ReviewState.CHANGES_ASKED)


class Review(models.Model):
    """One reading of one text in one language, from the first sending to a decision.

    Attributes:
        kind, target_key: an initiative or an update by its key, a description by the
            key of its signatory.
        signatory: whose text it is; its country routes the review.
        revision: the version that is read; None for an update, which has none.
        title: for lists.
        answer: what the signatory said to the moderator.
        reasons, comment: of the last decision; `reasons` holds codes of `Reason`.
        flags: `[{"field", "kind", "start", "end", "strength"}]`: where to look, no text.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=ReviewKind)
    target_key = models.UUIDField()
    language = models.CharField(_("language"), max_length=5)
    signatory = models.ForeignKey(
        "signatories.Signatory", on_delete=models.CASCADE, related_name="reviews"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(max_length=255)
    state = models.CharField(
        _("state"), max_length=13, choices=ReviewState, default=ReviewState.SUBMITTED
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reasons = models.JSONField(default=list)
    comment = models.TextField(blank=True)
    flags = models.JSONField(default=list)

    class Meta:
        ordering = ["submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target_key", "language"],
                condition=models.Q(state__in=OPEN),
                name="review_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["target_key", "language"], name="review_target"),
            models.Index(fields=["state", "submitted_at"], name="review_queue"),
        ]
        permissions = [("moderate_review", "Can moderate texts of signatories")]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.kind} {self.target_key} ({self.language})"


class FlaggedText(models.Model):
    """A passage of a text that was sent, seen by two groups alone and then deleted.

    Attributes:
        passage: the words themselves; everything else about it is no secret.
        kept_reason: why it is not deleted after 30 days, and by whom it is kept.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="flagged_texts"
    )
    field = models.CharField(max_length=30)
    kind = models.CharField(max_length=12)
    passage = models.TextField()
    flagged_at = models.DateTimeField()
    kept_reason = models.TextField(_("reason to keep it"), blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["flagged_at", "field"]
        default_permissions = ()
        permissions = [("view_flaggedtext", "Can see flagged text")]
        verbose_name = _("flagged text")
        verbose_name_plural = _("flagged texts")

    def __str__(self) -> str:
        # Never the passage: names of rows end in logs.
        return f"{self.kind} in {self.field}"


class ModerationEvent(models.Model):
    """One line of the log of everything that happened to a text.

    Attributes:
        verb: `submitted`, `taken-back`, `approved`, `changes-asked`, `rejected`,
            `withdrawn`, `good-practice`, `flagged-kept`, `flagged-deleted`…
        detail: the comment or reason in the words of who gave it.
    """

    kind = models.CharField(max_length=10)
    target_key = models.UUIDField()
    language = models.CharField(max_length=5, blank=True)
    verb = models.CharField(max_length=20)
    reasons = models.JSONField(default=list)
    detail = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    happened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["target_key"], name="moderation_target")]
        verbose_name = _("log entry of moderation")
        verbose_name_plural = _("log of moderation")

    def __str__(self) -> str:
        return f"{self.verb}: {self.kind} {self.target_key}"
