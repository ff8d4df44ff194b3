"""Who is asking; views refuse with PermissionDenied."""

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.languages import CODES
from core.locales import language_of
from translations.rights import Action, is_central, languages_of, may
from translations.selectors.editor import translation_get

if TYPE_CHECKING:
    from accounts.models import User


def user_of(request: HttpRequest) -> "User":
    """Return who asks.

    Raises:
        PermissionDenied: nobody is logged in.
    """
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def require_central(request: HttpRequest) -> "User":
    """Return a central editor.

    Raises:
        PermissionDenied: whoever asks is none.
    """
    user = user_of(request)
    if not is_central(user):
        raise PermissionDenied
    return user


def require_somebody(request: HttpRequest) -> "User":
    """Return somebody with a right in any language.

    Raises:
        PermissionDenied: whoever asks has none.
    """
    user = user_of(request)
    if not (is_central(user) or languages_of(user, Action.SEE)):
        raise PermissionDenied
    return user


def require_each(user: "User", action: Action, languages: list[str]) -> None:
    """Ask for a right in each language.

    Raises:
        PermissionDenied: it is missing in one of them.
    """
    if not all(may(user, action, language) for language in languages):
        raise PermissionDenied


def own_languages(user: "User", action: Action) -> list[str]:
    """Return the languages somebody looks after, in the portal's order.

    A central editor without languages of their own looks after all.
    """
    own = languages_of(user, action)
    if not own and is_central(user):
        return list(CODES)
    return [code for code in CODES if code in own]


def may_edit(user: "User", instance: Any) -> bool:
    """Whether somebody may edit an object itself."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    meta = instance._meta
    return user.has_perm(f"{meta.app_label}.change_{meta.model_name}")


def translation_for(
    request: HttpRequest, pk: int, action: Action = Action.SEE
) -> "tuple[Translation, User]":
    """Return a translation and who asks for it.

    Raises:
        Http404: there is none.
        PermissionDenied: the person has no right to the action in its language.
    """
    try:
        translation = translation_get(pk)
    except Translation.DoesNotExist as error:
        raise Http404 from error
    if not may(request.user, action, language_of(translation.target_locale_id)):
        raise PermissionDenied(_("You have no right to do this in this language."))
    # The admin lets nobody in who is not logged in, and `may` grants nothing to them.
    return translation, cast("User", request.user)
