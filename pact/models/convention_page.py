"""The page of the Lanzarote Convention."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks.body import EDITORIAL_FEATURES
from core.models import EditorialPage
from pact.blocks import AspectBlock


class ConventionPage(EditorialPage):
    """Aim, dates, aspects and the state of signatures and ratifications.

    The status table comes from MemberState and OtherParty, not from the page, so a new
    date changes every language at once.
    """

    lead = models.TextField(_("lead"), max_length=400)
    number = models.CharField(_("treaty number"), max_length=40)
    official_url = models.URLField(_("address of the official text"))
    opened_on = models.DateField(_("opened for signature on"))
    in_force_on = models.DateField(_("in force since"))
    aim = RichTextField(_("aim"), features=EDITORIAL_FEATURES)
    aspects = StreamField([("aspect", AspectBlock())], verbose_name=_("aspects"))
    promote = RichTextField(
        _("how to promote it with one’s national authorities"),
        features=EDITORIAL_FEATURES,
    )
    status_intro = RichTextField(
        _("introduction to the status table"), features=EDITORIAL_FEATURES
    )

    content_panels: ClassVar[list[Any]] = [
        *EditorialPage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("official_url")]),
                FieldRowPanel([FieldPanel("opened_on"), FieldPanel("in_force_on")]),
            ],
            heading=_("Treaty"),
        ),
        FieldPanel("aim"),
        FieldPanel("aspects"),
        FieldPanel("promote"),
        FieldPanel("status_intro"),
    ]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("Convention page")
