"""The page above all initiatives."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.models import EditorialPage


class InitiativeIndexPage(EditorialPage):
    """Title and lead of the search; what is found comes from the projection."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *EditorialPage.content_panels,
        FieldPanel("lead"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["initiatives.InitiativePage"]

    class Meta:
        verbose_name = _("list of initiatives")

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Any:
        """Add an initiative under a lock: two at once would get the same tree path."""
        locked = Page.objects.select_for_update().get(pk=self.pk)
        self.numchild = locked.numchild
        return super().add_child(**kwargs)
