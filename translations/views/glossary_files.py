"""The glossary as a file: taking it out, looking at one, taking it over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from translations.exceptions import TranslationError
from translations.files.base import FileProblem
from translations.files.terms import csv_write, tbx_write
from translations.rights import is_central
from translations.services.glossary_files import (
    glossary_import,
    glossary_plan,
    glossary_read,
    glossary_terms,
)
from translations.services.uploads import upload_drop, upload_get
from translations.views.access import require_central, require_somebody
from translations.views.exchange import file_chosen

_PURPOSE = "glossary"
_HELP = gettext_lazy(
    "TBX (.tbx), or CSV (.csv) with the columns that the download has. What the file "
    "does not name stays as it is."
)
_SHOWN = 300
_FORMS = {
    "tbx": (tbx_write, "application/x-tbx"),
    "csv": (csv_write, "text/csv"),
}


@require_http_methods(["GET", "POST"])
def glossary_files(request: HttpRequest) -> HttpResponse:
    """Take the glossary out; central editors choose a file to be taken over."""
    posts = request.method == "POST"
    user = require_central(request) if posts else require_somebody(request)
    return file_chosen(
        request,
        accept=".tbx,.xml,.csv",
        help=_HELP,
        user=user,
        purpose=_PURPOSE,
        look=glossary_read,
        template="translations/admin/glossary_files.html",
        context={"is_central": is_central(user)},
        preview=("translations:glossary-preview", []),
    )


@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the whole glossary as TBX or CSV."""
    require_somebody(request)
    if kind not in _FORMS:
        raise Http404
    write, content_type = _FORMS[kind]
    response = HttpResponse(write(glossary_terms()), content_type=content_type)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="pact-glossary.{kind}"'
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a file would change in the glossary; change it once somebody says so."""
    user = require_central(request)
    try:
        upload = upload_get(user=user, purpose=_PURPOSE, token=token)
        terms = glossary_read(upload.name, upload.data)
        if request.method == "POST":
            glossary_import(terms=terms)
            upload_drop(user=user, purpose=_PURPOSE, token=token)
            messages.success(request, _("The glossary was changed."))
            return redirect("translations:glossary-files")
        plan = glossary_plan(terms)
    except (TranslationError, FileProblem) as error:
        messages.error(request, str(error))
        return redirect("translations:glossary-files")
    context = {
        "plan": plan,
        "shown": plan.terms[:_SHOWN],
        "more": len(plan.terms[_SHOWN:]),
        "upload": upload,
    }
    return render(request, "translations/admin/glossary_preview.html", context)
