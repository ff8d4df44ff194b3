"""Reports by the public: without account, e-mail or free text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class Report(models.Model):
    """One report that something public should be looked at.

    There is no free text on purpose: a text box without a reader behind it may receive
    a disclosure of abuse that nobody answers.

    Attributes:
        kind, key: what was reported: an initiative, a signatory or a page.
        path: the address the reader was at, without its query string; that of a bad
            translation begins with its language.
        handled_at: when staff dealt with it, None while it waits.
    """

    class Reason(models.TextChoices):
        RECOGNISABLE = "recognisable", _("A person can be recognised here.")
        CHILD_IN_PICTURE = "child-in-picture", _("A child can be seen in a picture.")
        PERSONAL_DATA = "personal-data", _("It shows a name, a number or an address.")
        HARMFUL = "harmful", _("It may harm a child.")
        WRONG = "wrong", _("It is not true.")
        BAD_TRANSLATION = (
            "bad-translation",
            _("The translation is wrong or hard to understand."),
        )

    kind = models.CharField(max_length=12)
    key = models.UUIDField()
    path = models.CharField(max_length=300)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("path", read_only=True, heading=_("Address")),
                FieldPanel("reason", read_only=True),
                FieldPanel("reported_at", read_only=True),
            ],
            heading=_("What was reported"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "handled_at",
                    help_text=_("When you have looked at it and done what was needed."),
                ),
                FieldPanel("handled_by"),
            ],
            heading=_("What was done"),
        ),
    ]

    class Meta:
        ordering = ["-reported_at"]
        indexes = [
            models.Index(
                fields=["reported_at"],
                condition=models.Q(handled_at=None),
                name="report_waiting",
            )
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.path}"
