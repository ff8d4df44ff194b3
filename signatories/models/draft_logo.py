"""Logos that no moderator has seen yet."""

from django.db import models

from core.models import PrivatePicture
from signatories.models.signatory import Signatory


class DraftLogo(PrivatePicture):
    """A logo that a draft names in `SignatoryProfile.draft_logo`."""

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="draft_logos"
    )
