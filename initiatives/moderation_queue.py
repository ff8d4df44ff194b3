"""What waits for a moderator: reports on top, then the oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.models import Report
from initiatives.choices import ReviewKind, ReviewState
from initiatives.models import (
    InitiativePage,
    ModeratorScope,
    Review,
)
from initiatives.rules import in_scope
from signatories.models import Signatory

# Rows of each kind that the queue shows; what is older comes first, so nothing is lost.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """Countries and languages of a moderator; empty means all."""

    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def holds(self, country: str, language: str) -> bool:
        """Whether a text is theirs."""
        return in_scope(
            country=country,
            language=language,
            countries=self.countries,
            languages=self.languages,
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the queue.

    Attributes:
        flags: how many passages are marked, and whether one sounds like a disclosure.
        since: how long it waits is counted from here.
    """

    kind: str
    kind_label: str
    title: str
    url: str
    country: str
    language: str
    flags: int
    is_strong: bool
    since: datetime

    @property
    def days(self) -> int:
        """Whole days it has waited."""
        return (timezone.now() - self.since).days


def scope_of(user: User) -> Scope:
    """Return what a moderator looks after."""
    row = ModeratorScope.objects.filter(user=user).first()
    if row is None or user.is_superuser:
        return Scope()
    return Scope(tuple(row.countries), tuple(row.languages))


def queue(
    user: User,
    *,
    kind: str = "",
    country: str = "",
    language: str = "",
    flagged: bool = False,
) -> list[Waiting]:
    """Return what waits: reports on top, then the oldest first.

    Args:
        user: the moderator, whose scope counts.
        kind: `report`, `signatory` or of `ReviewKind`; "" for all, as below.
        country: code of a member state.
        language: code of a language.
        flagged: only what has marked passages.
    """
    scope = scope_of(user)
    rows = [*_reports(), *_reviews(), *_signatories()]
    return [
        row
        for row in rows
        if (not kind or row.kind == kind)
        and (not country or row.country == country)
        and (not language or row.language == language)
        and (not flagged or row.flags)
        # Whoever sees a report first looks at it: a child cannot wait for a scope.
        and (row.kind == "report" or scope.holds(row.country, row.language))
    ]


def _reports() -> list[Waiting]:
    reports = list(
        # A bad translation is for those who translate; it harms nobody meanwhile.
        Report.objects.filter(handled_at=None)
        .exclude(reason=Report.Reason.BAD_TRANSLATION)
        .order_by("reported_at")[:SHOWN]
    )
    countries = _countries_of(reports)
    return [
        Waiting(
            kind="report",
            kind_label=_("report by the public"),
            title=f"{row.get_reason_display()} {row.path}",
            url=reverse("wagtailsnippets_core_report:edit", args=[row.pk]),
            country=countries.get(row.key, ""),
            language=row.path.split("/")[1] if row.path.count("/") > 1 else "",
            flags=0,
            is_strong=False,
            since=row.reported_at,
        )
        for row in reports
    ]


def _countries_of(reports: Iterable[Report]) -> dict[UUID, str]:
    keys = [row.key for row in reports]
    pages = InitiativePage.objects.filter(translation_key__in=keys)
    found = dict(pages.values_list("translation_key", "country_id"))
    found |= dict(
        Signatory.objects.filter(key__in=keys).values_list("key", "country_id")
    )
    return found


def _reviews() -> list[Waiting]:
    rows = Review.objects.filter(state=ReviewState.SUBMITTED).select_related(
        "signatory"
    )
    return [
        Waiting(
            kind=row.kind,
            kind_label=str(ReviewKind(row.kind).label),
            title=row.title,
            url=reverse("moderation-review", args=[row.pk]),
            country=row.signatory.country_id,
            language=row.language,
            flags=len(row.flags),
            is_strong=any(flag["strength"] == "strong" for flag in row.flags),
            since=row.submitted_at,
        )
        for row in rows.order_by("submitted_at")[:SHOWN]
    ]


def _signatories() -> list[Waiting]:
    rows = Signatory.objects.awaiting().select_related("country")[:SHOWN]
    return [
        Waiting(
            kind="signatory",
            kind_label=_("signatory"),
            title=row.official_name,
            url=reverse("signatory-status", args=[row.pk]),
            country=row.country_id,
            language=next(iter(row.country.language_codes), ""),
            flags=0,
            is_strong=False,
            since=row.registered_at,
        )
        for row in rows
    ]
