"""What staff do with a signatory in the Wagtail admin: status, people, doubles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from core.languages import DEFAULT
from core.private_files import private_answer
from signatories import services
from signatories.choices import MembershipRole, RequestState
from signatories.exceptions import ColleagueError, TransitionError
from signatories.forms import (
    ClaimLinkForm,
    InvitationForm,
    MergeForm,
    StatusForm,
    invitation_refusal,
)
from signatories.models import JoinRequest, Signatory, Signature
from signatories.selectors import doubles_of


def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the log and take the next step of the lifecycle."""
    user = staff_only(request)
    signatory = get_object_or_404(Signatory, pk=pk)
    form = StatusForm(request.POST or None, signatory=signatory)
    if request.method == "POST" and form.is_valid():
        try:
            services.signatory_transition(
                signatory=signatory,
                verb=form.cleaned_data["verb"],
                actor=user,
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
        "public_facts": _labelled(signatory.public_facts),
        "pending_facts": _labelled(signatory.pending_facts),
        "invitation_form": InvitationForm(initial={"role": MembershipRole.MANAGER}),
        "events": signatory.events.select_related("actor"),
        "signatures": signatory.signatures.all(),
        "requests": signatory.join_requests.filter(
            state=RequestState.OPEN
        ).select_related("user", "claim"),
        **_claim_context(signatory),
        "doubles": _doubles(signatory),
        "list_url": reverse("wagtailsnippets_signatories_signatory:list"),
    }
    return render(request, "signatories/admin/status.html", context)


def _labelled(facts: dict[str, str]) -> list[dict[str, Any]]:
    """Return web site and contacts with the names of their fields."""
    labels = {field.name: field.verbose_name for field in Signatory._meta.fields}
    return [
        {"name": name, "label": labels[name], "text": text}
        for name, text in facts.items()
    ]


def staff_only(request: HttpRequest) -> User:
    """Let in who may change signatories.

    Raises:
        PermissionDenied: for anybody else.
    """
    user = request.user
    if not isinstance(user, User) or not user.has_perm("signatories.change_signatory"):
        raise PermissionDenied
    return user


def _claim_context(signatory: Signatory) -> dict[str, object]:
    """Return what the status page shows about claiming."""
    if not signatory.is_recorded:
        return {"claim_form": None, "claim_link": None}
    language = signatory.recorded_language or DEFAULT
    return {
        "claim_form": ClaimLinkForm(initial={"language": language}),
        "claim_link": signatory.claim_links.filter(closed_at=None).first(),
    }


def _doubles(signatory: Signatory) -> list[Signatory]:
    """Return other entries that look the same; staff decide."""
    names = ("country_id", "official_name", "latin_name", "place", "official_code")
    fields = {name: getattr(signatory, name) for name in (*names, "geoname_id")}
    found = doubles_of(signatory.profile, fields)
    return [item for item in found if item.pk != signatory.pk]


@require_POST
def join_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or refuse somebody who asked to join a signatory."""
    user = staff_only(request)
    asked = get_object_or_404(JoinRequest.objects.select_related("signatory"), pk=pk)
    try:
        services.join_decide(
            request=asked,
            is_accepted=request.POST.get("verb") == "accept",
            actor=user,
        )
    except ColleagueError:
        messages.error(request, _("Somebody else has answered already."))
    return redirect("signatory-status", pk=asked.signatory_id)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a signatory that nobody looks after any more new people."""
    user = staff_only(request)
    signatory = get_object_or_404(Signatory, pk=pk)
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            services.colleague_invite(
                signatory=signatory, actor=user, **form.cleaned_data
            )
            messages.success(request, _("The invitation is on its way."))
        except ColleagueError as error:
            messages.error(request, invitation_refusal(error))
    else:
        messages.error(request, " ".join(map(str, form.errors.get("email", []))))
    return redirect("signatory-status", pk=pk)


@require_POST
def fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the web site or contact that waits, or let it go."""
    user = staff_only(request)
    is_decided = services.fact_decide(
        signatory=get_object_or_404(Signatory, pk=pk),
        name=request.POST.get("name", ""),
        text=request.POST.get("text", ""),
        is_published=request.POST.get("verb") == "publish",
        actor=user,
    )
    if not is_decided:
        messages.error(request, _("It has been changed or answered meanwhile."))
    return redirect("signatory-status", pk=pk)


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another entry of the same authority go into this one."""
    user = staff_only(request)
    signatory = get_object_or_404(Signatory, pk=pk)
    form = MergeForm(request.POST or None, signatory=signatory)
    if request.method == "POST" and form.is_valid():
        try:
            services.signatory_merge(
                kept=signatory,
                gone=form.cleaned_data["other"],
                actor=user,
                reason=form.cleaned_data["reason"],
            )
        except TransitionError:
            messages.error(request, _("These two cannot be merged. Look again."))
        else:
            messages.success(request, _("The two entries are one now."))
        return redirect("signatory-status", pk=pk)
    context = {"signatory": signatory, "form": form}
    return render(request, "signatories/admin/merge.html", context)


def decision(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the decision that came with a signature."""
    staff_only(request)
    signature = get_object_or_404(Signature, pk=pk)
    if not signature.decision:
        raise Http404
    name = f"decision-{signature.certificate_number}.pdf"
    return private_answer(signature.decision, name=name)
