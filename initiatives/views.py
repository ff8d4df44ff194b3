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
from search.query import parse
from search.selectors import search
from signatories.filters import read_filters
from translations.selectors import index_page


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
    asked = Asked(query, filters.ignored, filters.sort)
    hits = [initiative_card(hit) for hit in found.hits]
    context = list_context(request, asked, found, hits, FACETS)
    return render(request, "initiatives/initiative_list.html", {"page": page} | context)


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
