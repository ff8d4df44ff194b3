"""Rights on the page of an initiative in the admin, beside Wagtail's own."""

from typing import Any

from wagtail.models import PagePermissionTester

from initiatives.models.review import FlaggedText

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
        return FlaggedText.objects.filter(
            review__target_key=page.translation_key, review__language=page.language
        ).exists()
