"""Bringing files of translators back: choose, look, import, undo."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.languages import BY_CODE
from translations.actors import Actor
from translations.choices import EventKind
from translations.exceptions import TranslationError, UndoneError
from translations.files.base import FileProblem
from translations.forms.files import FileForm, ImportForm
from translations.models import ImportBatch
from translations.rights import Action, may
from translations.selectors.import_plan import Fate, Wishes
from translations.services.import_files import Part, import_plan
from translations.services.import_undo import events_left, import_undo
from translations.services.imports import import_apply
from translations.services.uploads import Upload, upload_drop, upload_get
from translations.views.access import require_somebody
from translations.views.exchange import (
    UNREADABLE,
    file_chosen,
    languages_for,
    user_for,
)

if TYPE_CHECKING:
    from accounts.models import User

# So many texts are shown one by one; the rest is counted.
_SHOWN = 300
_LISTED = 100
_HELP = gettext_lazy(
    "A PO or XLIFF file that was downloaded here, or an archive of such files. Nothing "
    "changes before you have seen what would."
)


def _purpose(language: str) -> str:
    return f"import-{language}"


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, language: str) -> HttpResponse:
    """Choose a file for a language; it is read and checked at once."""
    user = user_for(request, Action.TRANSLATE, language)

    def look(name: str, data: bytes) -> list[Part]:
        now = timezone.now()
        upload = Upload("", name, data, now)
        return import_plan(upload, language, Wishes(user.pk, now))

    return file_chosen(
        request,
        accept=".po,.xlf,.xliff,.zip",
        help=_HELP,
        user=user,
        purpose=_purpose(language),
        look=look,
        template="translations/admin/import.html",
        context={"language": BY_CODE[language]},
        preview=("translations:import-preview", [language]),
    )


@require_http_methods(["GET", "POST"])
def import_preview(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Show what a file would change; change it once somebody says so."""
    user = user_for(request, Action.TRANSLATE, language)
    try:
        upload = upload_get(user=user, purpose=_purpose(language), token=token)
        form = ImportForm(
            request.POST if request.method == "POST" else request.GET or None,
            may_approve=may(user, Action.REVIEW, language),
        )
        chosen = form.cleaned_data if form.is_valid() else {}
        wishes = Wishes(user.pk, upload.uploaded_at, **chosen)
        if request.method == "POST":
            return _import(request, user, upload, language, wishes)
        parts = import_plan(upload, language, wishes)
    except TranslationError as error:
        messages.error(request, str(error))
        return redirect("translations:import", language)
    except FileProblem as problem:
        return _unreadable(request, language, problem)
    context = _preview(parts) | {
        "language": BY_CODE[language],
        "upload": upload,
        "form": form,
    }
    return render(request, "translations/admin/import_preview.html", context)


def _unreadable(
    request: HttpRequest, language: str, problem: FileProblem
) -> HttpResponse:
    context = {
        "language": BY_CODE[language],
        "form": FileForm(accept=".po,.xlf,.xliff,.zip", help=_HELP),
        "problem": problem,
    }
    template = "translations/admin/import.html"
    return render(request, template, context, status=UNREADABLE)


def _import(
    request: HttpRequest, user: "User", upload: Upload, language: str, wishes: Wishes
) -> HttpResponse:
    batch = import_apply(upload=upload, language=language, user=user, wishes=wishes)
    upload_drop(user=user, purpose=_purpose(language), token=upload.token)
    messages.success(request, _("The file was imported."))
    return redirect("translations:import-result", batch.pk)


def _preview(parts: list[Part]) -> dict[str, Any]:
    """Return what is shown of a plan: changes first, then what is left out and why."""
    rows = [(part, row) for part in parts for row in part.rows]
    by_fate = {
        fate: [(part, row) for part, row in rows if row.fate == fate] for fate in Fate
    }
    groups = [
        {
            "fate": fate,
            "rows": by_fate[fate][:_SHOWN],
            "more": len(by_fate[fate][_SHOWN:]),
            "count": len(by_fate[fate]),
        }
        for fate in (Fate.CHANGE, Fate.CONFLICT, Fate.REFUSED, Fate.UNKNOWN)
        if by_fate[fate]
    ]
    return {
        "groups": groups,
        "changes": len(by_fate[Fate.CHANGE]),
        "conflicts": len(by_fate[Fate.CONFLICT]),
        "same": len(by_fate[Fate.SAME]),
        "empty": len(by_fate[Fate.EMPTY]),
        "problems": [part for part in parts if part.problem],
        "parts": [part for part in parts if part.translation],
    }


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports into the languages of whoever asks, newest first."""
    user = require_somebody(request)
    languages = languages_for(user, Action.TRANSLATE)
    batches = (
        ImportBatch.objects.filter(language__in=languages)
        .select_related("imported_by")
        .defer("former")
    )
    context = {
        "batches": [
            {"batch": batch, "may_undo": _may_undo(user, batch)}
            for batch in batches[:_LISTED]
        ],
        "languages": languages,
    }
    return render(request, "translations/admin/imports.html", context)


def _may_undo(user: "User", batch: ImportBatch) -> bool:
    """Whoever imported a file may undo it, and whoever reviews the language."""
    return batch.undone_at is None and (
        batch.imported_by_id == user.pk or may(user, Action.REVIEW, batch.language)
    )


def _batch(request: HttpRequest, pk: int) -> tuple["User", ImportBatch]:
    require_somebody(request)
    batch = get_object_or_404(
        ImportBatch.objects.select_related("imported_by").defer("former"), pk=pk
    )
    if batch.language not in BY_CODE:
        raise Http404
    return user_for(request, Action.TRANSLATE, batch.language), batch


@require_GET
def import_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an import did, or what was left alone when it was undone."""
    user, batch = _batch(request, pk)
    changed = (
        batch.events.filter(kind=EventKind.IMPORTED)
        .select_related("context", "string")
        .order_by("pk")
    )
    context = {
        "batch": batch,
        "language": BY_CODE[batch.language],
        "may_undo": _may_undo(user, batch),
        "counts": [
            (
                _("Texts changed") if fate == Fate.CHANGE else fate.label,
                batch.counts[fate.value],
            )
            for fate in Fate
            if batch.counts.get(fate.value)
        ],
        "changed": changed[:_SHOWN],
        "more": max(0, changed.count() - _SHOWN),
        "left": events_left(batch) if batch.undone_at else [],
    }
    return render(request, "translations/admin/import_result.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an import with one click."""
    user, batch = _batch(request, pk)
    may_undo = batch.imported_by_id == user.pk or may(
        user, Action.REVIEW, batch.language
    )
    if not may_undo:
        raise PermissionDenied
    try:
        batch = import_undo(batch=batch, actor=Actor(user))
    except UndoneError as error:
        messages.info(request, str(error))
    else:
        messages.success(
            request,
            _("The import was undone. Texts that somebody changed since were left."),
        )
    return redirect("translations:import-result", batch.pk)
