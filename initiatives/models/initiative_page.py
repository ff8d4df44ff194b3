"""An initiative in one language."""

from typing import Any, ClassVar, Self, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail_localize.fields import SynchronizedField

from core.addresses import address_free_slug, slug_from
from core.blocks import BodyBlock
from core.blocks.body import LinkBlock
from core.fields import CodesField
from core.models import BasePage, MemberState, PublicAddress
from core.withdrawal import is_withdrawn
from initiatives.choices import CostBand, Level
from pact.vocabulary import choices


def principle_choices() -> list[tuple[str, str]]:
    """Return the principles that can be ticked."""
    return choices("principle")


def action_choices() -> list[tuple[str, str]]:
    """Return the actions that can be ticked."""
    return choices("action")


def group_choices() -> list[tuple[str, str]]:
    """Return the target groups that can be ticked."""
    return choices("group")


class InitiativePageQuerySet(PageQuerySet["InitiativePage"]):
    """Chains as adjectives."""

    def published(self) -> Self:
        """Live texts of their own: Wagtail creates a page live before it is published."""
        rows = self.filter(live=True, alias_of=None, first_published_at__isnull=False)
        return cast(Self, rows)


class InitiativePage(BasePage):
    """What a signatory did, in the language it was written in or a translation.

    Every language's address shows it: a real translation where one is published,
    otherwise the original (see `initiatives.selectors`).

    Attributes:
        summary: two or three sentences for lists and search results.
        principles, actions, groups: codes of the vocabulary.
        place: town or region in the writer's own spelling.
        starts_on, ends_on: `ends_on` is empty while it is ongoing.
        cost_band: what it cost, as a band.
        pictures: `[{"key", "alt", "credit"}]` of `DraftPicture`, for drafts alone:
            approval turns them into pictures of the body.
        signatory: whose initiative it is; the status of the signatory is in its row.
    """

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("Two or three sentences. Nothing that identifies a child."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("what was done"))
    principles = CodesField(_("principles"), vocabulary=principle_choices)
    actions = CodesField(_("actions"), vocabulary=action_choices)
    groups = CodesField(_("target groups"), vocabulary=group_choices)
    level = models.CharField(
        _("level"), max_length=8, choices=Level, default=Level.LOCAL
    )
    country = models.ForeignKey(
        MemberState,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(
        _("end"), null=True, blank=True, help_text=_("Empty while it goes on.")
    )
    partners = models.TextField(_("partners"), blank=True)
    results = models.TextField(_("results"), blank=True)
    cost_band = models.CharField(_("cost"), max_length=12, choices=CostBand, blank=True)
    lessons = models.TextField(_("what was learned"), blank=True)
    links = StreamField([("link", LinkBlock())], blank=True, verbose_name=_("links"))
    pictures = models.JSONField(default=list, blank=True, editable=False)
    signatory = models.ForeignKey(
        "signatories.Signatory",
        on_delete=models.PROTECT,
        related_name="initiative_pages",
        verbose_name=_("signatory"),
    )

    objects: ClassVar[Any] = PageManager.from_queryset(InitiativePageQuerySet)()

    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("principles"),
                FieldPanel("actions"),
                FieldPanel("groups"),
            ],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("signatory"),
                FieldRowPanel([FieldPanel("country"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("level"), FieldPanel("cost_band")]),
            ],
            heading=_("Who, where and when"),
        ),
        MultiFieldPanel(
            [FieldPanel("partners"), FieldPanel("results"), FieldPanel("lessons")],
            heading=_("What came of it"),
        ),
        FieldPanel("links"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "pictures",
                "principles",
                "actions",
                "groups",
                "level",
                "country",
                "starts_on",
                "ends_on",
                "cost_band",
                "signatory",
            )
        ),
    ]

    parent_page_types: ClassVar[list[str]] = ["initiatives.InitiativeIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make an ASCII slug from a title in any script before anything is checked."""
        if not self.slug:  # type: ignore[has-type]
            self.slug = address_free_slug(
                kind=PublicAddress.Kind.INITIATIVE,
                wanted=slug_from(self.title),
                key=self.translation_key,
            )
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an end before the start, and an address that is another's."""
        super().clean()
        free = address_free_slug(
            kind=PublicAddress.Kind.INITIATIVE,
            wanted=str(self.slug),
            key=self.translation_key,
        )
        if free != self.slug:
            raise ValidationError(
                {"slug": _("Another initiative has or had this address.")}
            )
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end is before the start.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a withdrawn initiative stays offline whatever publishes it."""
        if self.live and is_withdrawn(  # type: ignore[has-type]
            PublicAddress.Kind.INITIATIVE, self.translation_key
        ):
            self.live = False
        super().save(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> Any:
        """Wagtail's rights, less those on drafts with passages hidden from the user."""
        from initiatives.page_rights import InitiativePermissionTester

        return InitiativePermissionTester(user, self)

    @property
    def is_ongoing(self) -> bool:
        """Whether it has no end yet."""
        return self.ends_on is None
