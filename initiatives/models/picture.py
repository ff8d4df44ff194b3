"""Pictures of initiatives that no moderator has seen yet."""

from django.db import models

from core.models import PrivatePicture
from initiatives.models.initiative import Initiative


class DraftPicture(PrivatePicture):
    """A picture that a draft names in `InitiativePage.pictures`, with its alternative."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="pictures"
    )
