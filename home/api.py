"""The structural pages for programs."""

from collections.abc import Callable
from typing import Any, Final, Literal

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from core.api import InLanguage, Listing, link
from core.api_blocks import (
    BlockOut,
    ParagraphOut,
    blocks_out,
    paragraph_out,
    plain_out,
)
from core.languages import BY_CODE
from core.models import EditorialPage
from core.shared_values.pages import with_values
from home.models import ContentPage, HomePage
from home.projection import PAGE_TYPES
from initiatives.models import InitiativeIndexPage
from pact.api import ConventionPageOut, PactOut, convention_out, pact_out
from pact.models import ConventionPage, PactPage
from search.choices import Kind
from search.query import MAX_PAGE_SIZE, parse
from search.results import Hit
from search.selectors import search
from signatories.api_search import hit_text
from signatories.models import SignatoryIndexPage
from translations.api import TextOut, served_out, versions_out
from translations.selectors import page_key, page_served, page_versions

router = Router(tags=["pages"])

PageType = Literal[
    "home", "pact", "convention", "content", "initiatives", "signatories"
]


class ReasonOut(Schema):
    """Why towns act; a figure has its source."""

    figure: str
    text: str
    source: str


class HomeOut(Schema):
    """What the first page says."""

    type: Literal["home"]
    intro: ParagraphOut
    why: list[ReasonOut]
    call_title: str
    call_text: ParagraphOut


class ContentOut(Schema):
    """Running text."""

    type: Literal["content"]
    body: list[BlockOut]
    body_text: str


class IndexOut(Schema):
    """A page above a list; the list has an address of its own."""

    type: Literal["initiatives", "signatories"]
    list_url: str


PageContent = HomeOut | PactOut | ConventionPageOut | ContentOut | IndexOut


class PageOut(Schema):
    """A page of the portal.

    Attributes:
        path: its address without language and host, `""` for the first page; the same
            in all languages.
        languages: those in which it really exists, the original first.
        content: its whole text; null in the list of all pages.
    """

    type: PageType
    path: str
    url: str
    title: str
    lead: str
    language: str
    languages: list[str]
    text: TextOut
    content: PageContent | None = Field(None, discriminator="type")


class PageQuery(InLanguage):
    """Which pages: all, those of a type, or the one at a path."""

    path: str | None = Field(
        None,
        max_length=255,
        pattern=r"^[A-Za-z0-9_/-]*$",
        description="Address of one page without language, e.g. `pact`; `/` is the "
        "first page.",
    )
    type: PageType | None = Field(None, description="Type of page.")


@router.get(
    "/pages/",
    response=Listing[PageOut],
    summary="The pages of the portal",
    openapi_extra={"x-example": "?path=pact&language=az", "x-missing": True},
)
def pages(request: HttpRequest, asked: Query[PageQuery]) -> Listing[PageOut]:
    """All pages without their text; with `path` the one page there with its whole text."""
    if asked.path is None:
        items = [
            _listed(request, hit, asked.language) for hit in _all_pages(asked.language)
        ]
    else:
        items = [_whole(request, _bare(asked.path), asked.language)]
    if asked.type:
        items = [item for item in items if item.type == asked.type]
    items.sort(key=lambda item: item.path)
    return Listing[PageOut](items=items, total=len(items))


def _bare(path: str) -> str:
    """Return a path without its outer slashes and without a language in front."""
    first, _, rest = path.strip("/").partition("/")
    return rest if first in BY_CODE else path.strip("/")


def _all_pages(language: str) -> list[Hit]:
    """Return every structural page; editors write tens of them, not thousands."""
    hits: list[Hit] = []
    cursor: str | None = ""
    while cursor is not None:
        query = parse("", language=language, page_size=MAX_PAGE_SIZE)
        found = search(query, kind=Kind.PAGE, cursor=cursor)
        hits += found.hits
        cursor = found.next_cursor
    return hits


def _listed(request: HttpRequest, hit: Hit, language: str) -> PageOut:
    facts: Any = hit.facts
    path = _bare(hit.version.url)
    return PageOut(
        type=facts["type"],
        path=path,
        url=_url(request, language, path),
        title=hit.version.title,
        lead=hit.version.summary,
        language=hit.version.language,
        languages=list(hit.languages),
        text=hit_text(hit, language),
        content=None,
    )


def _url(request: HttpRequest, language: str, path: str) -> str:
    return link(request, f"/{language}/{path}/" if path else f"/{language}/")


def _whole(request: HttpRequest, path: str, language: str) -> PageOut:
    """Return the page at a path in the best real version.

    Raises:
        Http404: nothing stands there, or something that is no structural page.
    """
    key = page_key(f"{path}/" if path else "", language)
    found = page_versions(key) if key else {}
    if not found:
        raise Http404
    served = page_served(language, found)
    version = found[served.language]
    model = ContentType.objects.get_for_id(version.content_type_id).model_class()
    if model not in PAGE_TYPES:
        raise Http404
    page = with_values(model.objects.get(pk=version.page_id), served.language)
    type_name: Any = PAGE_TYPES[model][0]
    return PageOut(
        type=type_name,
        path=path,
        url=_url(request, language, path),
        title=page.title,
        lead=page.lead,
        language=served.language,
        languages=[item.language for item in versions_out(served, request)],
        text=served_out(served),
        content=_CONTENTS[model](page, request),
    )


def _home(page: HomePage, request: HttpRequest) -> HomeOut:
    return HomeOut(
        type="home",
        intro=paragraph_out(page.intro),
        why=[ReasonOut(**block.value) for block in page.why],
        call_title=page.call_title,
        call_text=plain_out(page.call_text),
    )


def _content(page: ContentPage, request: HttpRequest) -> ContentOut:
    blocks = blocks_out(request, page.body)
    text = "\n\n".join(block.text for block in blocks if block.text)
    return ContentOut(type="content", body=blocks, body_text=text)


def _initiatives(page: InitiativeIndexPage, request: HttpRequest) -> IndexOut:
    return IndexOut(type="initiatives", list_url=link(request, "/api/v1/initiatives/"))


def _signatories(page: SignatoryIndexPage, request: HttpRequest) -> IndexOut:
    return IndexOut(type="signatories", list_url=link(request, "/api/v1/signatories/"))


_CONTENTS: Final[
    dict[type[EditorialPage], Callable[[Any, HttpRequest], PageContent]]
] = {
    HomePage: _home,
    PactPage: pact_out,
    ConventionPage: convention_out,
    ContentPage: _content,
    InitiativeIndexPage: _initiatives,
    SignatoryIndexPage: _signatories,
}
