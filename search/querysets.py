"""Which rows are public, and which the index has not seen yet."""

from datetime import datetime
from typing import TYPE_CHECKING, Final, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    # Named in a string below, which the linter does not read.
    from search.models import SearchObject  # noqa: F401

# So often the index may refuse a change before it is no longer asked.
MAX_FAILURES: Final = 5
# A row whose last change has not reached the index.
IS_PENDING = Q(version__gt=F("indexed_version"))
# A removal is never given up.
IS_SET_ASIDE = IS_PENDING & Q(failures__gte=MAX_FAILURES, is_gone=False)


class SearchObjectQuerySet(models.QuerySet["SearchObject"]):
    """Reads of the projection."""

    def public(self) -> Self:
        """Objects that have at least one published version."""
        return self.filter(is_gone=False)

    def gone(self) -> Self:
        """Tombstones."""
        return self.filter(is_gone=True)

    def pending(self) -> Self:
        """Rows that the index has not seen yet."""
        return self.filter(IS_PENDING)

    def hidden(self) -> Self:
        """Rows that no result from the index may show, whatever it has of them."""
        return self.filter(IS_PENDING, hides_until_confirmed=True)

    def set_aside(self) -> Self:
        """Rows that the index refuses: not sent again until they change."""
        return self.filter(IS_SET_ASIDE)

    def waiting(self) -> Self:
        """Pending rows that will be sent."""
        return self.filter(IS_PENDING).exclude(IS_SET_ASIDE)

    def unclaimed(self, now: datetime) -> Self:
        """Rows that no worker is pushing at the moment."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
