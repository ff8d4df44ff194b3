"""The object in its language as it would look now, unfinished texts included."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from translations.selectors.preview import preview_build
from translations.typed import from_typed
from translations.views.access import translation_for
from translations.views.editor import place_or_404


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show the object; a POST brings the text that is being typed. Nothing is saved.

    Wagtail draws it by a request of its own through all middleware, so what is shown
    stands under the policy of public pages: mark-up in a draft runs no script.
    """
    translation, _user = translation_for(request, translation_id)
    name = request.POST.get("name", "")
    place = place_or_404(translation, name) if name else None
    typed = from_typed(request.POST.get("text", ""))
    try:
        version = preview_build(translation, place=place, typed=typed)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if version is None:
        return render(request, "translations/admin/editor_no_preview.html")
    answer: HttpResponse = version.make_preview_request(
        original_request=request,
        preview_mode=version.default_preview_mode,
        # Without the editors' menu, as in the previews of Wagtail's own editor.
        extra_request_attrs={"in_preview_panel": True},
    )
    return answer
