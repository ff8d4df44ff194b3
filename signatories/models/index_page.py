"""The list of signatories."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.models import EditorialPage


class SignatoryIndexPage(EditorialPage):
    """Title and lead of the list; who is on it comes from the registry."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *EditorialPage.content_panels,
        FieldPanel("lead"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("list of signatories")
