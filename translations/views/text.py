"""What the editor's buttons do: one text, the checks, publication."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail_localize.models import Translation

from translations.actors import Actor
from translations.exceptions import (
    BlockedError,
    NotPublicError,
    NotReadyError,
    SourceGoneError,
    TextChangedError,
    TranslationError,
)
from translations.forms.editor import TextForm, accepted
from translations.rights import Action
from translations.selectors.editor import next_open, work_of
from translations.selectors.places import Place, texts
from translations.selectors.text_rows import text_name
from translations.services.editing import RIGHTS, Act, Wish, text_act
from translations.services.publishing import version_publish
from translations.services.segments import findings_of
from translations.typed import from_typed, to_typed
from translations.views.access import translation_for
from translations.views.editor import (
    Refused,
    address,
    editor,
    place_or_404,
    rights_of,
)

if TYPE_CHECKING:
    from accounts.models import User


@require_POST
def text(request: HttpRequest, translation_id: int, name: str) -> HttpResponse:
    """Keep, send, approve a text, or send it back; then show the next one."""
    translation, user = translation_for(request, translation_id)
    place = place_or_404(translation, name)
    form = TextForm(request.POST)
    if not form.is_valid():
        refused = Refused(form, _first_error(form), [])
        return _again(request, translation, user, refused, name)
    act = Act(form.cleaned_data["act"])
    rights = rights_of(translation, user)
    if not rights[RIGHTS[act]]:
        raise PermissionDenied(_("You have no right to do this in this language."))
    wish = Wish(
        act=act,
        text=form.cleaned_data["text"],
        seen=form.cleaned_data["seen"],
        note=form.cleaned_data["note"],
        accepted=accepted(request.POST),
        may_approve=rights[Action.REVIEW],
    )
    try:
        text_act(translation=translation, place=place, wish=wish, actor=Actor(user))
    except SourceGoneError as error:
        messages.warning(request, str(error))
        return redirect(address(translation, _replacement(translation, place), request))
    except TranslationError as error:
        return _again(request, translation, user, _refused(form, error), name)
    messages.success(request, _DONE[act]())
    if "next" in request.POST:
        name = _next(request, translation, name, rights)
    return redirect(address(translation, name, request))


_DONE: Final[dict[Act, Callable[[], str]]] = {
    Act.KEEP: lambda: _("Kept. You can go on later."),
    Act.SEND: lambda: _("Sent for review."),
    Act.APPROVE: lambda: _("Approved."),
    Act.ASK: lambda: _("Sent back with your note."),
    Act.STILL_RIGHT: lambda: _("The old translation was confirmed."),
}


def _first_error(form: TextForm) -> str:
    return next(str(errors[0]) for errors in form.errors.values())


def _refused(form: TextForm, error: TranslationError) -> Refused:
    if isinstance(error, TextChangedError):
        theirs = to_typed(error.theirs)
        return Refused(form, str(error), [], theirs, is_late=True)
    findings = error.findings if isinstance(error, BlockedError) else []
    return Refused(form, str(error), findings)


def _again(
    request: HttpRequest,
    translation: Translation,
    user: "User",
    refused: Refused,
    name: str,
) -> HttpResponse:
    """Show the editor with what was typed: 409 when somebody was faster, else 422."""
    status = HTTPStatus.CONFLICT if refused.is_late else HTTPStatus.UNPROCESSABLE_ENTITY
    return editor(request, translation, user, refused=refused, name=name, status=status)


def _next(
    request: HttpRequest, translation: Translation, name: str, rights: dict[str, bool]
) -> str:
    """Return the next text that is somebody's work; when there is none, say so."""
    found = texts(translation)
    active = next((item for item in found if text_name(item) == name), None)
    is_open = work_of(request.user.pk or 0, may_review=rights[Action.REVIEW])
    following = next_open(found, active, is_open)
    if not following:
        messages.success(request, _("Nothing here is left for you to do."))
    return following or name


def _replacement(translation: Translation, place: Place) -> str:
    """Return the text that stands where another one has left; empty when none does."""
    beside = [
        item for item in texts(translation) if item.place.context_id == place.context_id
    ]
    for item in beside:
        previous = item.state.previous if item.state else None
        if previous and previous.translation_of_id == place.string_id:
            return text_name(item)
    return text_name(beside[0]) if beside else ""


@require_POST
def check(request: HttpRequest, translation_id: int, name: str) -> JsonResponse:
    """Answer what the checks find in a text as it stands in the field; nothing is saved."""
    translation, _user = translation_for(request, translation_id)
    place = place_or_404(translation, name)
    found = findings_of(translation, place, from_typed(request.POST.get("text", "")))
    return JsonResponse(
        {
            "findings": [
                {
                    "check": item.check,
                    "severity": item.severity.value,
                    "message": item.message,
                    "excerpt": item.excerpt,
                }
                for item in found
            ]
        }
    )


@require_POST
def publish(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Publish the object in this language, or say what is not ready."""
    translation, user = translation_for(request, translation_id, Action.PUBLISH)
    try:
        version_publish(translation=translation, user=user)
    except (NotReadyError, NotPublicError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Readers see this language as it is now."))
    return redirect("translations:edit", translation.pk)
