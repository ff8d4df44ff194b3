"""What people were told, or are to be told, about translations."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something about a translation of which one person is told once.

    Attributes:
        sent_at: when it went out by mail; None while it waits for the digest.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("work arrived")
        REVIEW = "review", _("texts wait for review")
        APPROVED = "approved", _("every text was approved")
        PUBLISHED = "published", _("published")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    translation = models.ForeignKey(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            # What waits is told together, however often it comes until then.
            models.UniqueConstraint(
                fields=["user", "kind", "translation"],
                condition=models.Q(sent_at=None),
                name="notice_waits_once",
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "translation"],
                condition=models.Q(kind__in=["approved", "published"]),
                name="notice_told_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.translation_id} {self.user_id}"
