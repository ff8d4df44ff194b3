"""Closes the side doors of wagtail-localize.

Its own views ask for one permission that counts for all languages, publish without a
review, and translate inside the request. Whoever comes to one of them is led to the
page of the workflow that does the same by its rules; what would write is refused.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from translations.exceptions import NotPublicError
from translations.rights import is_central
from translations.selectors.objects import original_of
from translations.selectors.sources import translation_into
from translations.services.calls import subtree_order
from translations.services.orders import begin_order, sync_order
from translations.views.access import may_edit
from translations.views.begin import begin_url, translatable

if TYPE_CHECKING:
    from accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]

# Doors of one translation: reading leads to the editor, writing is refused.
OF_A_TRANSLATION: Final = frozenset(
    {
        "edit_string_translation",
        "edit_override",
        "download_pofile",
        "upload_pofile",
        "machine_translate",
        "preview_translation",
        "stop_translation",
    }
)
READING: Final = ("GET", "HEAD", "OPTIONS")


class SideDoors:
    """Leads from wagtail-localize's views to those of the workflow."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass; the view it would reach decides."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Iterable[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer instead of a view of wagtail-localize."""
        match = request.resolver_match
        if match is None or match.namespace != "wagtail_localize":
            return None
        user = cast("User", request.user)
        if not user.is_authenticated or not user.is_portal_staff:
            # The admin's own way to the door, or back.
            return None
        return self._door(request, user, match.url_name or "", kwargs)

    def _door(
        self, request: HttpRequest, user: "User", name: str, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if name in OF_A_TRANSLATION:
            return _translation(request, kwargs["translation_id"])
        if name.startswith("translations_report"):
            return redirect("translations:matrix")
        if name == "convert_to_alias":
            return _convert(request, kwargs["page_id"])
        if name in _CENTRAL:
            if not is_central(user):
                return refuse(request)
            return _CENTRAL[name](request, user, **kwargs)
        return None


def refuse(request: HttpRequest) -> HttpResponse:
    """Say that this is not the way."""
    return render(request, "translations/admin/refused.html", status=403)


def _translation(request: HttpRequest, pk: int) -> HttpResponseBase:
    if request.method not in READING:
        return refuse(request)
    return redirect("translations:edit", get_object_or_404(Translation, pk=pk).pk)


def _convert(request: HttpRequest, pk: int) -> HttpResponseBase:
    translation = translation_into(get_object_or_404(Page, pk=pk))
    if translation is None or request.method not in READING:
        return refuse(request)
    return redirect("translations:edit", translation.pk)


def _submit_page(request: HttpRequest, user: "User", page_id: int) -> HttpResponseBase:
    return _submit(request, user, translatable("wagtailcore", "page", str(page_id)))


def _submit_snippet(
    request: HttpRequest, user: "User", app_label: str, model_name: str, pk: str
) -> HttpResponseBase:
    return _submit(request, user, translatable(app_label, model_name, pk))


def _submit(request: HttpRequest, user: "User", instance: Any) -> HttpResponseBase:
    """Lead to the page that begins a translation; an old form's choice is begun."""
    if request.method in READING:
        return redirect(begin_url(instance))
    original = original_of(instance)
    if not may_edit(user, original):
        return refuse(request)
    chosen = Locale.objects.filter(pk__in=_numbers(request.POST.getlist("locales")))
    languages = [
        locale.language_code for locale in chosen if locale.pk != original.locale_id
    ]
    if not languages:
        return redirect(begin_url(original))
    try:
        job = begin_order(instance=original, languages=languages, user=user)
    except NotPublicError as refusal:
        messages.error(request, str(refusal))
        return redirect(begin_url(original))
    if request.POST.get("include_subtree"):
        subtree_order(page=original, languages=languages, user=user)
    return redirect("translations:job", job.pk)


def _numbers(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal() and len(value) < 10]


def _update(
    request: HttpRequest, user: "User", translation_source_id: int
) -> HttpResponseBase:
    """Have the source followed; nothing is published that is not ready."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    if request.method in READING:
        return redirect("translations:object", source.pk)
    try:
        instance = source.get_source_instance()
    except models.ObjectDoesNotExist:
        return refuse(request)
    if not may_edit(user, instance):
        return refuse(request)
    job = sync_order(source=source, user=user)
    messages.success(request, _("The languages follow the source."))
    return redirect("translations:job", job.pk)


_CENTRAL: Final[dict[str, Callable[..., HttpResponseBase]]] = {
    "submit_page_translation": _submit_page,
    "submit_snippet_translation": _submit_snippet,
    "update_translations": _update,
}
