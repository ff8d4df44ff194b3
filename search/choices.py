"""Words of the search that other rooms use too."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a public object is."""

    INITIATIVE = "initiative", _("initiative")
    SIGNATORY = "signatory", _("signatory")
    PAGE = "page", _("page")


class Sort(models.TextChoices):
    """Orders of a result list."""

    RELEVANCE = "relevance", _("Best match first")
    NEWEST = "newest", _("Newest first")
    COUNTRY = "country", _("By country")


# Facets are counted beside each result; filters may be asked for.
FACETS: Final = (
    "country",
    "principle",
    "action",
    "group",
    "profile",
    "year",
    "written_in",
)
FILTERS: Final = (*FACETS, "signatory")
