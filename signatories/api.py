"""Signatories for programs."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from ninja import Query, Router, Schema

from core.api import (
    ImageOut,
    InLanguage,
    LabelOut,
    link,
)
from core.api_blocks import ParagraphOut, paragraph_out, picture_out
from core.labels import label
from pact.api import labels_out
from search.choices import Kind
from search.figures import facet_counts
from search.results import Hit
from signatories import selectors
from signatories.api_search import (
    HighlightsOut,
    MatchOut,
    Searched,
    SearchQuery,
    Values,
    find,
    hit_values,
    searched,
)
from signatories.projection import name_language
from signatories.selectors import PublicSignatory
from translations.api import TextOut, VersionOut, served_out, versions_out

router = Router(tags=["signatories"])

FACETS: Final = ("country", "profile")


class SignatoryRefOut(Schema):
    """A signatory as other answers name it."""

    key: str
    name: str
    latin_name: str
    profile: str
    country: str
    language: str
    url: str


class SignatoryItemOut(Schema):
    """A signatory in a list.

    Attributes:
        id: stable for ever; `key` is the part of its address and may change.
        name: in its own script and language (`name_language`).
        signed_on: day of the first signature.
        recorded_from: where staff read that it signed, in words or as a web address;
            "" for whoever signed on the portal.
        initiatives: how many of its initiatives are public.
    """

    id: UUID
    key: str
    name: str
    latin_name: str
    name_language: str
    profile: str
    profile_label: str
    country: str
    region: str
    summary: str
    signed_on: date | None
    recorded_from: str
    initiatives: int
    url: str
    language: str
    languages: list[str]
    highlights: HighlightsOut
    matched_by: list[MatchOut]
    is_demo: bool
    text: TextOut


class CommitmentOut(Schema):
    """Which wording was signed; the hash is the SHA-256 of its text."""

    number: int
    language: str
    text_hash: str


class SignatoryOut(Schema):
    """A signatory with what it says of itself.

    Attributes:
        recorded_from: as in the list; `commitment` is null for a recorded signature.
        description: null while it has not described itself; `text` is null then, too.
        initiatives_url: where its initiatives are listed for programs.
    """

    id: UUID
    key: str
    name: str
    latin_name: str
    name_language: str
    profile: str
    country: str
    region: str
    official_code: str
    population_band: str
    member_count: int | None
    website: str
    signed_on: date | None
    recorded_from: str
    commitment: CommitmentOut | None
    summary: str
    description: ParagraphOut | None
    logo: ImageOut | None
    initiatives: int
    initiatives_url: str
    url: str
    versions: list[VersionOut]
    labels: list[LabelOut]
    is_demo: bool
    text: TextOut | None


@router.get(
    "/signatories/",
    response=Searched[SignatoryItemOut],
    summary="Signatories of the Pact",
    openapi_extra={"x-example": "?country=AZ&language=az"},
)
def signatory_list(request: HttpRequest, asked: Query[SearchQuery]) -> HttpResponse:
    """List and search the signatories that the secretariat has confirmed or recorded."""
    found = find(asked, kind=Kind.SIGNATORY, names=FACETS)
    counts = facet_counts(
        kind=Kind.INITIATIVE, name="signatory", values=[hit.slug for hit in found.hits]
    )
    items = [
        _item(request, hit, asked.language, counts.get(hit.slug, 0))
        for hit in found.hits
    ]
    return searched(found, items, asked, FACETS)


def _item(request: HttpRequest, hit: Hit, language: str, initiatives: int) -> Values:
    """Return the fields of `SignatoryItemOut`."""
    facts: Any = hit.facts
    return hit_values(hit, language) | {
        "name": facts["name"],
        "latin_name": facts["latin_name"],
        "name_language": facts["name_language"],
        "profile": facts["profile"],
        "profile_label": label("profile", facts["profile"], language),
        "country": facts["country"],
        "region": facts["region"],
        "signed_on": facts["signed_on"],
        "recorded_from": facts.get("recorded_from", ""),
        "initiatives": initiatives,
        "url": link(request, f"/{language}/signatories/{hit.slug}/"),
        "is_demo": facts["is_demo"],
    }


@router.get(
    "/signatories/{slug:key}/",
    response=SignatoryOut,
    summary="One signatory",
    openapi_extra={"x-example": "?language=en"},
)
def signatory_detail(
    request: HttpRequest, key: str, asked: Query[InLanguage]
) -> SignatoryOut | HttpResponse:
    """Everything public about a signatory; people who act for it are no part of it."""
    found = selectors.signatory_public(key, asked.language)
    if found is None:
        raise Http404
    if found.slug != key:
        return moved(request, key, found.slug)
    return _signatory(request, found, asked.language)


def moved(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Lead from a former key to the current one, with the same parameters."""
    path = f"{request.path.removesuffix(f'{key}/')}{slug}/"
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _signatory(
    request: HttpRequest, found: PublicSignatory, language: str
) -> SignatoryOut:
    row, profile, served = found.signatory, found.profile, found.served
    commitment = row.commitment
    counts = facet_counts(kind=Kind.INITIATIVE, name="signatory", values=[found.slug])
    return SignatoryOut(
        id=row.key,
        key=found.slug,
        name=row.official_name,
        latin_name=row.latin_name,
        name_language=name_language(row),
        profile=row.profile,
        country=row.country_id,
        region=row.region,
        official_code=row.official_code,
        population_band=row.population_band,
        member_count=row.member_count or None,
        website=row.website,
        signed_on=row.signed_on,
        recorded_from=row.recorded_source,
        commitment=CommitmentOut.model_validate(commitment, from_attributes=True)
        if commitment
        else None,
        summary=profile.summary if profile else "",
        description=paragraph_out(profile.description) if profile else None,
        logo=picture_out(request, profile.logo) if profile else None,
        initiatives=counts.get(found.slug, 0),
        initiatives_url=link(request, f"/api/v1/initiatives/?signatory={found.slug}"),
        url=link(request, f"/{language}/signatories/{found.slug}/"),
        versions=versions_out(served, request) if served else [],
        labels=labels_out(
            language,
            country=[row.country_id],
            profile=[row.profile],
            population_band=[row.population_band],
        ),
        is_demo=row.is_demo,
        text=served_out(served) if served else None,
    )
