"""Who is let into a translation."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.locales import language_of
from translations.rights import Action, may
from translations.selectors.editor import translation_get

if TYPE_CHECKING:
    from accounts.models import User


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
