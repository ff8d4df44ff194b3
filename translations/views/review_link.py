"""The page of a person without an account who reviews a translation.

The secret in the address is the only key: no login, no cookie, no CSRF token (decision
0020). Nothing in it is for search engines or caches.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.languages import BY_CODE
from core.locales import language_of
from translations.forms.review_links import MOST_CHARACTERS, verdicts_of
from translations.models import ReviewLink
from translations.selectors.places import texts
from translations.selectors.review_links import review_link_open
from translations.selectors.shown_values import shown_values
from translations.selectors.text_rows import text_rows
from translations.services.review_links import REVIEWABLE, Verdict, verdicts_take


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, secret: str) -> HttpResponse:
    """Show source and translation side by side, and take what the reviewer says."""
    verdicts = verdicts_of(request.POST)
    link = review_link_open(secret)
    if link is None:
        return _private(_over(request, verdicts))
    if request.method != "POST":
        right, remarks = _count(request, "right"), _count(request, "remarks")
        is_said = "right" in request.GET
        context = _context(link, {}) | {
            "told": _told(right, remarks, 0) if is_said else "",
            "is_refused": False,
        }
        return _private(render(request, "translations/review.html", context))
    taken = verdicts_take(link=link, verdicts=verdicts)
    if not taken.refused:
        # Without a cookie the address carries what the next page says.
        query = urlencode({"right": taken.approved, "remarks": taken.remarks})
        return _private(redirect(f"{request.path}?{query}"))
    context = _context(link, taken.refused) | {
        "told": _told(taken.approved, taken.remarks, len(taken.refused)),
        "is_refused": True,
    }
    return _private(render(request, "translations/review.html", context))


def _over(request: HttpRequest, verdicts: Mapping[str, Verdict]) -> HttpResponse:
    """Say that the link is over, and give back what was written too late."""
    written = [verdict.remark for verdict in verdicts.values() if verdict.remark]
    context = {"noindex": True, "written": written}
    return render(
        request, "translations/review_over.html", context, status=HTTPStatus.GONE
    )


def _count(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0


def _context(link: ReviewLink, refused: Mapping[str, str]) -> dict[str, Any]:
    source = link.translation.source
    found = texts(link.translation)
    rows = [
        {
            "row": row,
            "is_open": row.text.status in REVIEWABLE,
            "why": refused.get(row.name, ""),
        }
        for row in text_rows(found)
    ]
    return {
        "link": link,
        "title": source.object_repr,
        "source_language": BY_CODE[language_of(source.locale_id)],
        "language": BY_CODE[language_of(link.translation.target_locale_id)],
        "rows": rows,
        "shown_values": shown_values(
            link.translation, [text.place.source for text in found]
        ),
        "open_count": sum(row["is_open"] for row in rows),
        "most_characters": MOST_CHARACTERS,
        "noindex": True,
    }


def _told(right: int, remarks: int, refused: int) -> str:
    """Say what was stored, in whole sentences."""
    if not (right or remarks or refused):
        return _("Nothing was ticked or written, so nothing was stored.")
    sentences = (
        (
            right,
            ngettext(
                "%(count)s text is approved under your name.",
                "%(count)s texts are approved under your name.",
                right,
            ),
        ),
        (
            remarks,
            ngettext(
                "%(count)s remark was passed on.",
                "%(count)s remarks were passed on.",
                remarks,
            ),
        ),
        (
            refused,
            ngettext(
                "%(count)s text could not be approved; the reason stands beside it.",
                "%(count)s texts could not be approved; the reason stands beside each.",
                refused,
            ),
        ),
    )
    return " ".join(text % {"count": count} for count, text in sentences if count)


def _private(response: HttpResponse) -> HttpResponse:
    """Let no cache keep the page, no search engine list it, and no other site learn."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
