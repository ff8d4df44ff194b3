"""Remarks of translators and reviewers about a text."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.locales import language_of
from translations.actors import Actor
from translations.forms.editor import CommentForm
from translations.models import SegmentComment
from translations.selectors.mentions import people_of
from translations.services.comments import comment_add, comment_resolve
from translations.views.access import translation_for
from translations.views.editor import address, editor, place_or_404


@require_POST
def add(request: HttpRequest, translation_id: int, name: str) -> HttpResponse:
    """Remark something; whoever may see the language may speak."""
    translation, user = translation_for(request, translation_id)
    place = place_or_404(translation, name)
    people = people_of(language_of(translation.target_locale_id))
    form = CommentForm(request.POST, people=people)
    if not form.is_valid():
        for error in form.errors["text"]:
            messages.error(request, str(error))
        return editor(
            request,
            translation,
            user,
            remark=form.data.get("text", ""),
            name=name,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    comment_add(
        translation=translation,
        place=place,
        text=form.cleaned_data["text"],
        actor=Actor(user),
    )
    messages.success(request, _("Your remark was added."))
    return redirect(address(translation, name, request))


@require_POST
def settle(request: HttpRequest, translation_id: int, pk: int) -> HttpResponse:
    """Mark a remark as settled."""
    translation, _user = translation_for(request, translation_id)
    comment = get_object_or_404(
        SegmentComment,
        pk=pk,
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
    )
    comment_resolve(comment=comment)
    messages.success(request, _("The remark is settled."))
    name = f"{comment.context_id}-{comment.string_id}"
    return redirect(address(translation, name, request))
