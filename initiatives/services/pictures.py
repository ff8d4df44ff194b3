"""Pictures of drafts: private until a moderator has ticked each."""

from collections.abc import Collection
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image
from wagtail.models import Collection as MediaCollection

from accounts.models import User
from core.models import PortalImage
from initiatives.exceptions import UnconfirmedPictureError
from initiatives.models import DraftPicture, InitiativePage

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
    with Image.open(BytesIO(cleaned.read())) as drawn:
        width, height = drawn.size
    cleaned.seek(0)
    return DraftPicture.objects.create(
        initiative_id=initiative_key,
        file=cleaned,
        width=width,
        height=height,
        is_confirmed=True,
        uploaded_by=user,
    )


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
                    "image": _image(rows[key], item).pk,
                    "alt_text": item["alt"],
                    "decorative": False,
                }
            ),
        )
        for key, item in wanted.items()
        if key in rows
    ]


def _image(picture: DraftPicture, item: dict[str, str]) -> PortalImage:
    """Return the public image of a picture; made once, from the cleaned file alone."""
    if picture.image is not None:
        return picture.image
    with picture.file.open("rb") as file:
        image = PortalImage(
            title=item["alt"][:255],
            credit=item.get("credit", "")[:200],
            shows_no_recognisable_child=True,
            collection=MediaCollection.get_first_root_node(),
            uploaded_by_user=picture.uploaded_by,
            width=picture.width,
            height=picture.height,
        )
        name = str(picture.file.name).rsplit("/", 1)[-1]
        image.file.save(name, ImageFile(BytesIO(file.read()), name=name), save=False)
        image.save()
    private = str(picture.file.name)
    storage = picture.file.storage
    picture.image, picture.file = image, ""
    picture.save(update_fields=["image", "file"])
    transaction.on_commit(lambda: storage.delete(private), robust=True)
    return image
