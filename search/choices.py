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


class NeedPart(models.TextChoices):
    """What an editor's words say of somebody who types them.

    A word for oneself says need together with a word beside it, wherever they stand.
    """

    WHOLE = "whole", _("Enough by itself")
    ONESELF = "oneself", _("A word for oneself, such as “me” or “my”")
    BESIDE = "beside", _("Counts beside a word for oneself, such as “hits”")


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
