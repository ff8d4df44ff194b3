"""Initiatives for programs: search, one initiative, suggestions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from core.api import InLanguage, Listing, answered, link
from core.api_blocks import (
    blocks_out,
    link_out,
    plain_out,
)
from initiatives.api_schemas import (
    InitiativeItemOut,
    InitiativeOut,
    InitiativeQuery,
    SuggestionOut,
    SuggestQuery,
    UpdateOut,
)
from initiatives.models import InitiativePage
from initiatives.selectors import (
    PublicInitiative,
    initiative_public,
    updates_public,
)
from pact.api import labels_out
from search.choices import FACETS, FILTERS, Kind
from search.query import parse
from search.results import Hit
from search.stamps import one_look
from search.suggestions import suggestions
from signatories.api import SignatoryRefOut, moved
from signatories.api_search import Searched, Values, find, hit_values, searched
from signatories.projection import signatory_facts
from translations.api import served_out, versions_out

router = Router(tags=["initiatives"])


@router.get(
    "/initiatives/",
    response=Searched[InitiativeItemOut],
    summary="Search the initiatives",
    openapi_extra={"x-example": "?q=school&country=AZ&country=FR&language=en"},
)
def initiative_list(
    request: HttpRequest, asked: Query[InitiativeQuery]
) -> HttpResponse:
    """Search and filter all public initiatives, whatever language they are written in."""
    with one_look():
        found = find(asked, kind=Kind.INITIATIVE, names=FILTERS)
        home = link(request, f"/{asked.language}/")
        items = [_item(request, hit, asked.language, home) for hit in found.hits]
        return searched(found, items, asked, FACETS)


def _item(request: HttpRequest, hit: Hit, language: str, home: str) -> Values:
    """Return the fields of `InitiativeItemOut`; `home` is the reader's home page."""
    facts: Any = hit.facts
    image: Any = hit.version.card["image"]
    signatory: Any = facts["signatory"]
    return hit_values(hit, language) | {
        "title": hit.version.title,
        "url": f"{home}initiatives/{hit.slug}/",
        "country": facts["country"],
        "place": facts["place"],
        "level": facts["level"],
        "signatory": signatory | {"url": f"{home}signatories/{signatory['key']}/"},
        "principles": facts["principles"],
        "actions": facts["actions"],
        "groups": facts["groups"],
        "starts_on": facts["starts_on"],
        "ends_on": facts["ends_on"],
        "image": image and image | {"url": link(request, image["url"])},
        "is_demo": facts["is_demo"],
    }


# Before the address of one initiative, which would take `suggest` for a key.
@router.get(
    "/initiatives/suggest/",
    response=Listing[SuggestionOut],
    summary="What the words typed so far may become",
    openapi_extra={"x-example": "?q=scho&language=en"},
)
def initiative_suggest(
    request: HttpRequest, asked: Query[SuggestQuery]
) -> HttpResponse:
    """Titles, places, signatories and terms; none is a good answer, too."""
    with one_look():
        typed = parse(asked.q, language=asked.language)
        found = suggestions(typed, kind=asked.kind or "")
    items = [
        {
            "text": item.text,
            "kind": item.kind,
            "url": link(request, item.path),
            "language": item.language,
        }
        for item in found
    ]
    return answered({"items": items, "total": len(items)})


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
        updates=[
            UpdateOut(
                happened_on=item.happened_on, language=item.language, text=item.text
            )
            for item in updates_public(found.key)
        ],
        is_good_practice=found.is_good_practice,
        is_demo=found.is_demo,
        text=served_out(served),
        **_facts(page, language),
    )


def _signatory(
    request: HttpRequest, facts: dict[str, str], language: str
) -> SignatoryRefOut:
    url = link(request, f"/{language}/signatories/{facts['key']}/")
    return SignatoryRefOut(url=url, **facts)


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
