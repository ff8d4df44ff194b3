"""The search of initiatives, one initiative, and reporting one."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from core.current import current_language
from core.reports import Target, report_view
from core.versions import remember
from initiatives import selectors
from initiatives.cards import initiative_card
from initiatives.models import InitiativeIndexPage
from search.choices import FACETS, Kind
from search.lists import Asked, list_context, page_number
from search.offers import Beside, ShortCard, has_beside, offers_context, short_cards
from search.query import SearchQuery, parse
from search.selectors import beside, recommended_hits, search
from search.stamps import one_look
from search.unanswered import unanswered_note
from signatories.filters import read_filters
from translations.selectors import index_page


@one_look()
def initiative_list(request: HttpRequest) -> HttpResponse:
    """List and search initiatives; works without JavaScript and forgives bad filters."""
    page, served = index_page(InitiativeIndexPage, current_language())
    remember(request, served)
    filters = read_filters(request.GET)
    query = parse(
        request.GET.get("q", ""),
        language=current_language(),
        filters=filters.valid,
        sort=filters.sort,
        page=page_number(request),
    )
    found = search(query, kind=Kind.INITIATIVE)
    if query.is_plain and not found.total:
        unanswered_note(query)
    asked = Asked(query, filters.ignored, filters.sort)
    hits = [initiative_card(hit) for hit in found.hits]
    context = list_context(request, asked, found, hits, FACETS) | {
        "page": page,
        "beside": _beside(query),
        **offers_context(request, asked, found, FACETS),
    }
    return render(request, "initiatives/initiative_list.html", context)


def _beside(query: SearchQuery) -> Beside:
    """Return what editors recommend, then pages and signatories with the same words."""
    if not has_beside(query):
        return Beside()
    recommended = [
        hit for kind in Kind.values for hit in recommended_hits(query, kind=kind)
    ]
    known = {hit.key for hit in recommended}

    def others(kind: Kind) -> list[ShortCard]:
        return short_cards(
            hit for hit in beside(query, kind=kind) if hit.key not in known
        )

    return Beside(short_cards(recommended), others(Kind.PAGE), others(Kind.SIGNATORY))


def initiative_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an initiative in every language: translated, or the original, labelled."""
    language = current_language()
    found = selectors.initiative_public(slug, language)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"/{language}/initiatives/{found.slug}/")
    remember(request, found.served)
    context = selectors.page_context(found.page, language) | {
        "served": found.served,
        "versions": selectors.version_links(found.served),
        "report_url": f"/{language}/initiatives/{slug}/report/",
        "is_demo_item": found.is_demo,
        "is_good_practice": found.is_good_practice,
    }
    return render(request, "initiatives/initiative_page.html", context)


@csrf_exempt
def initiative_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Receive a report about an initiative, without account or e-mail."""
    language = current_language()
    found = selectors.initiative_public(slug, language)
    if found is None or found.slug != slug:
        raise Http404
    url = f"/{language}/initiatives/{slug}/"
    target = Target(
        selectors.KIND, found.key, url, found.page.title, found.served.language
    )
    return report_view(request, target)
