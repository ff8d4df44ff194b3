"""Facts that belong to no room, for programs: states and helplines."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from core.api import InLanguage, Listing, NotUnderstoodError, in_query
from core.cldr import date_text, sort_key
from core.languages import DEFAULT
from core.models import Helpline, MemberState, OtherParty
from core.models.states import ConventionStatus
from core.states import country_choices, country_name, state_codes

router = Router(tags=["reference"])


class ConventionOut(Schema):
    """Where a state stands with the Lanzarote Convention.

    A date is null when no source gives it; `note` and the sources are in English.
    """

    is_party: bool
    signed_on: date | None
    signed_source: str
    deposited_on: date | None
    deposited_source: str
    in_force_on: date | None
    in_force_source: str
    note: str


class PartyOut(Schema):
    """A Party to the Convention."""

    code: str
    name: str
    convention: ConventionOut


class StateOut(PartyOut):
    """A member state of the Council of Europe, by its ISO 3166-1 codes.

    Attributes:
        languages: codes of its official languages among those of the portal.
    """

    iso3: str
    languages: list[str]
    accession_on: date | None
    accession_source: str


class StatesOut(Listing[StateOut]):
    """All member states, and the other Parties to the Convention."""

    other_parties: list[PartyOut]


class HelplineOut(Schema):
    """One number, whose own source was read.

    Attributes:
        kind: `116111`, `national`, `116000` or `112`.
        language: of those who answer, only when it serves one of several languages.
        is_checked: whether a person has checked it, on `checked_on`.
        sentence: the same for readers; show it beside the number.
    """

    country: str
    country_name: str
    kind: str
    kind_label: str
    number: str
    name: str
    language: str
    website: str
    source: str
    source_year: int | None
    checked_on: date | None
    is_checked: bool
    sentence: str


class WithoutNumberOut(Schema):
    """A country for which there is no number that is sure; none is invented."""

    country: str
    country_name: str
    sentence: str


class HelplinesOut(Listing[HelplineOut]):
    """The numbers of the countries asked for."""

    without_number: list[WithoutNumberOut]


class HelplineQuery(InLanguage):
    """Which numbers."""

    country: list[str] = Field(
        [], max_length=50, description="ISO 3166-1 code, e.g. `AZ`; may be repeated."
    )


@router.get(
    "/states/",
    response=StatesOut,
    summary="Member states and where they stand with the Convention",
    openapi_extra={"x-example": "?language=fr"},
)
def states(request: HttpRequest, asked: Query[InLanguage]) -> StatesOut:
    """The 46 member states, sorted by name, each date with its source."""
    items = [
        StateOut(
            **_party(row, asked.language),
            iso3=row.iso3,
            languages=row.language_codes,
            accession_on=row.accession_on,
            accession_source=row.accession_source,
        )
        for row in MemberState.objects.all()
    ]
    others = [
        PartyOut(**_party(row, asked.language)) for row in OtherParty.objects.all()
    ]
    return StatesOut(
        items=sorted(items, key=_by_name),
        total=len(items),
        other_parties=sorted(others, key=_by_name),
    )


def _by_name(item: PartyOut) -> str:
    return sort_key(item.name)


def _party(row: ConventionStatus, language: str) -> dict[str, Any]:
    own = {"en": row.name_en, "fr": row.name_fr}
    return {
        "code": row.code,
        "name": own.get(language) or country_name(row.code, language),
        "convention": ConventionOut.model_validate(row, from_attributes=True),
    }


@router.get(
    "/helplines/",
    response=HelplinesOut,
    summary="Help numbers by country",
    openapi_extra={"x-example": "?country=AZ&language=az"},
)
def helplines(request: HttpRequest, asked: Query[HelplineQuery]) -> HelplinesOut:
    """Numbers that were read in their source, and what is known of each.

    Numbers change: do not copy them into a place where nobody checks them. The emergency
    number 112 is only among them where its own source was read.
    """
    countries = {code.upper() for code in asked.country}
    if not countries <= state_codes():
        raise NotUnderstoodError(
            [in_query("country", "no such member state; /api/v1/states/ lists them")]
        )
    rows = Helpline.objects.shown()
    if countries:
        rows = rows.filter(country_id__in=countries)
    order = {kind: place for place, kind in enumerate(Helpline.Kind.values)}
    found = sorted(rows, key=lambda row: (row.country_id, order[row.kind], row.number))
    with_number = {row.country_id for row in found}
    missing = [
        pair
        for pair in country_choices(asked.language)
        if pair[0] not in with_number and (not countries or pair[0] in countries)
    ]
    return HelplinesOut(
        items=[_helpline(row, asked.language) for row in found],
        total=len(found),
        without_number=[_without(code, name) for code, name in missing],
    )


def _helpline(row: Helpline, language: str) -> HelplineOut:
    return HelplineOut(
        country=row.country_id,
        country_name=country_name(row.country_id, language),
        kind=row.kind,
        kind_label=str(row.get_kind_display()),
        number=row.number,
        name=row.name,
        language=row.language,
        website=row.website,
        source=row.source,
        source_year=row.source_year or None,
        checked_on=row.checked_on,
        is_checked=row.is_checked,
        sentence=_sentence(row),
    )


def _sentence(row: Helpline) -> str:
    """Say what is known of a number, in the words of the help page."""
    if row.checked_on:
        checked = date_text(row.checked_on, get_language() or DEFAULT)
        return _("A person checked this number on %(date)s.") % {"date": checked}
    if row.source_year:
        text = _("From a source of %(year)s. Nobody has checked this number yet.")
        return text % {"year": row.source_year}
    return _("From a source without a year. Nobody has checked this number yet.")


def _without(code: str, name: str) -> WithoutNumberOut:
    text = _("We have no number for %(country)s that we are sure of, so we show none.")
    return WithoutNumberOut(
        country=code, country_name=name, sentence=text % {"country": name}
    )
