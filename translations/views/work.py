"""My work: what waits for a translator or reviewer."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from translations.forms.lists import WorkForm
from translations.rights import Action
from translations.selectors.work import Work
from translations.selectors.work import work as work_of
from translations.views.access import own_languages, require_somebody

if TYPE_CHECKING:
    from accounts.models import User


def work(request: HttpRequest) -> HttpResponse:
    """Show what waits in one's languages, oldest first."""
    user = require_somebody(request)
    languages = own_languages(user, Action.SEE)
    form = WorkForm(request.GET, choices=languages)
    only = form.cleaned_data["language"] if form.is_valid() else ""
    context: dict[str, Any] = {
        "form": form,
        "languages": languages,
        "work": work_for(user, only=only),
        "reviews": bool(own_languages(user, Action.REVIEW)),
    }
    return render(request, "translations/admin/work.html", context)


def work_for(user: "User", *, only: str = "", shown: int = 200) -> Work:
    """Return what waits for a person, in one of their languages alone if need be."""

    def narrow(codes: list[str]) -> list[str]:
        return [code for code in codes if only in ("", code)]

    return work_of(
        narrow(own_languages(user, Action.TRANSLATE)),
        narrow(own_languages(user, Action.REVIEW)),
        shown,
    )
