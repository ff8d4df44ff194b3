"""Which texts are which moderator's."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.fields import CodesField
from core.languages import LANGUAGES
from core.states import country_choices


def scope_countries() -> list[tuple[str, str]]:
    """Return the member states that can be ticked."""
    return country_choices(get_language() or "en")


def scope_languages() -> list[tuple[str, str]]:
    """Return the languages that can be ticked."""
    return [(item.code, item.autonym) for item in LANGUAGES]


class ModeratorScope(models.Model):
    """Countries and languages of a moderator; without a row everything is theirs.

    Attributes:
        countries: codes of member states; empty means all.
        languages: codes of languages; empty means all.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="moderator_scope",
        verbose_name=_("moderator"),
    )
    countries = CodesField(
        _("countries"), vocabulary=scope_countries, help_text=_("None ticked: all.")
    )
    languages = CodesField(
        _("languages"), vocabulary=scope_languages, help_text=_("None ticked: all.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("user"),
        FieldPanel("countries"),
        FieldPanel("languages"),
    ]

    class Meta:
        verbose_name = _("moderator’s countries and languages")
        verbose_name_plural = _("moderators’ countries and languages")

    def __str__(self) -> str:
        return str(self.user)
