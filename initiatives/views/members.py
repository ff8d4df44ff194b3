"""Who may open a page of one's own, and how it is answered."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from core.safeguarding.forms import SafeTextMixin
from initiatives.own import OwnText, own_text

OWN = "initiatives/own"

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Answer only who is logged in; nothing is kept by caches or told in error reports."""

    @sensitive_post_parameters()
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def user_of(request: HttpRequest) -> User:
    """Return who is logged in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def text_or_404(
    request: HttpRequest, key: UUID, language: str, action: str = ""
) -> OwnText:
    """Return a text of the person's signatory; 404 for everybody else's.

    Args:
        request: whose user it has to belong to.
        key: key of the initiative.
        language: code of the language of the text.
        action: what is about to be done; 404 too when the role or the status does not
            allow it.
    """
    found = own_text(user_of(request), key, language)
    if found is None or (action and not found.may(action)):
        raise Http404
    return found


def thrown_away(request: HttpRequest) -> HttpResponse:
    """Say that nothing was kept; the text is not shown back."""
    context = {"noindex": True, "back_url": reverse("initiatives:own-list")}
    return render(request, f"{OWN}/thrown_away.html", context)


def status_of(form: Any) -> int:
    """Return 422 for a form that was sent and is shown again."""
    return 422 if form.is_bound else 200


def locked_page(
    request: HttpRequest, own: OwnText, form: SafeTextMixin
) -> HttpResponse:
    """Say why a text cannot be written now, and what can be done instead.

    What was typed meanwhile is not stored, and stands there to be copied; whoever tells
    of abuse in it is led to help, as by the form itself.
    """
    is_sent = form.is_bound
    if is_sent:
        form.full_clean()
    typed = [form[name] for name in form.safe_fields if is_sent and form[name].data]
    context = {"own": own, "form": form, "typed": typed, "noindex": True}
    return render(
        request, f"{OWN}/locked.html", context, status=409 if is_sent else 200
    )
