"""Receiving a report about a public text or picture."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.forms import ReportForm
from core.models import Report

# Reports of one thing that wait for staff; more are thanked for and not stored.
MAX_WAITING: Final = 20


@dataclass(frozen=True, slots=True)
class Target:
    """What is reported: its kind, key, address and title with the title's language.

    Attributes:
        is_translation: it is reported as a translation, not for what it says or shows.
    """

    kind: str
    key: UUID
    url: str
    title: str
    language: str
    is_translation: bool = False


def report_view(request: HttpRequest, target: Target) -> HttpResponse:
    """Show the form and store the report; no cookie, no account, no free text.

    The view that calls it is exempt from the CSRF token, which would set a cookie:
    nobody is logged in here and a forged report gains nothing.
    """
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        about_translation=target.is_translation,
    )
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["trap"] and _is_wanted(target):
            Report.objects.create(
                kind=target.kind,
                key=target.key,
                path=target.url[:300],
                reason=form.cleaned_data["reason"],
            )
        return render(request, "core/report_done.html", {"noindex": True})
    context = {"form": form, "target": target, "noindex": True}
    status = 422 if form.errors else 200
    return render(request, "core/report.html", context, status=status)


def _is_wanted(target: Target) -> bool:
    """Whether another report of the same thing tells anybody more.

    One report is enough for the top of the queue. The limit is by what is reported, not
    by who reports: nothing about the reader is kept, and behind a proxy all readers
    would share one address.
    """
    waiting = Report.objects.filter(
        kind=target.kind, key=target.key, handled_at=None
    ).count()
    return waiting < MAX_WAITING
