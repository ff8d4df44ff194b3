"""Taking pictures down: not only what shows them, their files too.

The original of a picture lies beside its resized copies under almost the same name, so
whoever has seen a copy knows where the original is.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath
from typing import Final
from uuid import uuid4

from django.core.files.storage import Storage
from django.db import transaction
from wagtail.models import ReferenceIndex

from core.models import PortalImage, PortalRendition
from core.private_files import PrivateStorage

# Folder in the private storage: `withdrawn/<key of the image>/<random>.<extension>`.
FOLDER: Final = "withdrawn"


def pictures_take_down(images: Iterable[int | None]) -> None:
    """Make every public file of pictures unreachable, unless something live shows them.

    The resized copies are deleted. On commit the original moves into the private
    storage, below `withdrawn/` and the number of the image, where staff find it. The
    confirmation that no child can be recognised is taken back: were the text published
    again, it would come without the picture. Lifting a withdrawal therefore brings no
    picture back. Staff who want it send the file anew and confirm it anew.

    A picture that another live page or description shows stays as it is. May be called
    again for the same pictures.

    Args:
        images: numbers of the images; what showed them is offline already.
    """
    wanted = {number for number in images if number is not None}
    # Two texts with the same picture may be withdrawn at once: the second one waits,
    # and sees then that the first one is offline.
    locked = PortalImage.objects.select_for_update().filter(pk__in=wanted)
    for image in locked.order_by("pk"):
        if not _is_shown(image):
            _take_down(image)


def _is_shown(image: PortalImage) -> bool:
    """Whether a live page, or anything else that can be live, refers to the image.

    Rows that cannot be live, such as the log of an upload, do not show it to anybody.
    """
    groups = ReferenceIndex.get_grouped_references_to(image)
    return any(getattr(source, "live", False) for source, _references in groups)


def _take_down(image: PortalImage) -> None:
    for rendition in PortalRendition.objects.filter(image=image):
        rendition.delete()
    # Not `save`: nothing live shows it, so there is nothing to derive anew.
    PortalImage.objects.filter(pk=image.pk).update(shows_no_recognisable_child=False)
    move = partial(_hide, image.file.storage, str(image.file.name), image.pk)
    # Robust and one by one: a file that cannot be moved is logged and stops no other.
    transaction.on_commit(move, robust=True)


def _hide(public: Storage, name: str, number: int) -> None:
    """Move an original out of the public folder; it is copied before it is deleted."""
    if not name or not public.exists(name):
        return
    kept = f"{FOLDER}/{number}/{uuid4().hex}{PurePosixPath(name).suffix}"
    with public.open(name, "rb") as file:
        PrivateStorage().save(kept, file)
    public.delete(name)
