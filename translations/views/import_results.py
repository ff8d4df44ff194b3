"""What imports did: their list, how far each is, its result, and undoing it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.languages import BY_CODE
from translations.actors import Actor
from translations.choices import EventKind
from translations.exceptions import TranslationError
from translations.models import ImportBatch, TranslationJobItem
from translations.rights import Action, may
from translations.selectors.import_plan import Fate
from translations.selectors.jobs import JobProgress, job_progress, jobs
from translations.services.import_undo import events_left, import_undo
from translations.views.access import require_somebody
from translations.views.exchange import languages_for, user_for
from translations.views.jobs import progress_answer

if TYPE_CHECKING:
    from accounts.models import User

# So many texts are shown one by one; the rest is counted.
_SHOWN = 300
_LISTED = 100


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports into the languages of whoever asks, newest first."""
    user = require_somebody(request)
    languages = languages_for(user, Action.TRANSLATE)
    batches = ImportBatch.objects.filter(language__in=languages).select_related(
        "imported_by", "job"
    )
    context = {
        "batches": [
            {
                "batch": batch,
                "may_undo": _may_undo(user, batch),
                "is_running": _is_running(batch),
            }
            for batch in batches[:_LISTED]
        ],
        "languages": languages,
    }
    return render(request, "translations/admin/imports.html", context)


def _may_undo(user: "User", batch: ImportBatch) -> bool:
    """Whoever imported a file may undo it, and whoever reviews the language."""
    is_over = batch.undone_at is None and not _is_running(batch)
    return is_over and (
        batch.imported_by_id == user.pk or may(user, Action.REVIEW, batch.language)
    )


def _is_running(batch: ImportBatch) -> bool:
    return batch.job is not None and batch.job.finished_at is None


def _progress(batch: ImportBatch) -> JobProgress | None:
    """Return how far the work of a large import is; None for a small one."""
    found = jobs().filter(pk=batch.job_id).first()
    return job_progress(found) if found else None


def _batch(request: HttpRequest, pk: int) -> tuple["User", ImportBatch]:
    require_somebody(request)
    batch = get_object_or_404(
        ImportBatch.objects.select_related("imported_by", "job"), pk=pk
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
        "progress": _progress(batch),
        "is_running": _is_running(batch),
        "failed": TranslationJobItem.objects.filter(
            job_id=batch.job_id, state=TranslationJobItem.State.FAILED
        ).select_related("source")
        if batch.job_id
        else [],
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
        "left": events_left(batch)
        if batch.undone_at and not _is_running(batch)
        else [],
    }
    return render(request, "translations/admin/import_result.html", context)


@require_GET
def import_progress(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer the script of the result's page: how far the import is now."""
    _user, batch = _batch(request, pk)
    found = _progress(batch)
    if found is None:
        raise Http404
    return progress_answer(found)


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
    except TranslationError as error:
        messages.info(request, str(error))
    else:
        if not _is_running(batch):
            messages.success(
                request,
                _(
                    "The import was undone. Texts that somebody changed since were "
                    "left."
                ),
            )
    return redirect("translations:import-result", batch.pk)
