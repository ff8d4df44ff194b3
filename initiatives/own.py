"""What a signatory sees of its own initiatives: drafts, what is being read, news."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from accounts.models import User
from core.locales import language_of
from core.models import Withdrawal
from initiatives import rules
from initiatives.choices import ReviewKind, TextStatus
from initiatives.models import (
    DraftPicture,
    InitiativePage,
    InitiativeUpdate,
    Review,
)
from initiatives.services.publication import KIND
from signatories.models import Membership, Signatory
from signatories.selectors import STANDING


@dataclass(frozen=True)
class OwnText:
    """One language of an initiative, as its signatory sees it.

    Attributes:
        page: the row; `draft` is the latest revision.
        status: of `TextStatus`; `review` is the last one there was.
        role: of the person who looks, towards the signatory.
    """

    page: InitiativePage
    language: str
    status: str
    review: Review | None
    role: str

    @property
    def key(self) -> UUID:
        """Key of the initiative."""
        return UUID(str(self.page.translation_key))

    @property
    def title(self) -> str:
        """Title of the latest draft."""
        return str(self.page.draft_title or self.page.title)

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(TextStatus(self.status).label)

    @property
    def saved_at(self) -> datetime | None:
        """When somebody last saved it."""
        at: datetime | None = self.page.latest_revision_created_at
        return at

    @property
    def signatory(self) -> Signatory:
        """Whose initiative it is."""
        found: Signatory = self.page.signatory
        return found

    @cached_property
    def draft(self) -> InitiativePage:
        """The latest version, public or not."""
        draft: InitiativePage = self.page.get_latest_revision_as_object()
        return draft

    @property
    def is_standing(self) -> bool:
        """Whether its signatory is on the portal, or about to be."""
        return self.signatory.status in STANDING

    def may(self, action: str) -> bool:
        """Whether the person may do something now."""
        if not self.is_standing and action not in rules.LEAVES:
            return False
        is_public = bool(self.page.live)
        return rules.may(action, self.status, self.role, is_public=is_public)


def own_texts(user: User, *, key: UUID | None = None) -> list[OwnText]:
    """Return all languages of all initiatives of a person's signatories, newest first.

    Args:
        user: whose signatories are meant.
        key: one initiative alone.
    """
    roles = dict(
        Membership.objects.filter(user=user).values_list("signatory_id", "role")
    )
    pages = InitiativePage.objects.filter(
        signatory__in=roles, alias_of=None
    ).select_related("signatory__country", "latest_revision", "live_revision")
    if key is not None:
        pages = pages.filter(translation_key=key)
    rows = list(pages.order_by("-latest_revision_created_at", "-pk"))
    reviews = _last_reviews(page.translation_key for page in rows)
    withdrawn = set(
        Withdrawal.objects.filter(
            kind=KIND, lifted_at=None, key__in=[page.translation_key for page in rows]
        ).values_list("key", flat=True)
    )
    return [
        _own_text(page, reviews, roles[page.signatory_id], withdrawn) for page in rows
    ]


def own_text(user: User, key: UUID, language: str) -> OwnText | None:
    """Return one language of a person's initiative; None when it is nobody's of theirs."""
    found = (item for item in own_texts(user, key=key) if item.language == language)
    return next(found, None)


def own_updates(keys: Iterable[UUID]) -> list[tuple[InitiativeUpdate, Review | None]]:
    """Return the news of initiatives with their last reading, newest first."""
    updates = list(InitiativeUpdate.objects.filter(initiative__in=list(keys)))
    reviews = {
        review.target_key: review
        for review in Review.objects.filter(
            kind=ReviewKind.UPDATE, target_key__in=[item.key for item in updates]
        ).order_by("submitted_at")
    }
    return [(update, reviews.get(update.key)) for update in updates]


def own_picture(user: User, key: UUID, picture_key: UUID) -> DraftPicture | None:
    """Return a picture of a draft for a member of its signatory; None otherwise."""
    if not own_texts(user, key=key):
        return None
    return DraftPicture.objects.filter(initiative_id=key, key=picture_key).first()


def _last_reviews(keys: Iterable[UUID]) -> dict[tuple[Any, str], Review]:
    return {
        (review.target_key, review.language): review
        for review in Review.objects.filter(
            kind=ReviewKind.INITIATIVE, target_key__in=list(keys)
        ).order_by("submitted_at", "pk")
    }


def _own_text(
    page: InitiativePage,
    reviews: dict[tuple[Any, str], Review],
    role: str,
    withdrawn: set[UUID],
) -> OwnText:
    language = language_of(page.locale_id)
    review = reviews.get((page.translation_key, language))
    status: TextStatus = rules.text_status(
        is_withdrawn=page.translation_key in withdrawn,
        is_live=bool(page.live),
        has_changes=bool(page.has_unpublished_changes),
        review_state=review.state if review else "",
    )
    return OwnText(page, language, status, review, role)
