"""Initiatives for programs: search, one initiative, suggestions."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from core.api import ImageOut, InLanguage, LabelOut, LanguageCode, Listing, link
from core.api_blocks import (
    BlockOut,
    LinkOut,
    ParagraphOut,
    blocks_out,
    link_out,
    plain_out,
)
from initiatives.models import InitiativePage
from initiatives.selectors import PublicInitiative, initiative_public
from pact.api import labels_out
from search.choices import FACETS, FILTERS, Kind
from search.query import parse
from search.results import Hit
from search.selectors import search
from signatories.api import (
    HighlightsOut,
    MatchOut,
    Searched,
    SearchQuery,
    SignatoryRefOut,
    find,
    highlights_out,
    hit_text,
    matches_out,
    moved,
    searched,
)
from signatories.filters import MAX_VALUES
from signatories.projection import signatory_facts
from translations.api import TextOut, VersionOut, served_out, versions_out

router = Router(tags=["initiatives"])

SUGGESTIONS = 5


class InitiativeQuery(SearchQuery):
    """Filters; values of one are alternatives, different ones have to hold together."""

    written_in: list[LanguageCode] = Field(
        [], max_length=MAX_VALUES, description="Language of the original."
    )
    principle: list[str] = Field(
        [], max_length=MAX_VALUES, description="Code from `/api/v1/vocabulary/`."
    )
    action: list[str] = Field(
        [], max_length=MAX_VALUES, description="Code from `/api/v1/vocabulary/`."
    )
    group: list[str] = Field(
        [], max_length=MAX_VALUES, description="Code from `/api/v1/vocabulary/`."
    )
    year: list[str] = Field(
        [], max_length=MAX_VALUES, description="Any year in which it ran, e.g. `2026`."
    )
    signatory: list[str] = Field([], max_length=10, description="Key of a signatory.")
    sort: Literal["relevance", "newest", "country"] = Field(
        "relevance",
        description="Best match first means newest first where no word is looked for.",
    )


class InitiativeItemOut(Schema):
    """An initiative in a list.

    Attributes:
        id: stable for ever; `key` is the part of its address and may change.
        language: of title, summary and highlights; `languages` are those that exist,
            the original first.
        url: its page in the language asked for.
    """

    id: UUID
    key: str
    title: str
    summary: str
    url: str
    language: str
    languages: list[str]
    country: str
    place: str
    level: str
    signatory: SignatoryRefOut
    principles: list[str]
    actions: list[str]
    groups: list[str]
    starts_on: date
    ends_on: date | None
    image: ImageOut | None
    highlights: HighlightsOut
    matched_by: list[MatchOut]
    is_demo: bool
    text: TextOut


class InitiativeOut(Schema):
    """An initiative with its whole text.

    Attributes:
        body: block by block; `body_text` is the same without markup.
        partners, results, lessons: what came of it.
        is_good_practice: given by a moderator.
        published_at, updated_at: of the version served.
        labels: of all codes in this answer, in the language asked for.
    """

    id: UUID
    key: str
    title: str
    summary: str
    body: list[BlockOut]
    body_text: str
    partners: ParagraphOut
    results: ParagraphOut
    lessons: ParagraphOut
    links: list[LinkOut]
    url: str
    language: str
    languages: list[str]
    written_in: str
    country: str
    place: str
    level: str
    cost_band: str
    principles: list[str]
    actions: list[str]
    groups: list[str]
    starts_on: date
    ends_on: date | None
    is_ongoing: bool
    is_good_practice: bool
    signatory: SignatoryRefOut
    published_at: datetime | None
    updated_at: datetime | None
    versions: list[VersionOut]
    labels: list[LabelOut]
    is_demo: bool
    text: TextOut


class SuggestQuery(InLanguage):
    """What somebody is typing."""

    q: str = Field("", description="The words so far.")


class SuggestionOut(Schema):
    """Something to go to.

    Attributes:
        kind: `initiative`: the text is a title, the address its page.
        language: of the text.
    """

    text: str
    kind: str
    url: str
    language: str


@router.get(
    "/initiatives/",
    response=Searched[InitiativeItemOut],
    summary="Search the initiatives",
    openapi_extra={"x-example": "?q=school&country=AZ&country=FR&language=en"},
)
def initiative_list(
    request: HttpRequest, asked: Query[InitiativeQuery]
) -> Searched[InitiativeItemOut]:
    """Search and filter all public initiatives, whatever language they are written in."""
    found = find(asked, kind=Kind.INITIATIVE, names=FILTERS)
    items = [_item(request, hit, asked.language) for hit in found.hits]
    return Searched[InitiativeItemOut](**searched(found, items, asked, FACETS))


def _item(request: HttpRequest, hit: Hit, language: str) -> InitiativeItemOut:
    facts: Any = hit.facts
    image: Any = hit.version.card["image"]
    return InitiativeItemOut(
        id=hit.key,
        key=hit.slug,
        title=hit.version.title,
        summary=hit.version.summary,
        url=link(request, f"/{language}/initiatives/{hit.slug}/"),
        language=hit.version.language,
        languages=list(hit.languages),
        country=facts["country"],
        place=facts["place"],
        level=facts["level"],
        signatory=_signatory(request, facts["signatory"], language),
        principles=facts["principles"],
        actions=facts["actions"],
        groups=facts["groups"],
        starts_on=facts["starts_on"],
        ends_on=facts["ends_on"],
        image=ImageOut(**image | {"url": link(request, image["url"])})
        if image
        else None,
        highlights=highlights_out(hit),
        matched_by=matches_out(hit),
        is_demo=facts["is_demo"],
        text=hit_text(hit, language),
    )


def _signatory(
    request: HttpRequest, facts: dict[str, str], language: str
) -> SignatoryRefOut:
    url = link(request, f"/{language}/signatories/{facts['key']}/")
    return SignatoryRefOut(url=url, **facts)


# Before the address of one initiative, which would take `suggest` for a key.
@router.get(
    "/initiatives/suggest/",
    response=Listing[SuggestionOut],
    summary="Titles that begin with or contain what is typed",
    openapi_extra={"x-example": "?q=scho&language=en"},
)
def initiative_suggest(
    request: HttpRequest, asked: Query[SuggestQuery]
) -> Listing[SuggestionOut]:
    """At most five initiatives whose title has the words; none is a good answer, too."""
    query = parse(asked.q, language=asked.language, page_size=SUGGESTIONS)
    hits = search(query, kind=Kind.INITIATIVE).hits if query.has_words else ()
    items = [
        SuggestionOut(
            text=hit.version.title,
            kind=hit.kind,
            url=link(request, f"/{asked.language}/initiatives/{hit.slug}/"),
            language=hit.version.language,
        )
        for hit in hits
        if "<mark>" in hit.highlights.title
    ]
    return Listing[SuggestionOut](items=items, total=len(items))


@router.get(
    "/initiatives/{slug:key}/",
    response=InitiativeOut,
    summary="One initiative with its whole text",
    openapi_extra={"x-example": "?language=en"},
)
def initiative_detail(
    request: HttpRequest, key: str, asked: Query[InLanguage]
) -> InitiativeOut | HttpResponse:
    """The best real version for the language asked for, and which others there are."""
    found = initiative_public(key, asked.language)
    if found is None:
        raise Http404
    if found.slug != key:
        return moved(request, key, found.slug)
    return _initiative(request, found, asked.language)


def _initiative(
    request: HttpRequest, found: PublicInitiative, language: str
) -> InitiativeOut:
    page, served = found.page, found.served
    blocks = blocks_out(request, page.body)
    versions = versions_out(served, request)
    return InitiativeOut(
        id=found.key,
        key=found.slug,
        title=page.title,
        summary=page.summary,
        body=blocks,
        body_text="\n\n".join(block.text for block in blocks if block.text),
        partners=plain_out(page.partners),
        results=plain_out(page.results),
        lessons=plain_out(page.lessons),
        links=[link_out(block.value) for block in page.links],
        url=link(request, f"/{language}/initiatives/{found.slug}/"),
        language=served.language,
        languages=[version.language for version in versions],
        written_in=served.original_language,
        signatory=_signatory(request, signatory_facts(page.signatory), language),
        published_at=page.first_published_at,
        updated_at=page.last_published_at,
        versions=versions,
        is_good_practice=found.is_good_practice,
        is_demo=found.is_demo,
        text=served_out(served),
        **_facts(page, language),
    )


def _facts(page: InitiativePage, language: str) -> dict[str, Any]:
    return {
        "country": page.country_id,
        "place": page.place,
        "level": page.level,
        "cost_band": page.cost_band,
        "principles": page.principles,
        "actions": page.actions,
        "groups": page.groups,
        "starts_on": page.starts_on,
        "ends_on": page.ends_on,
        "is_ongoing": page.is_ongoing,
        "labels": labels_out(
            language,
            country=[page.country_id],
            level=[page.level],
            cost_band=[page.cost_band],
            principle=page.principles,
            action=page.actions,
            group=page.groups,
        ),
    }
