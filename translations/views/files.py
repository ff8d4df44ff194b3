"""Files for translators: taking them out, and bringing them back."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail_localize.models import Translation

from core.languages import DEFAULT
from core.locales import language_of
from core.private_files import private_answer
from translations.files.archive import Kind as FileKind
from translations.models import TranslationJob, TranslationJobItem
from translations.rights import Action, is_central
from translations.selectors.exchange import KINDS, waiting
from translations.services.exports import (
    CONTENT_TYPES,
    archive_name,
    export_file,
    export_is_kept,
    export_language,
    export_one,
    export_start,
)
from translations.views.access import require_somebody
from translations.views.exchange import languages_for, user_for

if TYPE_CHECKING:
    from accounts.models import User

# So many of the last archives are listed.
_SHOWN = 60


def _kind(kind: str) -> FileKind:
    if kind not in KINDS:
        raise Http404
    return cast("FileKind", kind)


@require_GET
def files(request: HttpRequest) -> HttpResponse:
    """Show how much waits in each language, and the archives that are packed."""
    user = require_somebody(request)
    languages = languages_for(user, Action.TRANSLATE)
    rows = waiting(languages)
    context = {
        "rows": [row for row in rows if row.objects],
        "without": [
            row.language for row in rows if not row.objects and row.language != DEFAULT
        ],
        "items": _items(user, languages),
        "is_central": is_central(user),
    }
    return render(request, "translations/admin/export.html", context)


def _items(user: "User", languages: list[str]) -> list[dict[str, Any]]:
    rows = (
        TranslationJobItem.objects.filter(
            job__kind=TranslationJob.Kind.EXPORT, language__in=languages
        )
        .select_related("job__started_by")
        .order_by("-pk")
    )
    return [{"item": row, "is_kept": export_is_kept(row)} for row in rows[:_SHOWN]]


@require_GET
def export(request: HttpRequest, translation_id: int, kind: str) -> HttpResponse:
    """Hand out one object in one language."""
    require_somebody(request)
    translation = get_object_or_404(
        Translation.objects.select_related("source__specific_content_type"),
        pk=translation_id,
        enabled=True,
    )
    user_for(request, Action.TRANSLATE, language_of(translation.target_locale_id))
    name, data = export_one(translation, _kind(kind))
    return _download(name, data, CONTENT_TYPES[_kind(kind)])


def _download(name: str, data: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def export_of_language(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    """Hand out all that waits in a language, if that is little."""
    user_for(request, Action.TRANSLATE, language)
    (found,) = waiting([language])
    if not found.objects:
        messages.info(request, _("Nothing waits in this language."))
        return redirect("translations:files")
    if not found.is_few:
        messages.info(
            request,
            _("There is much to pack. Have the archive packed, and fetch it here."),
        )
        return redirect("translations:files")
    data, _count = export_language(language, _kind(kind))
    return _download(archive_name(language, _kind(kind)), data, "application/zip")


@require_POST
def export_begin(request: HttpRequest) -> HttpResponse:
    """Have the archives of languages packed by a worker."""
    kind = _kind(request.POST.get("kind", ""))
    languages = list(dict.fromkeys(request.POST.getlist("language")))
    if not languages:
        require_somebody(request)
        messages.error(request, _("Choose at least one language."))
        return redirect("translations:files")
    users = [user_for(request, Action.TRANSLATE, code) for code in languages]
    export_start(languages=languages, kind=kind, user=users[0])
    messages.success(
        request,
        _("The archives are being packed. Fetch them here; they are kept for a week."),
    )
    return redirect("translations:files")


@require_GET
def export_fetch(request: HttpRequest, item_id: int) -> HttpResponseBase:
    """Hand out an archive that was packed."""
    require_somebody(request)
    item = get_object_or_404(
        TranslationJobItem.objects.select_related("job"),
        pk=item_id,
        job__kind=TranslationJob.Kind.EXPORT,
    )
    user_for(request, Action.TRANSLATE, item.language)
    file = export_file(item)
    if file is None:
        raise Http404
    kind = _kind(item.job.options.get("format", ""))
    return private_answer(file, name=archive_name(item.language, kind))
