"""What happened since: written by the signatory, public after a moderator's approval."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.locks import one_at_a_time
from initiatives.choices import ReviewKind
from initiatives.models import (
    Initiative,
    InitiativePage,
    InitiativeUpdate,
    ModerationEvent,
    Review,
)
from initiatives.models.review import OPEN
from initiatives.services.publication import KIND
from initiatives.services.reviews import close_reviews, review_submit
from search.projection import project_key


@transaction.atomic
def update_add(
    *,
    initiative_key: UUID,
    key: UUID,
    language: str,
    happened_on: date,
    text: str,
    user: User,
) -> InitiativeUpdate:
    """Write a piece of news and send it to the moderators.

    Args:
        initiative_key: what it is about.
        language: in which it is written.
        happened_on: the day it is about.
        text: plain text, paragraphs apart by an empty line.
        user: who writes.
        key: follows from the form, so that sending it twice makes one.
    """
    # A form that is sent twice at once: the second one finds what the first one made.
    one_at_a_time(f"update:{key}")
    existing = InitiativeUpdate.objects.filter(key=key).first()
    if existing is not None:
        return existing
    update = InitiativeUpdate.objects.create(
        key=key,
        initiative=Initiative.objects.get(key=initiative_key),
        language=language,
        happened_on=happened_on,
        text=text,
        written_by=user,
    )
    _submit(update, user, "")
    return update


@transaction.atomic
def update_save(
    *, update_key: UUID, happened_on: date, text: str, user: User, answer: str = ""
) -> InitiativeUpdate:
    """Change a piece of news and send it; what is public stays until it is approved.

    Raises:
        LockedTextError: it is being read.
    """
    update = InitiativeUpdate.objects.select_for_update().get(key=update_key)
    if update.is_public:
        update.changed_on, update.changed_text = happened_on, text
    else:
        update.happened_on, update.text = happened_on, text
    update.save()
    _submit(update, user, answer)
    return update


@transaction.atomic
def update_withdraw(*, update_key: UUID, reason: str, actor: User) -> None:
    """Take a piece of news down."""
    update = InitiativeUpdate.objects.select_for_update().get(key=update_key)
    update.is_public = False
    # What was read and public stays what it is; a change of it nobody reads any more.
    update.changed_on, update.changed_text = None, ""
    update.save(update_fields=["is_public", "changed_on", "changed_text"])
    close_reviews([update_key], kind=ReviewKind.UPDATE)
    ModerationEvent.objects.create(
        kind=ReviewKind.UPDATE,
        target_key=update_key,
        language=update.language,
        verb="withdrawn",
        detail=reason,
        actor=actor,
    )
    project_key(KIND, update.initiative_id)


def update_is_read(update_key: UUID) -> bool:
    """Whether a piece of news waits for a decision."""
    return Review.objects.filter(
        kind=ReviewKind.UPDATE, target_key=update_key, state__in=OPEN
    ).exists()


def _submit(update: InitiativeUpdate, user: User, answer: str) -> None:
    # A title that is public: the one of a draft may be marked.
    pages = InitiativePage.objects.filter(translation_key=update.initiative_id)
    page = pages.select_related("signatory").order_by("-live", "pk")[0]
    review_submit(
        kind=ReviewKind.UPDATE,
        target_key=update.key,
        language=update.language,
        signatory=page.signatory,
        title=page.title,
        texts={"text": update.newest[1]},
        user=user,
        answer=answer,
    )
