"""Colleagues of a signatory, for those who act for it; invitations; "still you?"."""

from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.exceptions import AddressKnownError
from accounts.models import User
from accounts.services import account_open, address_verified
from core.current import current_language
from signatories import selectors, services
from signatories.choices import RequestState
from signatories.exceptions import ColleagueError, LastManagerError, NotConfirmedError
from signatories.forms import (
    NOT_YET,
    InvitationForm,
    InvitedForm,
    RoleForm,
    invitation_refusal,
)
from signatories.models import Membership, Signatory
from signatories.views.private import personal, private, visitor


class MemberView(Protocol):
    """A view of somebody who acts for a signatory."""

    def __call__(
        self, request: HttpRequest, own: Membership, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Answer the member."""


def member_view(view: MemberView, *, is_for_managers: bool = False) -> Any:
    """Let those in who act for the signatory; 404 to all others.

    Contributors get 404 where only managers have something to do.
    """

    @personal
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        own = _own(request.user, key)
        if own is None or (is_for_managers and not own.is_manager):
            raise Http404
        return view(request, own, **kwargs)

    return answer


def manager_view(view: MemberView) -> Any:
    """Let managers alone in."""
    return member_view(view, is_for_managers=True)


def _own(user: Any, key: UUID) -> Membership | None:
    if not isinstance(user, User):
        return None
    signatory = selectors.signatory_of_member(user, key)
    standing = signatory and signatory.status in selectors.STANDING
    return selectors.membership_of(user, signatory) if signatory and standing else None


def base(signatory: Signatory) -> str:
    """Return the address below which a signatory is looked after."""
    return f"/{current_language()}/account/signatories/{signatory.key}/"


def _back(signatory: Signatory) -> HttpResponse:
    return redirect(f"{base(signatory)}colleagues/")


@member_view
def colleagues(request: HttpRequest, own: Membership) -> HttpResponse:
    """List colleagues, invitations and requests; managers invite here."""
    is_sent = request.method == "POST" and own.is_manager
    form = InvitationForm(
        request.POST if is_sent else None, initial={"language": current_language()}
    )
    if is_sent and form.is_valid() and _invite(request, own, form):
        return _back(own.signatory)
    return _list(request, own, form)


def _invite(request: HttpRequest, own: Membership, form: InvitationForm) -> bool:
    try:
        services.colleague_invite(
            signatory=own.signatory, actor=own.user, **form.cleaned_data
        )
    except ColleagueError as error:
        # Before the confirmation the page has no field to which an error could lead.
        field = None if isinstance(error, NotConfirmedError) else "email"
        form.add_error(field, invitation_refusal(error))
        return False
    messages.success(request, _("The invitation is on its way."))
    return True


def _list(request: HttpRequest, own: Membership, form: InvitationForm) -> HttpResponse:
    signatory = own.signatory
    invitations = signatory.invitations.filter(accepted_at=None, closed_at=None)
    context = {
        "signatory": signatory,
        "own": own,
        "memberships": Membership.objects.filter(signatory=signatory).select_related(
            "user"
        ),
        "invitations": invitations if own.is_manager else [],
        "requests": signatory.join_requests.filter(
            state=RequestState.OPEN
        ).select_related("user")
        if own.is_manager
        else [],
        "now": timezone.now(),
        "form": form,
        "not_yet": "" if _may_invite(own) else NOT_YET,
        "base": base(signatory),
        "noindex": True,
    }
    status = 422 if form.errors else 200
    return render(
        request, "signatories/account/colleagues.html", context, status=status
    )


def _may_invite(own: Membership) -> bool:
    """Whether the form is of use; before the confirmation it is to staff alone."""
    return own.signatory.is_public or own.user.has_perm("signatories.change_signatory")


def _colleague(own: Membership, pk: int) -> Membership:
    rows = Membership.objects.select_related("user", "signatory")
    return get_object_or_404(rows, pk=pk, signatory=own.signatory)


@require_POST
@member_view
def colleague_change(request: HttpRequest, own: Membership, pk: int) -> HttpResponse:
    """Change the role, hand over or remove; anybody may remove oneself."""
    membership = _colleague(own, pk)
    verb = request.POST.get("verb", "")
    if not own.is_manager and not (verb == "remove" and membership.pk == own.pk):
        raise Http404
    try:
        _change(own, membership, verb, request)
    except LastManagerError:
        messages.error(
            request,
            _("Somebody has to be manager. Make another person manager first."),
        )
    if not selectors.membership_of(own.user, own.signatory):
        return redirect(f"/{current_language()}/account/")
    return _back(own.signatory)


def _change(
    own: Membership, membership: Membership, verb: str, request: HttpRequest
) -> None:
    if verb == "remove":
        services.colleague_remove(membership=membership, actor=own.user)
    elif verb == "hand-over" and membership.pk != own.pk:
        services.colleague_hand_over(giver=own, to=membership, actor=own.user)
    elif verb == "role":
        form = RoleForm(request.POST)
        if form.is_valid():
            role = form.cleaned_data["role"]
            services.colleague_role(membership=membership, role=role, actor=own.user)


@require_POST
@manager_view
def invitation_close(request: HttpRequest, own: Membership, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(own.signatory.invitations, pk=pk)
    services.invitation_close(invitation=invitation, actor=own.user)
    return _back(own.signatory)


@require_POST
@manager_view
def join_decide(request: HttpRequest, own: Membership, pk: int) -> HttpResponse:
    """Accept or refuse somebody who asked to join."""
    asked = get_object_or_404(own.signatory.join_requests, pk=pk)
    try:
        services.join_decide(
            request=asked,
            is_accepted=request.POST.get("verb") == "accept",
            actor=own.user,
        )
    except ColleagueError:
        messages.error(request, _("Somebody else has answered already."))
    return _back(own.signatory)


@csrf_exempt
@private
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation, with the account one has or a new one."""
    invitation = selectors.invitation_by_token(token)
    if invitation is None:
        return render(
            request, "signatories/link_over.html", {"noindex": True}, status=410
        )
    user = visitor(request)
    form = InvitedForm(
        request.POST if request.method == "POST" and user is None else None,
        email=invitation.email,
    )
    if request.method == "POST" and (user or form.is_valid()):
        person = user or _new_account(invitation.email, form, request.path)
        if person is None:
            return render(request, "signatories/signing/done.html", {"noindex": True})
        try:
            services.invitation_accept(invitation=invitation, user=person)
        except ColleagueError:
            return redirect(request.path)
        return redirect(f"/{current_language()}/account/")
    context = {
        "invitation": invitation,
        "signatory": invitation.signatory,
        "signed_in_as": user,
        "login_url": f"/{current_language()}/account/login/?next={request.path}",
        "form": form,
        "noindex": True,
    }
    status = 422 if form.errors else 200
    return render(request, "signatories/invited.html", context, status=status)


def _new_account(email: str, form: InvitedForm, path: str) -> User | None:
    """Open the account; None when there is one, whose owner got a mail."""
    try:
        user = account_open(
            email=email,
            password=form.cleaned_data["password"],
            name=form.cleaned_data["name"],
            language=current_language(),
            next_path=path,
        )
    except AddressKnownError:
        return None
    # Who has the link of the invitation reads this mailbox.
    address_verified(user)
    return user


@csrf_exempt
@private
def still(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the yearly question by one button; opening the page changes nothing."""
    membership = selectors.membership_by_still_token(token)
    if membership is None:
        return render(
            request, "signatories/link_over.html", {"noindex": True}, status=410
        )
    answer = ""
    if request.method == "POST":
        answer = _still_answer(membership, request.POST.get("verb", ""))
    context = {
        "signatory": membership.signatory,
        "answer": answer,
        "noindex": True,
    }
    return render(request, "signatories/still.html", context)


def _still_answer(membership: Membership, verb: str) -> str:
    if verb == "leave":
        try:
            services.colleague_remove(membership=membership, actor=membership.user)
        except LastManagerError:
            return "last"
        return "left"
    services.still_confirm(membership=membership, today=timezone.localdate())
    return "yes"
