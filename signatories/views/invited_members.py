"""What an invited member sees: begin to sign, or never be asked again.

Programs that look at the links of mails open pages and press nothing: opening one of
these pages changes nothing.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from core.current import current_language
from signatories import selectors, services
from signatories.exceptions import MemberInvitationError
from signatories.forms import MemberBeginForm
from signatories.models import MemberInvitation
from signatories.views.private import private
from signatories.views.signing import is_within_limits, link_over, sent


@csrf_exempt
@private
def member_invited(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites, and begin with what is known filled in."""
    if selectors.registration_by_token(token):
        return redirect(f"/{current_language()}/sign/{token}/")
    invitation = selectors.member_invitation_by_token(token)
    if invitation is None:
        return link_over(request)
    first = {"profile": invitation.profile, "email": invitation.email}
    is_sent = request.method == "POST"
    form = MemberBeginForm(request.POST if is_sent else None, initial=first)
    if is_sent and form.is_valid():
        return _begin(request, invitation, token, form)
    context = {
        "invitation": invitation,
        "form": form,
        "noindex": True,
    }
    status = 422 if form.errors else 200
    return render(request, "signatories/member_invited.html", context, status=status)


def _begin(
    request: HttpRequest,
    invitation: MemberInvitation,
    token: str,
    form: MemberBeginForm,
) -> HttpResponse:
    email = form.cleaned_data["email"]
    is_own = email.strip().lower() == invitation.email
    if not is_own and not is_within_limits(request, email):
        return sent(request, email)
    try:
        goes_on = services.member_begin(
            invitation=invitation,
            token=token,
            email=email,
            profile=form.cleaned_data["profile"],
            language=current_language(),
        )
    except MemberInvitationError:
        return redirect(request.path)
    if goes_on:
        return redirect(f"/{current_language()}/sign/{token}/")
    return sent(request, email)


@csrf_exempt
@private
def unwanted(request: HttpRequest, token: str) -> HttpResponse:
    """Promise never to write to an address again, by one button."""
    found = selectors.unwanted_by_token(token)
    if found is None:
        return link_over(request)
    pk, digest = found
    if request.method == "POST":
        services.member_decline(pk=pk, digest=digest)
    context = {"is_done": request.method == "POST", "noindex": True}
    return render(request, "signatories/member_unwanted.html", context)
