"""Rights on drafts of signatories in the admin, beside Wagtail's own."""

from typing import Any
from uuid import UUID

from wagtail.models import PagePermissionTester

from initiatives.choices import ReviewKind, ReviewState
from initiatives.models.review import FlaggedText, Review

SEE_FLAGGED = "initiatives.view_flaggedtext"


class InitiativePermissionTester(PagePermissionTester):
    """Keeps editors out of drafts with marked passages that they may not see.

    Who can neither edit nor publish sees no draft, revision or comparison in the admin.
    """

    def can_edit(self) -> bool:
        """Whether the person may edit, and see, the latest draft."""
        return bool(super().can_edit()) and not self._is_hidden()

    def can_publish(self) -> bool:
        """Whether the person may publish, and see, the latest draft."""
        return bool(super().can_publish()) and not self._is_hidden()

    def _is_hidden(self) -> bool:
        page: Any = self.page
        if not page.has_unpublished_changes or self.user.has_perm(SEE_FLAGGED):
            return False
        return has_hidden_passages(
            kind=ReviewKind.INITIATIVE, key=page.translation_key, language=page.language
        )


def has_hidden_passages(*, kind: str, key: UUID, language: str) -> bool:
    """Whether the text that was sent last has marked passages and is not approved.

    Passages of earlier sendings are blanked when the next one comes.
    """
    last = (
        Review.objects.filter(kind=kind, target_key=key, language=language)
        .order_by("-submitted_at", "-pk")
        .first()
    )
    if last is None or last.state == ReviewState.APPROVED:
        return False
    rows = FlaggedText.objects.filter(review=last, flagged_at=last.submitted_at)
    return rows.exclude(field="answer").exists()
