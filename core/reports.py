"""Receiving a report about a public text or picture."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from core.forms import ReportForm
from core.models import Report

# Reports of one visitor in an hour; more are thanked for and dropped.
MAX_PER_HOUR: Final = 20


@dataclass(frozen=True, slots=True)
class Target:
    """What is reported: its kind, key, address and title with the title's language."""

    kind: str
    key: UUID
    url: str
    title: str
    language: str


def report_view(request: HttpRequest, target: Target) -> HttpResponse:
    """Show the form and store the report; no cookie, no account, no free text.

    The view that calls it is exempt from the CSRF token, which would set a cookie:
    nobody is logged in here and a forged report gains nothing.
    """
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["trap"] and _is_allowed(request):
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


def _is_allowed(request: HttpRequest) -> bool:
    """Count the reports of a visitor under a keyed hash that an hour forgets."""
    address = request.META.get("REMOTE_ADDR", "")
    visitor = salted_hmac(
        "core.reports", address, secret=settings.SECRET_KEY, algorithm="sha256"
    )
    key = f"report:{visitor.hexdigest()}"
    cache.add(key, 0, 3600)
    return cache.incr(key) <= MAX_PER_HOUR
