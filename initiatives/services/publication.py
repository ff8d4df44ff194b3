"""What follows when an initiative is saved, and how one is taken down."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.addresses import address_assign, address_current
from core.models import PublicAddress
from core.pictures import pictures_take_down
from initiatives.choices import ReviewKind
from initiatives.models import (
    DraftPicture,
    Initiative,
    InitiativePage,
    InitiativeUpdate,
    ModerationEvent,
)
from initiatives.services.reviews import close_reviews
from search.projection import project, project_key
from signatories.models import Signatory

KIND = PublicAddress.Kind.INITIATIVE
# Begin of the slug of a draft: its title may change, and nothing leads to it.
DRAFT_SLUG: Final = "draft-"


def initiative_saved(*, page: InitiativePage) -> None:
    """Keep registry row and address of an initiative in step with its page.

    The page in the language it was written in decides the slug; translations follow,
    because one slug serves all languages. A draft of a signatory gets none before it is
    published: a slug once given is given for ever.
    """
    initiative, _created = Initiative.objects.get_or_create(
        key=page.translation_key, defaults={"written_in": page.language}
    )
    if not page.live and page.slug.startswith(DRAFT_SLUG):
        return
    if page.language == initiative.written_in:
        address_assign(kind=KIND, key=page.translation_key, slug=page.slug)
        siblings = InitiativePage.objects.filter(
            translation_key=page.translation_key
        ).exclude(pk=page.pk)
    else:
        siblings = InitiativePage.objects.filter(pk=page.pk)
    current = address_current(kind=KIND, key=page.translation_key)
    if current is None:
        return
    for sibling in siblings.exclude(slug=current):
        parent_path = sibling.url_path.rstrip("/").rsplit("/", 1)[0]
        InitiativePage.objects.filter(pk=sibling.pk).update(
            slug=current, url_path=f"{parent_path}/{current}/"
        )


def initiative_take_down(kind: str, key: UUID) -> None:
    """Withdrawal handler: all languages of an initiative, or all of a signatory's."""
    if kind == PublicAddress.Kind.SIGNATORY:
        pages = InitiativePage.objects.filter(signatory__key=key)
    elif kind == KIND:
        pages = InitiativePage.objects.filter(translation_key=key)
    else:
        return
    # What was never public leaves the moderators' queue, too.
    keys = {page.translation_key for page in pages}
    for page in pages:
        if page.live:
            page.unpublish()
    # After the last language: until then another live page shows the same pictures.
    _delete_public_pictures(pages)
    owned = InitiativeUpdate.objects.filter(initiative__in={*keys, key})
    news = set(owned.values_list("key", flat=True))
    owned.filter(is_public=True).update(
        is_public=False, changed_on=None, changed_text=""
    )
    close_reviews(news, kind=ReviewKind.UPDATE)
    close_reviews(keys, kind=ReviewKind.INITIATIVE)
    # The key is an initiative's or a signatory's.
    close_reviews(
        [key], kind=ReviewKind.INITIATIVE if kind == KIND else ReviewKind.PROFILE
    )


@transaction.atomic
def initiative_mark_good_practice(
    *, key: UUID, is_good_practice: bool, actor: User
) -> None:
    """Give or take away the mark "good practice", and log it."""
    initiative = Initiative.objects.select_for_update().get(key=key)
    if initiative.is_good_practice == is_good_practice:
        return
    initiative.is_good_practice = is_good_practice
    initiative.save(update_fields=["is_good_practice"])
    ModerationEvent.objects.create(
        kind=KIND,
        target_key=key,
        verb="good-practice" if is_good_practice else "no-good-practice",
        actor=actor,
    )
    project_key(KIND, key)


def _delete_public_pictures(pages: Iterable[InitiativePage]) -> None:
    """Take the pictures of withdrawn pages down, which anybody could still open.

    Those of earlier versions, and of pages that were offline before, go too: each had a
    public address since its approval. See `core.pictures` for what stays and for what
    lifting the withdrawal does not bring back.
    """
    shown = [
        block.value.pk
        for page in pages
        if page.first_published_at
        for block in page.body
        if block.block_type == "image" and block.value
    ]
    keys = {page.translation_key for page in pages}
    approved = DraftPicture.objects.filter(initiative__in=keys)
    pictures_take_down([*shown, *approved.values_list("image", flat=True)])


def signatory_changed(*, signatory: Signatory) -> None:
    """Describe a signatory's initiatives anew: its name and status are part of them."""
    pages = InitiativePage.objects.filter(signatory=signatory, alias_of=None)
    by_key = {page.translation_key: page for page in pages}
    for page in by_key.values():
        project(page)
