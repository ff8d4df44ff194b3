"""What machine translation has cost so far, month by month."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MachineUsage(models.Model):
    """Use of one engine in one month; no text, no person.

    Attributes:
        month: its first day, in the portal's time zone.
        engine: the engine's code, such as `deepl`.
        characters: those reserved for requests that were made or are on their way, as
            they were sent, mark-up included: never fewer than the provider counts.
        requests: how many they were.
    """

    month = models.DateField(_("month"))
    engine = models.CharField(_("engine"), max_length=20)
    characters = models.PositiveBigIntegerField(_("characters"), default=0)
    requests = models.PositiveIntegerField(_("requests"), default=0)

    class Meta:
        ordering = ["-month", "engine"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "engine"], name="machine_usage_unique"
            )
        ]
        verbose_name = _("use of machine translation")
        verbose_name_plural = _("use of machine translation")

    def __str__(self) -> str:
        return f"{self.engine} {self.month:%Y-%m}: {self.characters}"
