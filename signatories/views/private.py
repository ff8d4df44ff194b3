"""What every page that is not for everybody has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User

View = Callable[..., HttpResponse]


def personal(view: View) -> View:
    """Let no cache keep a page, and no search engine list it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def private(view: View) -> View:
    """Let nobody learn of a page whose address is a secret, our own logs included.

    Not for forms with a CSRF token: without a referrer browsers send `Origin: null`
    with them, which Django refuses.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = personal(view)(request, *args, **kwargs)
        # The address may carry a secret.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def visitor(request: HttpRequest) -> User | None:
    """Return who is logged in; without a session cookie nothing is looked up."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None
