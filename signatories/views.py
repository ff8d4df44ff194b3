"""The list of signatories, the page of one, signing, checking a certificate."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt

from core import page_context
from core.current import current_language
from core.reports import Target, report_view
from core.versions import remember
from pact.models import CommitmentVersion
from pact.selectors import commitment_in
from search.choices import Kind
from search.lists import Asked, list_context, page_number
from search.offers import Beside, has_beside, offers_context, short_cards
from search.query import SearchQuery, parse
from search.selectors import recommended_hits, search
from signatories import selectors
from signatories.cards import signatory_cards
from signatories.filters import read_filters
from signatories.models import SignatoryIndexPage
from signatories.projection import name_language
from translations.selectors import index_page

FACETS = ("country", "profile")


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
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"/{language}/signatories/{found.slug}/")
    remember(request, found.served)
    context = {
        "signatory": found.signatory,
        "profile": found.profile,
        "served": found.served,
        "name_language": name_language(found.signatory),
        "is_demo_item": found.signatory.is_demo,
        "report_url": f"/{language}/signatories/{slug}/report/",
        **page_context.build(found.signatory, request),
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


def sign(request: HttpRequest) -> HttpResponse:
    """Say what is signed and how it is done today."""
    texts = commitment_in(current_language())
    context = {
        name: _commitment(text) if text else None for name, text in texts.items()
    }
    return render(request, "signatories/sign.html", context)


def _commitment(text: CommitmentVersion) -> dict[str, object]:
    return {
        "number": text.number,
        "language": text.language,
        # linebreaks escapes the text itself.
        "text_html": mark_safe(linebreaks(text.text, autoescape=True)),  # noqa: S308
        "hash": text.text_hash,
        "state": text.review_state,
    }


def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Say whether a certificate is valid; none has been issued yet."""
    context = {"number": number, "result": None, "noindex": True}
    return render(request, "signatories/verify.html", context)
