"""The page of the Pact."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.blocks.body import EDITORIAL_FEATURES
from core.models import EditorialPage
from pact import blocks as pact_blocks


class PactPage(EditorialPage):
    """The Pact in numbered paragraphs with anchors that are the same everywhere.

    Attributes:
        is_summary: the text is a summary of ours; the page says so and links the
            official text. Unticked when the Congress has loaded the official text.
        version_label, adopted_text: which version this is, and how it was adopted.
        preamble, sections, actions: paragraphs are numbered through all three.
        call: the call to sign.
    """

    lead = models.TextField(_("lead"), max_length=400)
    is_summary = models.BooleanField(
        _("is a summary"),
        default=True,
        help_text=_("Untick only when this is the official text, word for word."),
    )
    official_url = models.URLField(_("address of the official text"))
    version_label = models.CharField(_("version"), max_length=120)
    adopted_text = models.CharField(_("adoption"), max_length=300, blank=True)
    preamble = StreamField(
        [("paragraph", blocks.RichTextBlock(features=EDITORIAL_FEATURES))],
        verbose_name=_("preamble"),
    )
    sections = StreamField(
        [("section", pact_blocks.SectionBlock())], verbose_name=_("principles")
    )
    actions = StreamField(
        [("action", pact_blocks.ActionBlock())], verbose_name=_("actions")
    )
    call = models.TextField(_("call to sign"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *EditorialPage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("is_summary"), FieldPanel("official_url")]),
                FieldRowPanel(
                    [FieldPanel("version_label"), FieldPanel("adopted_text")]
                ),
            ],
            heading=_("Which text this is"),
        ),
        FieldPanel("preamble"),
        FieldPanel("sections"),
        FieldPanel("actions"),
        FieldPanel("call"),
    ]

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("Pact page")
