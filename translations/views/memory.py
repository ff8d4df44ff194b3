"""The translation memory: searching it, forgetting what is wrong, TMX in and out."""

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.languages import BY_CODE, DEFAULT
from translations.exceptions import TranslationError
from translations.files.base import FileProblem
from translations.files.tmx import tmx_parts
from translations.forms.files import MemoryForm
from translations.models import MemoryEntry, TranslationJob
from translations.rights import Action, is_central
from translations.selectors.memory import memory_search
from translations.services.memory_files import (
    memory_delete,
    memory_plan,
    memory_units,
)
from translations.services.memory_jobs import memory_start
from translations.services.uploads import upload_drop, upload_get
from translations.views.access import require_central, require_somebody
from translations.views.exchange import (
    file_chosen,
    languages_for,
    user_for,
)

_PURPOSE = "memory"
_HELP = gettext_lazy("A translation memory of another program, as TMX 1.4 (.tmx).")


@require_GET
def memory(request: HttpRequest) -> HttpResponse:
    """Search the memory in a pair of languages."""
    user = require_somebody(request)
    languages = languages_for(user, Action.SEE)
    first = next((code for code in languages if code != DEFAULT), DEFAULT)
    form = MemoryForm(
        {"source_language": DEFAULT, "language": first} | request.GET.dict(),
        languages=languages,
    )
    found = []
    if form.is_valid():
        found = memory_search(
            form.cleaned_data["text"],
            form.cleaned_data["source_language"],
            form.cleaned_data["language"],
        )
    chosen = BY_CODE[form.cleaned_data.get("language") or first]
    context = {
        "form": form,
        "found": found,
        "language": chosen,
        "source_language": BY_CODE[form.cleaned_data.get("source_language") or DEFAULT],
        "is_central": is_central(user),
        "may_take_out": chosen.code in languages_for(user, Action.TRANSLATE),
    }
    return render(request, "translations/admin/memory.html", context)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a pair that is wrong."""
    require_central(request)
    entry = get_object_or_404(MemoryEntry, pk=pk)
    memory_delete(entry=entry)
    messages.success(request, _("The memory has forgotten this translation."))
    return redirect("translations:memory")


@require_GET
def export(request: HttpRequest, language: str) -> HttpResponseBase:
    """Hand out the memory of a language."""
    user_for(request, Action.TRANSLATE, language)
    return _tmx(language)


@require_GET
def export_all(request: HttpRequest) -> HttpResponseBase:
    """Hand out the memory of all languages."""
    require_central(request)
    return _tmx("")


def _tmx(language: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        tmx_parts(memory_units(language)), content_type="application/x-tmx+xml"
    )
    name = f"pact-{language or 'all'}.tmx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Choose a TMX file; it is read and checked at once."""
    user = require_central(request)
    return file_chosen(
        request,
        accept=".tmx",
        help=_HELP,
        user=user,
        purpose=_PURPOSE,
        look=lambda name, data: memory_plan(data),
        template="translations/admin/memory_import.html",
        context={},
        preview=("translations:memory-preview", []),
    )


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a TMX file would bring; take it in once somebody says so."""
    user = require_central(request)
    try:
        upload = upload_get(user=user, purpose=_PURPOSE, token=token)
        if request.method == "POST":
            taken = memory_start(upload=upload, user=user)
            upload_drop(user=user, purpose=_PURPOSE, token=token)
            if isinstance(taken, TranslationJob):
                return redirect("translations:job", taken.pk)
            messages.success(
                request,
                ngettext(
                    "%(count)s translation is new in the memory.",
                    "%(count)s translations are new in the memory.",
                    taken,
                )
                % {"count": taken},
            )
            return redirect("translations:memory")
        plans = memory_plan(upload.data)
    except (TranslationError, FileProblem) as error:
        messages.error(request, str(error))
        return redirect("translations:memory-import")
    context = {"plans": plans, "upload": upload}
    return render(request, "translations/admin/memory_preview.html", context)
