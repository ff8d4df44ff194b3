"""Keeping pictures where no public address leads, and making public what was approved."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image
from wagtail.models import Collection

from core.models import PortalImage, PrivatePicture


def picture_keep(picture: PrivatePicture, cleaned: ContentFile[bytes]) -> None:
    """Store a picture privately; the caller has the word that no child is on it.

    Args:
        picture: a new row that knows whose it is and who sent it.
        cleaned: what `core.uploads.clean_picture` made of the file that was sent.
    """
    with Image.open(BytesIO(cleaned.read())) as drawn:
        picture.width, picture.height = drawn.size
    cleaned.seek(0)
    picture.file.save(cleaned.name or "picture", cleaned, save=False)
    picture.is_confirmed = True
    picture.save()


def picture_publish(
    picture: PrivatePicture, *, title: str, credit: str = ""
) -> PortalImage:
    """Return the public image of a picture; made once, from the cleaned file alone.

    A moderator has ticked it: no child can be recognised.
    """
    if picture.image is not None:
        return picture.image
    with picture.file.open("rb") as file:
        image = PortalImage(
            title=title[:255],
            credit=credit[:200],
            shows_no_recognisable_child=True,
            collection=Collection.get_first_root_node(),
            uploaded_by_user=picture.uploaded_by,
            width=picture.width,
            height=picture.height,
        )
        name = str(picture.file.name).rsplit("/", 1)[-1]
        image.file.save(name, ImageFile(BytesIO(file.read()), name=name), save=False)
        image.save()
    files_delete([picture])
    picture.image, picture.file = image, ""
    picture.save(update_fields=["image", "file"])
    return image


def files_delete(pictures: Iterable[PrivatePicture]) -> None:
    """Delete private files once the change is committed: a file has no way back."""
    for picture in pictures:
        if picture.file:
            delete = partial(picture.file.storage.delete, str(picture.file.name))
            transaction.on_commit(delete, robust=True)
