"""Help numbers for children, by country."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.languages import LANGUAGES
from core.models.states import MemberState


class HelplineQuerySet(models.QuerySet["Helpline"]):
    """Which numbers may be shown."""

    def shown(self) -> Self:
        """Numbers whose own source was read; nothing else is ever public."""
        return self.filter(confidence=Helpline.Confidence.VERIFIED).exclude(number="")


class Helpline(models.Model):
    """One number in one country.

    Attributes:
        kind: `116111` (European number for children), `national`, `116000` (missing
            children) or `112` (emergency).
        confidence: what is known about *this* number; only `verified` is shown.
        source_year: the year of the source, 0 when the source has none.
        checked_on, checked_by: set when a person has called or read the operator's
            page; only the admin fills them.
    """

    class Kind(models.TextChoices):
        CHILD_EUROPEAN = "116111", _("European number for children, 116 111")
        CHILD_NATIONAL = "national", _("National helpline for children")
        MISSING = "116000", _("European number for missing children, 116 000")
        EMERGENCY = "112", _("European emergency number, 112")

    class Confidence(models.TextChoices):
        VERIFIED = "verified", _("read in its source")
        RECALLED = "recalled", _("from general knowledge")
        CONFLICTING = "conflicting", _("sources disagree")
        UNKNOWN = "unknown", _("nothing found")

    country = models.ForeignKey(
        MemberState, on_delete=models.PROTECT, related_name="helplines"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    number = models.CharField(_("number"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        blank=True,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
        help_text=_("Only when the number serves one language of several."),
    )
    website = models.URLField(_("web site"), blank=True)
    source = models.TextField(_("source"), blank=True)
    source_year = models.PositiveSmallIntegerField(_("year of the source"), default=0)
    confidence = models.CharField(
        _("confidence"),
        max_length=11,
        choices=Confidence,
        default=Confidence.UNKNOWN,
        help_text=_("Only numbers read in their source are shown to the public."),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which you called it or read the operator’s own page."),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("checked by"),
    )

    objects = HelplineQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("number"), FieldPanel("name")]),
                FieldRowPanel([FieldPanel("language"), FieldPanel("website")]),
            ],
            heading=_("Number"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel(
                    [
                        FieldPanel("source_year", help_text=_("0 when it has none.")),
                        FieldPanel("confidence"),
                    ]
                ),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")]),
            ],
            heading=_("Where it comes from"),
        ),
    ]

    class Meta:
        ordering = ["country_id", "kind", "language", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "kind", "number", "language"],
                name="helpline_unique",
            )
        ]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")

    def __str__(self) -> str:
        return f"{self.country_id} {self.number}".strip()

    @property
    def is_checked(self) -> bool:
        """Whether a person has checked the number."""
        return self.checked_on is not None
