"""Rights on drafts of signatories in the admin, beside Wagtail's own."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from initiatives.choices import ReviewKind, ReviewState
from initiatives.models.review import FlaggedText, Review

SEE_FLAGGED = "initiatives.view_flaggedtext"
MODERATE = "initiatives.moderate_review"


def without_drafts(pages: QuerySet[Page], user: Any) -> QuerySet[Page]:
    """Leave out what a signatory never had public, unless somebody may moderate.

    Its title alone may name a child. What somebody of the staff began stays theirs.
    """
    if user.has_perm(MODERATE):
        return pages
    drafts = _drafts().exclude(owner=user)
    return pages.exclude(pk__in=drafts.values("pk"))


def _drafts() -> QuerySet[Any, Any]:
    from initiatives.models.initiative_page import InitiativePage

    drafts: QuerySet[Any, Any] = InitiativePage.objects.filter(
        first_published_at=None, live=False
    )
    return drafts


class PagesPermissionPolicy(PagePermissionPolicy):
    """Which pages somebody finds in the admin: lists, searches, logs, its own API."""

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Leave drafts of signatories to moderators."""
        return without_drafts(super().explorable_instances(user), user)


class InitiativePermissionTester(PagePermissionTester):
    """Keeps staff out of drafts that are not theirs to read, or have marked passages.

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
        is_draft = page.first_published_at is None and page.owner_id != self.user.pk
        if is_draft and not self.user.has_perm(MODERATE):
            return True
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
