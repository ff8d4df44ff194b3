"""Member states of the Council of Europe and the other Parties to the Convention."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

DATE_HELP = _(
    "Leave empty when no source gives it; the page then reads “not found in a source”."
)


class ConventionStatus(models.Model):
    """Where a state stands with the Lanzarote Convention, each date with its source.

    Attributes:
        code: ISO 3166-1 alpha-2, upper case, the primary key.
        signed_on, deposited_on, in_force_on: dates of signature, of the deposit of the
            instrument of ratification and of entry into force; None when no source was
            found, never filled from memory.
    """

    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_fr = models.CharField(_("name in French"), max_length=100)
    is_party = models.BooleanField(_("Party to the Convention"), default=True)
    signed_on = models.DateField(
        _("signed on"), null=True, blank=True, help_text=DATE_HELP
    )
    signed_source = models.TextField(_("source of the signature"), blank=True)
    deposited_on = models.DateField(
        _("ratification deposited on"), null=True, blank=True, help_text=DATE_HELP
    )
    deposited_source = models.TextField(_("source of the deposit"), blank=True)
    in_force_on = models.DateField(
        _("in force since"), null=True, blank=True, help_text=DATE_HELP
    )
    in_force_source = models.TextField(_("source of the entry into force"), blank=True)
    note = models.TextField(_("note"), blank=True)

    treaty_panels = [
        MultiFieldPanel(
            [
                FieldPanel("is_party"),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("signed_source")]),
                FieldRowPanel(
                    [FieldPanel("deposited_on"), FieldPanel("deposited_source")]
                ),
                FieldRowPanel(
                    [FieldPanel("in_force_on"), FieldPanel("in_force_source")]
                ),
                FieldPanel("note"),
            ],
            heading=_("Lanzarote Convention"),
        )
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en


class MemberState(ConventionStatus):
    """One of the 46 member states.

    Attributes:
        iso3: ISO 3166-1 alpha-3.
        languages: codes of its official languages among the portal's 39, by
            space, e.g. `de fr lb`.
        accession_on: when it joined the Council of Europe, with `accession_source`.
    """

    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, unique=True)
    languages = models.CharField(
        _("official languages"), max_length=60, help_text=_("Codes, with spaces.")
    )
    accession_on = models.DateField(
        _("member since"), null=True, blank=True, help_text=DATE_HELP
    )
    accession_source = models.TextField(_("source of the accession"), blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("iso3")]),
                FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_fr")]),
                FieldPanel("languages"),
                FieldRowPanel(
                    [FieldPanel("accession_on"), FieldPanel("accession_source")]
                ),
            ],
            heading=_("State"),
        ),
        *ConventionStatus.treaty_panels,
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = _("member state")
        verbose_name_plural = _("member states")

    @property
    def language_codes(self) -> list[str]:
        """Official languages as a list of codes."""
        return self.languages.split()


class OtherParty(ConventionStatus):
    """A Party to the Convention that is not a member of the Council of Europe."""

    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_fr")]),
        *ConventionStatus.treaty_panels,
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = _("other Party")
        verbose_name_plural = _("other Parties")
