"""Pictures that nobody of the staff has seen yet."""

import uuid

from django.conf import settings
from django.db import models

from core.private_files import PrivateStorage


class PrivatePicture(models.Model):
    """A cleaned picture outside the public folder, until a moderator ticks it.

    Approval makes it an image of the portal and deletes the private file; see
    `core.private_pictures`.

    Attributes:
        is_confirmed: who uploaded it confirmed that no child can be recognised.
        image: what it became; None while nobody has approved it.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(
        storage=PrivateStorage(), upload_to="draft-pictures", blank=True
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    is_confirmed = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    image = models.ForeignKey(
        "core.PortalImage", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.key)
