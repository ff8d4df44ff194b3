"""The portal's document model."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from core.languages import LANGUAGES


class PortalDocument(AbstractDocument):
    """A document with the language it is written in.

    Attributes:
        language: code of core.languages, or empty when it has no language of its own.
    """

    language = models.CharField(
        _("language of the document"),
        max_length=5,
        blank=True,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )

    admin_form_fields = (*Document.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
