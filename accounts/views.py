"""The door and a person's own data. The dashboard belongs to the signatories' room."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.logout import logout
from allauth.account.views import ConfirmEmailView as AllauthConfirmEmailView
from allauth.account.views import PasswordResetFromKeyView as AllauthFromKeyView
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.forms import PasswordForm, PersonForm
from accounts.models import User
from accounts.own_data import account_erase, account_export, account_stays
from accounts.services import address_verified, language_change, name_change
from core.current import current_language


class ConfirmEmailView(AllauthConfirmEmailView):
    """Confirms an address; a link that is used, expired or invented is told plainly."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Confirm, or show the page that says why not."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            self.object = None
            return self.render_to_response(self.get_context_data())

    def respond(self, success: bool) -> Any:
        """Go on after success; say that the address has become another account's."""
        if success:
            return super().respond(success)
        return self.render_to_response(self.get_context_data(is_taken=True))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        """Answer 410 where no address waits for this link."""
        is_fine = context["can_confirm"] and not context.get("is_taken")
        status = HTTPStatus.OK if is_fine else HTTPStatus.GONE
        return super().render_to_response(context, status=status, **kwargs)


class PasswordResetFromKeyView(AllauthFromKeyView):
    """Sets a password by the link, which proves the address as well."""

    def form_valid(self, form: Form) -> Any:
        """Note that the person reads the mailbox."""
        response = super().form_valid(form)
        if isinstance(self.reset_user, User):
            address_verified(self.reset_user)
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        """Answer 410 to a link that is used, expired or invented."""
        if context.get("token_fail"):
            kwargs["status"] = HTTPStatus.GONE
        return super().render_to_response(context, **kwargs)


class SecondFactorView(IndexView):
    """Says whether codes are asked for, and why staff have to set them up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the person is staff, and has to."""
        user = self.request.user
        is_staff = isinstance(user, User) and user.is_portal_staff
        context: dict[str, Any] = super().get_context_data(
            is_staff=is_staff,
            is_required=is_staff and settings.STAFF_MFA_REQUIRED,
            **kwargs,
        )
        return context


def sign_up(request: HttpRequest) -> HttpResponse:
    """Lead whoever looks for an account to where one begins: signing the Pact."""
    return redirect(f"/{current_language()}/sign/")


def admin_login(request: HttpRequest) -> HttpResponse:
    """Lead from the admin's former door to the one door."""
    target = request.GET.get("next", "/admin/")
    return redirect(f"{reverse('accounts:login')}?{urlencode({'next': target})}")


def admin_password_reset(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Lead from the admin's former password reset to the one door's."""
    return redirect("account_reset_password")


@login_required
def data(request: HttpRequest) -> HttpResponse:
    """Hand out everything that is kept about a person, after the password."""
    user = _user(request)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        response = HttpResponse(account_export(user), content_type="application/zip")
        response.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
        return response
    return render(request, "accounts/data.html", {"form": form})


@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Say what deleting means, and delete after the password."""
    user = _user(request)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        account_erase(user)
        logout(request, show_message=False)
        request.session.flush()
        return redirect("accounts:deleted")
    context = {"form": form, "stays": account_stays(user)}
    return render(request, "accounts/delete.html", context)


def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the account is gone; anybody may read this page."""
    return render(request, "accounts/deleted.html")


@login_required
def person(request: HttpRequest) -> HttpResponse:
    """Change one's name, and the language of the portal's mails."""
    user = _user(request)
    now = {"name": user.get_full_name(), "language": user.language}
    form = PersonForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        name_change(user, form.cleaned_data["name"])
        language_change(user, form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("accounts:person"))
    return render(request, "accounts/person.html", {"form": form})


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
