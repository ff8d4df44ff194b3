"""Claiming a page that staff recorded: anybody may ask, staff decide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from core.current import current_language
from signatories import selectors, services
from signatories.forms import ClaimForm
from signatories.models import ClaimLink, Signatory
from signatories.projection import name_language
from signatories.views.private import private
from signatories.views.signing import is_within_limits, link_over, sent


@csrf_exempt
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the page of a recorded signatory, without a link of staff."""
    found = selectors.signatory_public(slug, current_language())
    if found is None or found.slug != slug or not found.signatory.is_recorded:
        raise Http404
    return _claim(request, found.signatory, None)


@csrf_exempt
@private
def claim_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for it with the link that staff have handed over; opening changes nothing."""
    link = selectors.claim_link_by_token(token)
    if link is None:
        return link_over(request)
    return _claim(request, link.signatory, link)


def _claim(
    request: HttpRequest, signatory: Signatory, link: ClaimLink | None
) -> HttpResponse:
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not form.cleaned_data["trap"] and is_within_limits(request, email):
            services.claim_start(
                signatory=signatory,
                email=email,
                language=current_language(),
                claim=link,
            )
        return sent(request, email)
    context = {
        "signatory": signatory,
        "name_language": name_language(signatory),
        "form": form,
        "noindex": True,
    }
    status = 422 if form.errors else 200
    return render(request, "signatories/claim.html", context, status=status)
