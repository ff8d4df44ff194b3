"""Signatories for programs; and how a searched list is read and answered."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from ninja import Field, Query, Router, Schema

from core.addresses import address_resolve
from core.api import (
    ImageOut,
    InLanguage,
    LabelOut,
    Listing,
    NotUnderstoodError,
    Paged,
    in_query,
    link,
)
from core.api_blocks import ParagraphOut, paragraph_out, picture_out
from core.labels import label
from core.languages import BY_CODE
from pact.api import labels_out
from search.choices import Kind
from search.exceptions import CursorError, PageTooDeepError
from search.figures import facet_counts
from search.query import parse
from search.results import Hit, SearchPage
from search.selectors import search
from signatories import selectors
from signatories.choices import Profile
from signatories.filters import MAX_VALUES, read_filters
from signatories.models import Signatory
from signatories.projection import name_language
from signatories.selectors import PublicSignatory
from translations.api import TextOut, VersionOut, served_out, text_out, versions_out

router = Router(tags=["signatories"])

FACETS: Final = ("country", "profile")
PROFILES: Final[dict[str, Any]] = {
    "items": {"type": "string", "enum": [*Profile.values]}
}


class SearchQuery(Paged):
    """What every searched list understands; repeated values are alternatives."""

    q: str = Field(
        "",
        description='Words, all of which are wanted; `"two words"` is a phrase, '
        "`-word` excludes.",
    )
    country: list[str] = Field(
        [],
        max_length=MAX_VALUES,
        description="ISO 3166-1 code of a member state, e.g. `AZ`.",
    )
    profile: list[str] = Field(
        [],
        max_length=MAX_VALUES,
        json_schema_extra=PROFILES,
        description="Kind of signatory.",
    )


class FacetValueOut(Schema):
    """How many results there would be with this value alone of its facet."""

    value: str
    label: str
    count: int


class HighlightsOut(Schema):
    """Texts of a result as safe HTML with `<mark>` only."""

    title: str
    summary: str
    body: str


class MatchOut(Schema):
    """Why something was found.

    Attributes:
        kind: `exact`, `lemma`, `stem`, `folded` or `concept`.
        code, label: of the term, when it was found by a term of the vocabulary.
    """

    kind: str
    code: str | None = None
    label: str | None = None


class ElsewhereOut(Schema):
    """Results that a language would add."""

    language: str
    count: int


class Searched[Item](Listing[Item]):
    """One page of a searched list.

    Attributes:
        page: its number; null when a cursor was followed.
        next_cursor: where the list goes on; null at its end.
        facets: counts of a facet ignore its own selection.
        suggestion: another spelling that would find more; null when there is none.
        engine: `elasticsearch` or `database`.
        notices: what was left out of the query, as sentences.
    """

    page: int | None
    page_size: int
    next_cursor: str | None
    facets: dict[str, list[FacetValueOut]]
    suggestion: str | None
    engine: str
    took_ms: int
    other_languages: list[ElsewhereOut]
    notices: list[str]


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


def find(asked: SearchQuery, *, kind: str, names: tuple[str, ...]) -> SearchPage:
    """Run a search that refuses what it does not understand.

    Args:
        asked: the parameters as they came.
        kind: a value of search.choices.Kind.
        names: the filters, each an attribute of `asked` with a list of values.

    Raises:
        NotUnderstoodError: a value, the page or the cursor means nothing.
    """
    given = QueryDict(mutable=True)
    for name in names:
        given.setlist(name, getattr(asked, name))
    filters = read_filters(given, names)
    if filters.ignored:
        raise NotUnderstoodError(
            in_query(name, f"no such value: {value}") for name, value in filters.ignored
        )
    query = parse(
        asked.q,
        language=asked.language,
        filters=filters.valid | _current_signatories(filters.valid),
        sort=getattr(asked, "sort", ""),
        page=asked.page,
        page_size=asked.page_size,
    )
    try:
        return search(query, kind=kind, cursor=asked.cursor or "")
    except CursorError as error:
        raise NotUnderstoodError([in_query("cursor", str(error))]) from error
    except PageTooDeepError as error:
        message = "beyond the first 10 000 hits; go on with `cursor` instead"
        raise NotUnderstoodError([in_query("page", message)]) from error


def _current_signatories(
    filters: dict[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Replace former addresses of signatories; one nobody may see is no signatory.

    Raises:
        NotUnderstoodError: there is no such public signatory.
    """
    if "signatory" not in filters:
        return {}
    found = [
        address_resolve(kind=selectors.KIND, slug=slug) for slug in filters["signatory"]
    ]
    slugs = {entry[0]: entry[1] for entry in found if entry}
    public = (
        Signatory.objects.public().filter(key__in=slugs).values_list("key", flat=True)
    )
    if set(slugs) != set(public):
        raise NotUnderstoodError([in_query("signatory", "no such signatory")])
    return {"signatory": tuple(slugs.values())}


def searched(
    found: SearchPage, items: list[Any], asked: SearchQuery, names: tuple[str, ...]
) -> dict[str, Any]:
    """Return the fields of `Searched` for one page; `names` are the facets to tell."""
    return {
        "items": items,
        "total": found.total,
        "page": found.page or None,
        "page_size": found.page_size,
        "next_cursor": found.next_cursor,
        "facets": {
            name: [
                FacetValueOut(
                    value=value,
                    label=_facet_label(name, value, asked.language),
                    count=count,
                )
                for value, count in found.facets.get(name, ())
            ]
            for name in names
        },
        "suggestion": None,
        "engine": found.engine,
        "took_ms": found.took_ms,
        "other_languages": [],
        "notices": list(found.notices),
    }


def _facet_label(name: str, value: str, language: str) -> str:
    if name == "written_in":
        return BY_CODE[value].autonym
    return label(name, value, language)


def highlights_out(hit: Hit) -> HighlightsOut:
    """Describe the highlights of a hit."""
    return HighlightsOut(
        title=str(hit.highlights.title),
        summary=str(hit.highlights.summary),
        body=str(hit.highlights.body),
    )


def matches_out(hit: Hit) -> list[MatchOut]:
    """Describe why a hit was found."""
    return [MatchOut(kind=kind) for kind in hit.matched_by]


def hit_text(hit: Hit, asked: str) -> TextOut:
    """Describe the text of a hit for somebody who asked for the language `asked`."""
    return text_out(asked, hit.version.language, str(hit.version.card["state"]))


@router.get(
    "/signatories/",
    response=Searched[SignatoryItemOut],
    summary="Signatories of the Pact",
    openapi_extra={"x-example": "?country=AZ&language=az"},
)
def signatory_list(
    request: HttpRequest, asked: Query[SearchQuery]
) -> Searched[SignatoryItemOut]:
    """List and search the signatories that the secretariat has confirmed."""
    found = find(asked, kind=Kind.SIGNATORY, names=FACETS)
    counts = facet_counts(
        kind=Kind.INITIATIVE, name="signatory", values=[hit.slug for hit in found.hits]
    )
    items = [
        _item(request, hit, asked.language, counts.get(hit.slug, 0))
        for hit in found.hits
    ]
    return Searched[SignatoryItemOut](**searched(found, items, asked, FACETS))


def _item(
    request: HttpRequest, hit: Hit, language: str, initiatives: int
) -> SignatoryItemOut:
    facts: Any = hit.facts
    return SignatoryItemOut(
        id=hit.key,
        key=hit.slug,
        name=facts["name"],
        latin_name=facts["latin_name"],
        name_language=facts["name_language"],
        profile=facts["profile"],
        profile_label=label("profile", facts["profile"], language),
        country=facts["country"],
        region=facts["region"],
        summary=hit.version.summary,
        signed_on=facts["signed_on"],
        initiatives=initiatives,
        url=link(request, f"/{language}/signatories/{hit.slug}/"),
        language=hit.version.language,
        languages=list(hit.languages),
        highlights=highlights_out(hit),
        matched_by=matches_out(hit),
        is_demo=facts["is_demo"],
        text=hit_text(hit, language),
    )


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
