"""The list of signatories, the page of one, checking a certificate, the badge."""

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from core import page_context
from core.current import current_language
from core.reports import Target, report_view
from core.versions import remember
from search.choices import Kind
from search.lists import Asked, list_context, page_number
from search.offers import Beside, has_beside, offers_context, short_cards
from search.query import SearchQuery, parse
from search.selectors import recommended_hits, search
from search.stamps import one_look
from signatories import selectors
from signatories.cards import signatory_cards
from signatories.certificates import certificate_state
from signatories.filters import read_filters
from signatories.models import Signatory, SignatoryIndexPage, SignatoryProfile
from signatories.projection import name_language
from signatories.views.private import private, visitor
from translations.selectors import index_page

FACETS = ("country", "profile")


@one_look()
def signatory_list(request: HttpRequest) -> HttpResponse:
    """List and search signatories; forgives bad filters."""
    page, served = index_page(SignatoryIndexPage, current_language())
    remember(request, served)
    filters = read_filters(request.GET, FACETS)
    query = parse(
        request.GET.get("q", ""),
        language=current_language(),
        filters=filters.valid,
        sort=filters.sort,
        page=page_number(request),
    )
    found = search(query, kind=Kind.SIGNATORY)
    asked = Asked(query, filters.ignored, filters.sort)
    context = list_context(request, asked, found, signatory_cards(found.hits), FACETS)
    context |= {
        "page": page,
        "beside": _beside(query),
        **offers_context(request, asked, found, FACETS),
    }
    return render(request, "signatories/signatory_list.html", context)


def _beside(query: SearchQuery) -> Beside:
    """Return the signatories that editors recommend for these words."""
    if not has_beside(query):
        return Beside()
    return Beside(short_cards(recommended_hits(query, kind=Kind.SIGNATORY)))


def signatory_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a signatory with what it says of itself and what it does."""
    language = current_language()
    found = selectors.signatory_public(slug, language)
    if found is None:
        return _awaiting(request, slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"/{language}/signatories/{found.slug}/")
    remember(request, found.served)
    context = {
        **_page_context(request, found.signatory, found.profile),
        "served": found.served,
        "report_url": f"/{language}/signatories/{slug}/report/",
    }
    return render(request, "signatories/signatory_page.html", context)


def _page_context(
    request: HttpRequest, signatory: Signatory, profile: SignatoryProfile | None
) -> dict[str, Any]:
    return {
        "signatory": signatory,
        "profile": profile,
        "links": profile.links.split() if profile else [],
        "name_language": name_language(signatory),
        "is_demo_item": signatory.is_demo,
        "is_awaiting": False,
        "claim_url": f"{selectors.page_path(signatory, current_language())}claim/"
        if signatory.is_recorded
        else "",
        **page_context.build(signatory, request),
    }


def _awaiting(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what awaits confirmation to its people and to staff; 404 to all others."""
    user = visitor(request)
    found = selectors.signatory_page_of(user, slug) if user else None
    if user is None or found is None:
        raise Http404
    return _awaiting_page(request, *found)


@private
def _awaiting_page(
    request: HttpRequest, signatory: Signatory, profile: SignatoryProfile | None
) -> HttpResponse:
    context = {
        **_page_context(request, signatory, profile),
        "served": None,
        "report_url": "",
        "is_awaiting": True,
        "noindex": True,
    }
    return render(request, "signatories/signatory_page.html", context)


@csrf_exempt
def signatory_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Receive a report about a signatory, without account or e-mail."""
    language = current_language()
    found = selectors.signatory_public(slug, language)
    if found is None or found.slug != slug:
        raise Http404
    target = Target(
        kind=selectors.KIND,
        key=found.signatory.key,
        url=f"/{language}/signatories/{slug}/",
        title=found.signatory.official_name,
        language=name_language(found.signatory),
    )
    return report_view(request, target)


def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Say whether a certificate is valid, withdrawn or a demonstration."""
    signature = selectors.signature_by_number(number)
    context = {
        "number": number,
        "state": certificate_state(signature) if signature else "unknown",
        "signature": signature,
        "noindex": True,
    }
    if signature:
        context |= {
            "name_language": name_language(signature.signatory),
            "page_url": selectors.page_path(signature.signatory, current_language()),
        }
    return render(request, "signatories/verify.html", context)


def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the badge that a signatory shows on its own site."""
    found = selectors.signatory_public(slug, current_language())
    if found is None or found.slug != slug:
        raise Http404
    context = {"signatory": found.signatory}
    response = render(
        request, "signatories/badge.svg", context, content_type="image/svg+xml"
    )
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
