"""Pictures of drafts: private until a moderator has ticked each."""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from core.private_pictures import files_delete, picture_keep, picture_publish
from initiatives.choices import ReviewKind
from initiatives.exceptions import UnconfirmedPictureError
from initiatives.models import DraftPicture, InitiativePage, Review
from initiatives.models.review import OPEN
from signatories.models import DraftLogo, SignatoryProfile

# A picture is stored a moment before the draft that names it.
NAMED_WITHIN: Final = timedelta(days=1)

type ImageBlock = tuple[str, dict[str, Any]]


@transaction.atomic
def picture_add(
    *, initiative_key: UUID, cleaned: ContentFile[bytes], user: User
) -> DraftPicture:
    """Keep a picture where no public address leads.

    The caller has the person's confirmation that no child can be recognised.

    Args:
        initiative_key: whose draft it belongs to.
        user: who uploaded it.
        cleaned: what `core.uploads.clean_picture` made of the file that was sent.
    """
    picture = DraftPicture(initiative_id=initiative_key, uploaded_by=user)
    picture_keep(picture, cleaned)
    return picture


def pictures_publish(page: InitiativePage, *, confirmed: Collection[UUID]) -> list[Any]:
    """Make images of the portal of a draft's pictures; return them as blocks.

    Raises:
        UnconfirmedPictureError: the moderator has not ticked one of them.
    """
    wanted = {UUID(item["key"]): item for item in page.pictures}
    missing = set(wanted) - set(confirmed)
    if missing:
        raise UnconfirmedPictureError(f"not ticked: {len(missing)} pictures")
    rows = DraftPicture.objects.select_for_update().in_bulk(list(wanted))
    block = page.body.stream_block
    return [
        (
            "image",
            block.child_blocks["image"].to_python(
                {
                    "image": picture_publish(
                        rows[key], title=item["alt"], credit=item.get("credit", "")
                    ).pk,
                    "alt_text": item["alt"],
                    "decorative": False,
                }
            ),
        )
        for key, item in wanted.items()
        if key in rows
    ]


def pictures_forget() -> int:
    """Delete pictures and logos that no draft and no reading names any more.

    Returns:
        how many there were; calling it again finds no more.
    """
    pages, profiles = InitiativePage.objects.all(), SignatoryProfile.objects.all()
    return _forget(DraftPicture, ReviewKind.INITIATIVE, pages) + _forget(
        DraftLogo, ReviewKind.PROFILE, profiles
    )


@transaction.atomic
def _forget(
    model: type[DraftPicture] | type[DraftLogo], kind: str, drafts: QuerySet[Any, Any]
) -> int:
    old = (
        model.objects.select_for_update(of=("self",))
        .filter(image=None, uploaded_at__lt=timezone.now() - NAMED_WITHIN)
        .exclude(file="")
    )
    rows = list(old)
    named = _named(kind, drafts) if rows else set()
    gone = [row for row in rows if str(row.key) not in named]
    files_delete(gone)
    model.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return len(gone)


def _named(kind: str, drafts: QuerySet[Any, Any]) -> set[str]:
    """Return the keys of pictures in the latest drafts, and in what is read now."""
    read = Review.objects.filter(kind=kind, state__in=OPEN)
    revisions = Revision.objects.filter(
        Q(pk__in=drafts.values("latest_revision")) | Q(pk__in=read.values("revision"))
    )
    contents = revisions.values_list("content", flat=True)
    return {key for content in contents.iterator() for key in _keys(content)}


def _keys(content: dict[str, Any]) -> list[str]:
    """Return which pictures a revision names; a list may be stored as text."""
    pictures = content.get("pictures") or []
    if isinstance(pictures, str):
        pictures = json.loads(pictures)
    return [*(item["key"] for item in pictures), content.get("draft_logo") or ""]
