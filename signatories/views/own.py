"""What those who act for a signatory do with it: describe it, show the certificate."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.addresses import address_current
from core.current import current_language
from core.languages import BY_CODE, LANGUAGES
from core.locales import locale_id
from core.mail import absolute_url
from core.text import strip_markup
from core.versions import path_in
from signatories import reviews, services
from signatories.certificates import certificate_pdf, certificate_state
from signatories.exceptions import ReviewWaitsError
from signatories.forms import FactsForm, ProfileForm
from signatories.models import Membership, SignatoryProfile, Signature
from signatories.projection import name_language
from signatories.selectors import KIND, page_path
from signatories.services.members import may_bring_members
from signatories.views.colleagues import base, manager_view, member_view


@member_view
def overview(request: HttpRequest, own: Membership) -> HttpResponse:
    """Say what there is to look after: page, descriptions, colleagues, certificate."""
    signatory = own.signatory
    signature = Signature.objects.filter(signatory=signatory).first()
    slug = address_current(kind=KIND, key=signatory.key)
    language = current_language()
    profiles = signatory.profiles.select_related("locale").order_by("pk")
    context = {
        "signatory": signatory,
        "own": own,
        "may_bring_members": may_bring_members(signatory),
        "page_url": page_path(signatory, language),
        "profiles": list(profiles),
        "other_languages": _unwritten(list(profiles)),
        # In the signatory's own language first, then in the reader's.
        "certificates": [
            {"code": code, "url": path_in(f"{base(signatory)}certificate.pdf", code)}
            for code in dict.fromkeys([name_language(signatory), language])
            if signature is not None and signatory.is_public
        ],
        "badge": {
            "page": absolute_url(f"/{language}/signatories/{slug}/"),
            "image": absolute_url(f"/{language}/signatories/{slug}/badge.svg"),
            "path": f"/{language}/signatories/{slug}/badge.svg",
        }
        if signatory.is_public
        else None,
        "base": base(signatory),
        "noindex": True,
    }
    return render(request, "signatories/account/overview.html", context)


def _unwritten(profiles: list[SignatoryProfile]) -> list[dict[str, str]]:
    written = {profile.language for profile in profiles}
    return [
        {"code": item.code, "autonym": item.autonym}
        for item in LANGUAGES
        if item.code not in written
    ]


@member_view
def profile_language(request: HttpRequest, own: Membership) -> HttpResponse:
    """Lead to the description in the language chosen, without needing JavaScript."""
    code = request.GET.get("language", "")
    if code not in BY_CODE:
        raise Http404
    return redirect(f"{base(own.signatory)}profile/{code}/")


@member_view
def profile(request: HttpRequest, own: Membership, language: str) -> HttpResponse:
    """Write the description in a language: save it as a draft, or send it to review."""
    if language not in BY_CODE:
        raise Http404
    row = own.signatory.profiles.filter(locale_id=locale_id(language)).first()
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=_typed(row) if row else {},
        language=language,
    )
    if form.is_discarded:
        messages.success(request, _("Thrown away. Nothing of it is kept."))
        return redirect(base(own.signatory))
    if request.method == "POST" and form.is_valid():
        return _keep(request, own, language, form)
    context = {
        "signatory": own.signatory,
        "form": form,
        "language": BY_CODE[language],
        "is_live": bool(row and row.live),
        "base": base(own.signatory),
        "noindex": True,
    }
    status = 422 if form.errors else 200
    return render(request, "signatories/account/profile.html", context, status=status)


def _typed(row: SignatoryProfile) -> dict[str, Any]:
    draft = row.get_latest_revision_as_object()
    return {
        "summary": draft.summary,
        "description": _paragraphs(draft.description),
        "links": draft.links,
    }


def _paragraphs(html: str) -> str:
    """Return rich text as it would be typed: an empty line between paragraphs."""
    apart = re.sub(r"</(p|h[1-6]|ul|ol)>", r"</\1>\n\n", html)
    return re.sub(r"\n{2,}", "\n\n", strip_markup(apart))


def _keep(
    request: HttpRequest, own: Membership, language: str, form: ProfileForm
) -> HttpResponse:
    draft = services.profile_draft_save(
        signatory=own.signatory,
        language=language,
        user=own.user,
        texts={
            name: form.cleaned_data[name]
            for name in ("summary", "description", "links")
        },
        logo=form.cleaned_data["logo"],
    )
    if "submit" in request.POST:
        _send(request, own, draft)
    else:
        messages.success(request, _("Saved as a draft. Nobody else sees it yet."))
    return redirect(base(own.signatory))


def _send(request: HttpRequest, own: Membership, draft: SignatoryProfile) -> None:
    try:
        reviews.submit(draft, own.user)
    except ReviewWaitsError:
        text = _("Saved. The former text is being read; send this one after that.")
        messages.warning(request, text)
    else:
        text = _("Sent. The secretariat reads it before it appears.")
        messages.success(request, text)


@manager_view
def facts(request: HttpRequest, own: Membership) -> HttpResponse:
    """Change web site and contacts; these are private unless ticked."""
    form = FactsForm(request.POST or None, instance=own.signatory)
    if request.method == "POST" and form.is_valid():
        services.facts_save(
            signatory=own.signatory, user=own.user, facts=form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect(base(own.signatory))
    context = {
        "signatory": own.signatory,
        "form": form,
        "base": base(own.signatory),
        "noindex": True,
    }
    status = 422 if form.errors else 200
    return render(request, "signatories/account/facts.html", context, status=status)


@member_view
def certificate(request: HttpRequest, own: Membership) -> HttpResponse:
    """Hand out the certificate in the language of the address."""
    signature = (
        Signature.objects.filter(signatory=own.signatory)
        .select_related("signatory__country")
        .first()
    )
    if signature is None or certificate_state(signature) not in (
        "valid",
        "demonstration",
    ):
        raise Http404
    pdf = certificate_pdf(signature, current_language())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"pact-{signature.certificate_number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
