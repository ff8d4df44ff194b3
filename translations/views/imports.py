"""Bringing files of translators back: choose, look, import."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.languages import BY_CODE
from translations.exceptions import TranslationError
from translations.files.base import FileProblem
from translations.forms.files import FileForm, ImportForm
from translations.rights import Action, may
from translations.selectors.import_plan import Fate, Wishes
from translations.selectors.import_summary import summaries
from translations.services.import_files import Part, import_match, import_plan
from translations.services.import_jobs import import_start, is_large
from translations.services.uploads import Upload, upload_drop, upload_get
from translations.views.exchange import UNREADABLE, file_chosen, user_for

if TYPE_CHECKING:
    from accounts.models import User

# So many texts are shown one by one; the rest is counted.
_SHOWN = 300
# In the order in which they are shown.
_GROUPS = (Fate.CHANGE, Fate.OUTDATED, Fate.CONFLICT, Fate.REFUSED, Fate.UNKNOWN)
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
        return import_match(Upload("", name, data, timezone.now()), language)

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
    """Show what a file would change; change it once somebody says so.

    Of a large file the objects are counted, and one of them is shown on demand: the
    query's `object` is the primary key of its translation.
    """
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
        parts = import_match(upload, language)
    except TranslationError as error:
        messages.error(request, str(error))
        return redirect("translations:import", language)
    except FileProblem as problem:
        return _unreadable(request, language, problem)
    context = {
        "language": BY_CODE[language],
        "upload": upload,
        "form": form,
        "only": None,
        "summaries": [],
        "groups": [],
        "asks": False,
    }
    if not is_large(parts):
        context |= _preview(import_plan(parts, wishes))
    elif wanted := request.GET.get("object"):
        shown = [part for part in parts if _pk(part) == wanted]
        if not shown:
            raise Http404
        context |= _preview(import_plan(shown, wishes)) | {"only": shown[0]}
    else:
        context |= _overview(parts)
    return render(request, "translations/admin/import_preview.html", context)


def _pk(part: Part) -> str:
    return str(part.translation.pk) if part.translation else ""


def _overview(parts: list[Part]) -> dict[str, Any]:
    """Return what is shown of a large file: its objects, counted."""
    found = summaries(
        [
            (part.translation, part.document)
            for part in parts
            if part.translation and part.document
        ]
    )
    return {
        "summaries": found,
        "changes": sum(row.other for row in found),
        "same": sum(row.same for row in found),
        "empty": sum(row.empty for row in found),
        "problems": [part for part in parts if part.problem],
    }


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
    batch = import_start(upload=upload, language=language, user=user, wishes=wishes)
    upload_drop(user=user, purpose=_purpose(language), token=upload.token)
    if batch.job is None:
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
        for fate in _GROUPS
        if by_fate[fate]
    ]
    return {
        "groups": groups,
        "changes": len(by_fate[Fate.CHANGE]),
        "asks": bool(by_fate[Fate.CONFLICT] or by_fate[Fate.OUTDATED]),
        "same": len(by_fate[Fate.SAME]),
        "empty": len(by_fate[Fate.EMPTY]),
        "problems": [part for part in parts if part.problem],
    }
