"""The home page and plain content pages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import EditorialBodyBlock
from core.blocks.body import EDITORIAL_FEATURES
from core.models import EditorialPage


class ReasonBlock(blocks.StructBlock):
    """One reason why towns and regions act, with the figure and its source."""

    figure = blocks.CharBlock(label=_("figure"), required=False)
    text = blocks.TextBlock(label=_("text"))
    source = blocks.CharBlock(
        label=_("source"), required=False, help_text=_("Each figure needs its source.")
    )

    class Meta:
        icon = "help"
        label = _("reason")


class HomePage(EditorialPage):
    """The first page in each language; everything else stands below it.

    Attributes:
        lead: one or two sentences below the title.
        intro: what the Pact is, in a few paragraphs.
        why: figures and reasons.
        call_title, call_text: the call to sign.
    """

    lead = models.TextField(_("lead"), max_length=400)
    intro = RichTextField(_("introduction"), features=EDITORIAL_FEATURES, blank=True)
    why = StreamField(
        [("reason", ReasonBlock())], blank=True, verbose_name=_("why towns act")
    )
    call_title = models.CharField(_("title of the call to sign"), max_length=120)
    call_text = models.TextField(_("text of the call to sign"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *EditorialPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("lead"), FieldPanel("intro"), FieldPanel("why")],
            heading=_("Introduction"),
        ),
        MultiFieldPanel(
            [FieldPanel("call_title"), FieldPanel("call_text")],
            heading=_("Call to sign"),
        ),
    ]

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save under the slug on which all addresses of the language stand.

        wagtail-localize would give a translation the slug of its source, and a revision
        with it computes its path from it.
        """
        self.slug = f"home-{self.language}"
        self.url_path = f"/{self.slug}/"
        super().save(*args, **kwargs)


class ContentPage(EditorialPage):
    """A page of running text, such as privacy or accessibility.

    Attributes:
        readers: for whom it is; what children read, and what tells where to find help,
            is published in a language only when somebody has reviewed it.
    """

    class Readers(models.TextChoices):
        ANYONE = "anyone", _("anyone")
        CHILDREN = "children", _("children")
        HELP = "help", _("people who look for help")

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(EditorialBodyBlock(), blank=True, verbose_name=_("body"))
    readers = models.CharField(
        _("for whom"),
        max_length=8,
        choices=Readers,
        default=Readers.ANYONE,
        help_text=_(
            "Pages for children and about help appear in a language only when every "
            "text has been reviewed."
        ),
    )

    content_panels: ClassVar[list[Any]] = [
        *EditorialPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("readers"),
    ]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.ContentPage"]

    class Meta:
        verbose_name = _("content page")
