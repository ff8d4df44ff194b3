"""What happened since: dated news of an initiative."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative


class InitiativeUpdate(models.Model):
    """A dated piece of news, public once a moderator has approved it.

    It belongs to all languages of the initiative and stands in the one it was written
    in, marked so.

    Attributes:
        happened_on: the day it is about.
        is_public: set by the approval, taken back by a withdrawal.
        published_at: when it was approved.
        changed_on, changed_text: what a public one is to say once a moderator has read
            it; None and "" while no change waits.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="updates"
    )
    language = models.CharField(_("language"), max_length=5)
    happened_on = models.DateField(_("date"))
    text = models.TextField(_("what happened"), max_length=2000)
    changed_on = models.DateField(null=True, blank=True)
    changed_text = models.TextField(max_length=2000, blank=True)
    is_public = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_on", "-written_at"]
        verbose_name = _("news of an initiative")
        verbose_name_plural = _("news of initiatives")

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.happened_on}"

    @property
    def newest(self) -> tuple[date, str]:
        """Day and text as its writers left them, public or not."""
        if self.changed_on:
            return self.changed_on, self.changed_text
        return self.happened_on, self.text
