"""The registry: one row per signatory, the same in all languages."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
)

from core.models import MemberState
from core.publication import PublicationMixin
from signatories.choices import (
    PUBLIC,
    OrganisationKind,
    PopulationBand,
    Profile,
    Status,
)
from signatories.panels import PeoplePanel
from signatories.querysets import SignatoryQuerySet


class Signatory(PublicationMixin, ClusterableModel):
    """A town, region, organisation or elected representative that signs.

    Not translatable and without revisions: publishing an old text can never bring an
    old status back.

    Attributes:
        key: the public identity, the translation key of its address.
        official_name: in its own script; `latin_name` the same in Latin letters.
        official_code: NUTS, LAU or national code, only its form is checked.
        status: changed by `signatories.services` alone, with a row in the log.
        memberships: people who act for it in the dashboard.
        geoname_id: the place in geonames.org's list when it was chosen from there.
        pending_facts: web site and contacts that staff have not read yet, by the name of
            the field; public after that.
        contact_email, contact_phone: for the secretariat unless ticked as public.
        recorded_source: where staff read that it signed before it came here, in words
            or as a web address; "" for whoever signed on the portal.
        recorded_language: in which staff write to it as long as nobody acts for it.
        merged_into: the entry that stands for this one since staff merged the two.
        is_demo: invented for the demonstration and labelled so everywhere.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.CharField(_("profile"), max_length=14, choices=Profile)
    official_name = models.CharField(_("official name"), max_length=200)
    latin_name = models.CharField(
        _("name in Latin letters"),
        max_length=200,
        blank=True,
        help_text=_("Empty when the official name is in Latin letters already."),
    )
    country = models.ForeignKey(
        MemberState,
        on_delete=models.PROTECT,
        related_name="signatories",
        verbose_name=_("country"),
    )
    official_code = models.CharField(
        _("official code"),
        max_length=20,
        blank=True,
        help_text=_("NUTS, LAU or national code, if there is one."),
        validators=[RegexValidator(r"^[A-Z]{2}[A-Z0-9_-]{1,18}$")],
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    population_band = models.CharField(
        _("population"), max_length=14, choices=PopulationBand, blank=True
    )
    member_count = models.PositiveIntegerField(_("members"), default=0)
    organisation_kind = models.CharField(
        _("kind of organisation"),
        max_length=12,
        choices=OrganisationKind,
        blank=True,
    )
    register_number = models.CharField(
        _("number in the register"), max_length=40, blank=True
    )
    office = models.CharField(
        _("office held"),
        max_length=150,
        blank=True,
        help_text=_("Of an elected representative, and where."),
    )
    geoname_id = models.PositiveIntegerField(null=True, blank=True, editable=False)
    website = models.URLField(_("web site"), blank=True)
    pending_facts = models.JSONField(default=dict, blank=True, editable=False)
    contact_email = models.EmailField(_("contact by e-mail"), blank=True)
    contact_phone = models.CharField(
        _("contact by telephone"),
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9][0-9 ()/.-]{4,28}$")],
    )
    is_contact_email_public = models.BooleanField(default=False)
    is_contact_phone_public = models.BooleanField(default=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.AWAITING,
        editable=False,
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    recorded_source = models.CharField(
        _("recorded from"), max_length=300, blank=True, editable=False
    )
    recorded_language = models.CharField(max_length=5, blank=True, editable=False)
    commitment = models.ForeignKey(
        "pact.CommitmentVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("commitment signed"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
    )
    is_demo = models.BooleanField(default=False, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = SignatoryQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("profile"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("official_name"), FieldPanel("latin_name")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("region")]),
                FieldPanel("official_code"),
                FieldRowPanel(
                    [
                        FieldPanel("population_band"),
                        FieldPanel(
                            "member_count",
                            heading=_("Number of members"),
                            help_text=_("Of an association; 0 for everybody else."),
                        ),
                    ]
                ),
                FieldRowPanel(
                    [FieldPanel("organisation_kind"), FieldPanel("register_number")]
                ),
                FieldPanel("office"),
                FieldPanel("website"),
                FieldRowPanel(
                    [FieldPanel("contact_email"), FieldPanel("contact_phone")]
                ),
            ],
            heading=_("Who it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "status",
                    read_only=True,
                    help_text=_("Changed by “Status” in the menu at the top (…)."),
                ),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("commitment")]),
            ],
            heading=_("Signature"),
        ),
        PeoplePanel(
            "memberships",
            heading=_("People"),
            label=_("Person"),
            help_text=_("Accounts that act for the signatory in the dashboard."),
        ),
    ]

    class Meta:
        ordering = ["official_name"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.official_name

    @property
    def public_facts(self) -> dict[str, str]:
        """Web site and contacts that its page shows, or will once it is confirmed."""
        shown = {
            "website": self.website,
            "contact_email": self.contact_email if self.is_contact_email_public else "",
            "contact_phone": self.contact_phone if self.is_contact_phone_public else "",
        }
        return {name: text for name, text in shown.items() if text}

    @property
    def is_public(self) -> bool:
        """Whether the public may see it."""
        return self.status in PUBLIC

    @property
    def source_url(self) -> str:
        """The source it was recorded from when that is a web address, else ""."""
        source: str = self.recorded_source
        return source if source.lower().startswith(("https://", "http://")) else ""

    @property
    def is_recorded(self) -> bool:
        """Whether staff recorded it and nobody has claimed it yet."""
        return self.status == Status.RECORDED


class SignatoryEvent(models.Model):
    """One line of a signatory's log.

    Attributes:
        verb: what happened: `registered`, `recorded`, `claimed`, `confirmed`,
            `rejected`, `withdrawn`, `restored`, `changed` and so on.
        detail: the reason given, in the words of who gave it.
    """

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="events"
    )
    verb = models.CharField(max_length=12)
    detail = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    happened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.verb}: {self.signatory_id}"
