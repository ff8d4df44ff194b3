"""Queries without results, counted without keeping what one person typed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnansweredQuery(models.Model):
    """A query that found nothing.

    Attributes:
        digest: keyed hash of language and normalised words; who has the database alone
            cannot try words against it.
        count: how often it was asked.
        text: the words, from the third time on; "" before, and for ever where they hold
            digits or more than four words.
        last_asked_on: a day, not a time.
    """

    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=5)
    count = models.PositiveIntegerField(_("how often"), default=1)
    text = models.CharField(_("words"), max_length=100, blank=True)
    last_asked_on = models.DateField(_("last asked on"))

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        ordering = ["-count", "text"]

    def __str__(self) -> str:
        return self.text or f"{self.language} × {self.count}"
