"""Staff record earlier signatories from a list, and hand out links to claim the pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from core.mail import absolute_url
from signatories import services
from signatories.admin_views import staff_only
from signatories.exceptions import TransitionError
from signatories.forms import ClaimLinkForm, ListForm
from signatories.list_checks import EARLIER_COLUMNS, check_earlier
from signatories.models import Signatory
from signatories.views.lists import CheckedList, checked_list

LIST = "wagtailsnippets_signatories_signatory:list"


def earlier(request: HttpRequest) -> HttpResponse:
    """Check a list of earlier signatories, show every row, and record what is right."""
    user = staff_only(request)
    found = CheckedList(ListForm(), [], [])
    if request.method == "POST":
        found = checked_list(request, check_earlier)
        if found.is_to_act and _record(request, found, user):
            return redirect(LIST)
    context = {
        **found.context(),
        "columns": ", ".join(EARLIER_COLUMNS),
        "list_url": reverse(LIST),
    }
    wrong = found.form.errors or found.has_changed
    return render(
        request,
        "signatories/admin/earlier.html",
        context,
        status=422 if wrong else 200,
    )


def _record(request: HttpRequest, found: CheckedList, user: User) -> bool:
    """Record the rows taken; False when the list has to be shown again."""
    created = services.earlier_import(
        rows=[row.values for row in found.taken], actor=user
    )
    if not created and not any(row.is_there for row in found.rows):
        messages.error(request, _("Nothing was recorded: no line is without a fault."))
        return False
    left_out = sum(bool(row.errors or row.doubts) for row in found.rows) - (
        sum(row.is_doubtful for row in found.taken)
    )
    text = ngettext(
        "%(number)d signatory was recorded.",
        "%(number)d signatories were recorded.",
        len(created),
    )
    parts = [text % {"number": len(created)}]
    if left_out:
        text = ngettext(
            "%(number)d line was left out.", "%(number)d lines were left out.", left_out
        )
        parts.append(text % {"number": left_out})
    messages.success(request, " ".join(parts))
    return True


@require_POST
def claim_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a claim link, which is shown once or mailed; or take it back."""
    user = staff_only(request)
    signatory = get_object_or_404(Signatory, pk=pk)
    if request.POST.get("verb") == "close":
        services.claim_link_close(signatory=signatory, actor=user)
        messages.success(request, _("The link works no longer."))
        return redirect("signatory-status", pk=pk)
    form = ClaimLinkForm(request.POST)
    if not form.is_valid():
        text = " ".join(
            str(error) for errors in form.errors.values() for error in errors
        )
        messages.error(request, text)
        return redirect("signatory-status", pk=pk)
    email, language = form.cleaned_data["email"], form.cleaned_data["language"]
    try:
        token = services.claim_link_make(
            signatory=signatory, actor=user, email=email, language=language
        )
    except TransitionError:
        messages.error(request, _("This entry has been claimed, or is not public."))
        return redirect("signatory-status", pk=pk)
    if email:
        messages.success(request, _("The link is on its way."))
        return redirect("signatory-status", pk=pk)
    context = {
        "signatory": signatory,
        "url": absolute_url(f"/{language}/sign/claim/{token}/"),
    }
    response = render(request, "signatories/admin/claim_link.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
