"""Languages, navigation and figures for programs."""

from datetime import date
from typing import Final

from django.http import HttpRequest
from ninja import Query, Router, Schema

from core.api import InLanguage, Listing, link
from core.cldr import language_name
from core.current import interface_language
from core.languages import BY_CODE
from core.navigation import FOOTER, HEADER, navigation
from home.language_rows import language_rows
from home.selectors import figures_context

router = Router(tags=["reference"])

# Names of the figures, in the order in which `figures_context` counts them.
FIGURES: Final = ("signatories", "initiatives", "countries", "parties")


class LanguageOut(Schema):
    """One of the portal’s languages and what exists in it.

    Attributes:
        name: in the language asked for; `autonym` in itself.
        interface: whether buttons and labels are translated into it.
        interface_share: how many of them, from 0 to 1.
        pages_translated: of `pages_total` pages; machine drafts count.
        pages_reviewed: of these, originals and what a person has reviewed.
        vocabulary_translated, vocabulary_reviewed, vocabulary_total: the same of the
            labels of principles, actions and target groups.
        initiatives: published texts of initiatives in it, of `initiatives_total`.
        initiatives_reviewed: of these, originals and what a person has reviewed or the
            signatory translated.
        complete_share, reviewed_share: of pages and vocabulary together, from 0 to 1.
    """

    code: str
    name: str
    autonym: str
    english_name: str
    script: str
    direction: str
    interface: bool
    interface_share: float
    pages_translated: int
    pages_reviewed: int
    pages_total: int
    vocabulary_translated: int
    vocabulary_reviewed: int
    vocabulary_total: int
    initiatives: int
    initiatives_reviewed: int
    initiatives_total: int
    complete_share: float
    reviewed_share: float


class NavigationOut(Schema):
    """One link of a menu.

    Attributes:
        menu: `header` or `footer`.
        language: of the title.
    """

    menu: str
    title: str
    url: str
    language: str


class FigureOut(Schema):
    """A figure with the day on which it was counted, and where it comes from."""

    key: str
    label: str
    value: int
    source: str
    date: date


class CountryFigureOut(Schema):
    """What there is in a country."""

    country: str
    signatories: int
    initiatives: int


class FiguresOut(Listing[FigureOut]):
    """All figures, and the countries that have any."""

    countries: list[CountryFigureOut]


@router.get(
    "/languages/",
    response=Listing[LanguageOut],
    summary="The languages and how much is translated",
    openapi_extra={"x-example": "?language=en"},
)
def languages(request: HttpRequest, asked: Query[InLanguage]) -> Listing[LanguageOut]:
    """The official languages of the member states, in the order of their own names."""
    items = [
        LanguageOut(
            **row,
            name=language_name(row["code"], asked.language),
            script=BY_CODE[row["code"]].script,
            direction=BY_CODE[row["code"]].direction,
        )
        for row in language_rows()
    ]
    return Listing[LanguageOut](items=items, total=len(items))


@router.get(
    "/navigation/",
    response=Listing[NavigationOut],
    summary="The menus of the portal",
    openapi_extra={"x-example": "?language=az"},
)
def menus(request: HttpRequest, asked: Query[InLanguage]) -> Listing[NavigationOut]:
    """Header and footer, in their order."""
    items = [
        NavigationOut(
            menu=menu,
            title=item.title,
            url=link(request, item.url),
            language=interface_language(asked.language),
        )
        for menu, places in (("header", HEADER), ("footer", FOOTER))
        for item in navigation(places, asked.language)
    ]
    return Listing[NavigationOut](items=items, total=len(items))


@router.get(
    "/statistics/",
    response=FiguresOut,
    summary="What can be counted, with date and source",
    openapi_extra={"x-example": "?language=en"},
)
def statistics(request: HttpRequest, asked: Query[InLanguage]) -> FiguresOut:
    """The figures of the page of figures; each says where it comes from."""
    context = figures_context()
    items = [
        FigureOut(key=key, **figure)
        for key, figure in zip(FIGURES, context["figures"], strict=True)
    ]
    return FiguresOut(
        items=items,
        total=len(items),
        countries=[
            CountryFigureOut(
                country=row["code"],
                signatories=row["signatories"],
                initiatives=row["initiatives"],
            )
            for row in context["countries"]
        ],
    )
