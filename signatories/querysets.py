"""Which signatories are meant."""

from typing import Any, Self

from django.db import models

from signatories.choices import PUBLIC, Status


class SignatoryQuerySet(models.QuerySet[Any]):
    """Chains as adjectives."""

    def public(self) -> Self:
        """Confirmed by the secretariat, or recorded by it, and not withdrawn."""
        return self.filter(status__in=PUBLIC)

    def awaiting(self) -> Self:
        """Registered and waiting for the secretariat, oldest first."""
        return self.filter(status=Status.AWAITING).order_by("registered_at")
