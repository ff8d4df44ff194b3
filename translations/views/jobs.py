"""Background work in the admin: what runs, how far it is, what failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from translations.models import TranslationJob, TranslationJobItem
from translations.selectors.jobs import JobProgress, job_progress
from translations.selectors.jobs import jobs as all_jobs
from translations.services.jobs import job_retry
from translations.views.access import require_central

_PER_PAGE = 30


def jobs(request: HttpRequest) -> HttpResponse:
    """List background work, newest first."""
    require_central(request)
    page = Paginator(all_jobs(), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(job, job_progress(job)) for job in page],
    }
    return render(request, "translations/admin/jobs.html", context)


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is, what came out and what failed, and refresh by itself."""
    require_central(request)
    row = get_object_or_404(all_jobs(), pk=pk)
    items = list(row.items.select_related("source"))
    # What failed is what somebody came for.
    items.sort(key=lambda item: item.state != TranslationJobItem.State.FAILED)
    context = {"job": row, "progress": job_progress(row), "items": items}
    return render(request, "translations/admin/job.html", context)


def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer the page's script: how far the job is now."""
    require_central(request)
    return progress_answer(job_progress(get_object_or_404(all_jobs(), pk=pk)))


def progress_answer(found: JobProgress) -> JsonResponse:
    """Say how far a job is, in figures and in words."""
    return JsonResponse(
        {
            "ended": found.ended,
            "total": found.total,
            "failed": found.failed,
            "is_finished": found.is_finished,
            "text": _("%(ended)s of %(total)s")
            % {"ended": found.ended, "total": found.total},
        }
    )


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what failed once more."""
    require_central(request)
    count = job_retry(job=get_object_or_404(TranslationJob, pk=pk))
    messages.success(
        request,
        ngettext(
            "%(count)s part is done once more.",
            "%(count)s parts are done once more.",
            count,
        )
        % {"count": count},
    )
    return redirect("translations:job", pk)
