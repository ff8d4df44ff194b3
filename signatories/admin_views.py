"""Staff's view of a signatory's status and log in the Wagtail admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from signatories.exceptions import TransitionError
from signatories.forms import StatusForm
from signatories.models import Signatory
from signatories.services import signatory_transition


def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the log and take the next step of the lifecycle."""
    if not isinstance(request.user, User) or not request.user.has_perm(
        "signatories.change_signatory"
    ):
        raise PermissionDenied
    signatory = get_object_or_404(Signatory, pk=pk)
    form = StatusForm(request.POST or None, signatory=signatory)
    if request.method == "POST" and form.is_valid():
        try:
            signatory_transition(
                signatory=signatory,
                verb=form.cleaned_data["verb"],
                actor=request.user,
                reason=form.cleaned_data["reason"],
            )
        except TransitionError:
            messages.error(
                request, _("Somebody else changed the status meanwhile. Look again.")
            )
        else:
            text = _("%(name)s: %(status)s.")
            values = {"name": signatory, "status": signatory.get_status_display()}
            messages.success(request, text % values)
        return redirect("signatory-status", pk=pk)
    context = {
        "signatory": signatory,
        "form": form,
        "events": signatory.events.select_related("actor"),
        "list_url": reverse("wagtailsnippets_signatories_signatory:list"),
    }
    return render(request, "signatories/admin/status.html", context)
