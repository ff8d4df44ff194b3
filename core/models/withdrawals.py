"""Tombstones of what was taken down, for whatever reason."""

from django.conf import settings
from django.db import models


class Withdrawal(models.Model):
    """What was withdrawn, by whom and why; while the row stands it cannot come back.

    Attributes:
        kind: `initiative` or `signatory`.
        key: the translation key of the object; all its languages are withdrawn.
        lifted_at: when staff allowed it back, None while it is withdrawn.
    """

    kind = models.CharField(max_length=12)
    key = models.UUIDField()
    reason = models.TextField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-withdrawn_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(lifted_at=None),
                name="withdrawal_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
