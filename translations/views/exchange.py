"""What views of files have in common: who asks, and files that are looked at first."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from core.languages import BY_CODE, CODES
from translations.files.base import FileProblem
from translations.forms.files import FileForm
from translations.rights import Action, is_central, languages_of, may
from translations.services.uploads import upload_keep
from translations.views.access import user_of

if TYPE_CHECKING:
    from accounts.models import User

UNREADABLE = 422


def user_for(request: HttpRequest, action: Action, language: str) -> "User":
    """Return who asks, if they may do something in a language.

    Raises:
        Http404: the portal has no such language.
        PermissionDenied: they may not.
    """
    if language not in BY_CODE:
        raise Http404
    user = user_of(request)
    if not may(user, action, language):
        raise PermissionDenied
    return user


def languages_for(user: "User", action: Action) -> list[str]:
    """Return in which languages somebody may do something, in the portal's order."""
    if is_central(user):
        return list(CODES)
    own = languages_of(user, action)
    return [code for code in CODES if code in own]


def file_chosen(
    request: HttpRequest,
    *,
    accept: str,
    help: str | Promise,
    user: "User",
    purpose: str,
    look: Callable[[str, bytes], object],
    template: str,
    context: dict[str, Any],
    preview: tuple[str, list[Any]],
) -> HttpResponse:
    """Answer the page on which a file is chosen.

    A file that can be read is kept for an hour and leads to its preview; for any other
    the page says the line and the reason, and nothing is stored.

    Args:
        request: a POST brings the file.
        accept: endings that the browser offers to choose from.
        help: says which files are meant.
        user: who asks.
        purpose: what the file is for.
        look: reads name and bytes, and raises `FileProblem`.
        template: of the page.
        context: of the template.
        preview: name and arguments of the preview's address, without the token.
    """
    posts = request.method == "POST"
    form = FileForm(
        request.POST if posts else None,
        request.FILES if posts else None,
        accept=accept,
        help=help,
    )
    problem: FileProblem | None = None
    if posts and form.is_valid():
        name, data = form.content()
        try:
            look(name, data)
        except FileProblem as error:
            problem = error
        else:
            upload = upload_keep(user=user, purpose=purpose, name=name, data=data)
            address, arguments = preview
            return redirect(address, *arguments, upload.token)
    status = UNREADABLE if problem or form.errors else 200
    context |= {"form": form, "problem": problem}
    return render(request, template, context, status=status)
