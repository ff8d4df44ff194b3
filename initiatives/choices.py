"""Values that initiatives choose from; stored in lower case, part of the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where an initiative works."""

    LOCAL = "local", _("local")
    REGIONAL = "regional", _("regional")
    NATIONAL = "national", _("national")
    EUROPEAN = "european", _("European")


class CostBand(models.TextChoices):
    """What it cost, roughly; an exact sum is nobody's business."""

    NONE = "none", _("no cost of its own")
    UNDER_5000 = "under-5000", _("less than 5,000 euros")
    UNDER_25000 = "5000-25000", _("5,000 to 25,000 euros")
    UNDER_100000 = "25000-100000", _("25,000 to 100,000 euros")
    OVER_100000 = "over-100000", _("more than 100,000 euros")
