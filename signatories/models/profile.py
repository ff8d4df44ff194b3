"""What a signatory says of itself, in each language it writes in."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core import page_context
from core.blocks.body import RICH_TEXT_FEATURES
from core.locales import language_of
from core.publication import PublicationMixin
from signatories.models.signatory import Signatory


class SignatoryProfile(
    PublicationMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """The public description of a signatory in one language.

    Attributes:
        summary: one or two sentences for lists.
        description: the text of the signatory's page.
        links: further addresses, one a line.
        logo: shown on the page; its alternative text is the signatory's name.
        draft_logo: key of a logo that waits outside the public folder for a moderator;
            "" while none waits.
    """

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="profiles"
    )
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One or two sentences for lists.")
    )
    description = RichTextField(_("description"), features=RICH_TEXT_FEATURES)
    links = models.TextField(
        _("links"), blank=True, help_text=_("One web address a line, five at most.")
    )
    logo = models.ForeignKey(
        "core.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )

    draft_logo = models.CharField(max_length=36, blank=True, editable=False)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("summary"),
        TranslatableField("description"),
        SynchronizedField("signatory", overridable=False),
        SynchronizedField("links"),
        SynchronizedField("logo"),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel(
            "signatory",
            help_text=_(
                "The language you write in stands in the side panel “Status” (i); change "
                "it there before you write."
            ),
        ),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("links"),
        FieldPanel("logo"),
    ]

    class Meta(TranslatableMixin.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "locale"], name="profile_one_per_language"
            )
        ]
        verbose_name = _("signatory’s description")
        verbose_name_plural = _("signatories’ descriptions")

    def __str__(self) -> str:
        return f"{self.signatory} ({self.language})"

    @property
    def revisions(self) -> Any:
        """Revisions of the profile, as RevisionMixin asks for."""
        return self._revisions

    @property
    def language(self) -> str:
        """Code of the language of the text."""
        return language_of(self.locale_id)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Preview on the public page's own template."""
        return "signatories/signatory_page.html"

    def get_preview_context(
        self, request: HttpRequest, mode_name: str
    ) -> dict[str, Any]:
        """Preview with the context of the public page."""
        return page_context.build(self, request)
