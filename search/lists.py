"""A searched list as its template shows it: facets, chips, order, pages.

The rooms that show a list pass what they have read from the address; labels of values
come from `core.labels`, so the search needs to know no room.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.cldr import sort_key
from core.labels import label
from core.languages import BY_CODE
from search.choices import Sort
from search.query import MAX_DEPTH, SearchQuery
from search.results import SearchPage

# The list itself says where it ends; this is where the search stops counting.
_LAST_PAGE: Final = MAX_DEPTH // 20

FACET_LABELS: Final[dict[str, Promise]] = {
    "country": gettext_lazy("Country"),
    "principle": gettext_lazy("Principle"),
    "action": gettext_lazy("Kind of action"),
    "group": gettext_lazy("Target group"),
    "profile": gettext_lazy("Kind of signatory"),
    "year": gettext_lazy("Year"),
    "written_in": gettext_lazy("Written in"),
    "signatory": gettext_lazy("Signatory"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a list asks for, read and checked by its room.

    Attributes:
        query: words and filters that mean something.
        ignored: (name, value) of those that do not.
        sort: the order as it was asked for, "" when none was.
    """

    query: SearchQuery
    ignored: tuple[tuple[str, str], ...]
    sort: str


def page_number(request: HttpRequest) -> int:
    """Return the page asked for, 1 when there is no number.

    Raises:
        Http404: the number is not a page, or lies deeper than pages are counted.
    """
    raw = request.GET.get("page", "1") or "1"
    if not raw.isascii() or not raw.isdigit() or not 0 < int(raw[:9]) <= _LAST_PAGE:
        raise Http404
    return int(raw[:9])


def list_context(
    request: HttpRequest,
    asked: Asked,
    found: SearchPage,
    hits: list[dict[str, Any]],
    facets: Iterable[str],
) -> dict[str, Any]:
    """Return the context of a list's template.

    Raises:
        Http404: the page lies beyond the last one.
    """
    if found.page > found.pages:
        raise Http404
    query = asked.query
    return {
        "form": _form(request, asked),
        "result": {
            "total": found.total,
            "hits": hits,
            "engine": found.engine,
            "notices": found.notices,
            "page": found.page,
            "pages": found.pages,
            **_paging(request, found.page, min(found.pages, _LAST_PAGE)),
        },
        "facets": [_facet(name, asked, found) for name in facets],
        "active_filters": list(_active(request, asked)),
        "ignored": [{"name": name, "value": value} for name, value in asked.ignored],
        "has_filters": bool(query.filters),
        "clear_url": request.path,
        "noindex": bool(asked.ignored or query.text or query.filters),
    }


def _form(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    offered = [Sort.RELEVANCE] if asked.query.has_words else []
    return {
        "q": asked.query.text,
        "sort": asked.sort,
        "sorts": [
            {
                "label": sort.label,
                "url": address(request, sort=[sort.value], page=None),
                "is_current": sort == asked.query.sort,
            }
            for sort in (*offered, Sort.NEWEST, Sort.COUNTRY)
        ],
    }


def _facet(name: str, asked: Asked, found: SearchPage) -> dict[str, Any]:
    selected = asked.query.filters.get(name, ())
    counts = dict(found.facets.get(name, ()))
    values = [
        {
            "value": value,
            "label": value_label(name, value),
            "language": value if name == "written_in" else "",
            "count": counts.get(value, 0),
            "is_selected": value in selected,
        }
        for value in dict.fromkeys([*selected, *counts])
    ]
    if name == "year":
        values.sort(key=lambda item: str(item["value"]), reverse=True)
    elif name in ("country", "written_in"):
        values.sort(key=lambda item: sort_key(str(item["label"])))
    return {
        "name": name,
        "label": FACET_LABELS[name],
        "is_active": bool(selected),
        "values": values,
    }


def value_label(name: str, value: str) -> str:
    """Return the label of a facet's value in the language of the interface."""
    if name == "written_in":
        return BY_CODE[value].autonym
    return label(name, value, get_language() or "en")


def _active(request: HttpRequest, asked: Asked) -> Iterable[dict[str, str]]:
    if asked.query.text:
        yield {
            "label": _("Words: %(words)s") % {"words": asked.query.text},
            "url": address(request, q=None, page=None),
        }
    for name, values in asked.query.filters.items():
        for value in values:
            rest = [other for other in values if other != value]
            yield {
                "label": f"{FACET_LABELS[name]}: {value_label(name, value)}",
                "url": address(request, **{name: rest or None, "page": None}),
            }


def _paging(request: HttpRequest, page: int, pages: int) -> dict[str, Any]:
    def url(number: int) -> str:
        return address(request, page=[str(number)] if number > 1 else None)

    return {
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if page < pages else "",
        "page_links": [
            {"number": number, "url": url(number), "is_current": number == page}
            if number
            else None
            for number in _window(page, pages)
        ],
    }


def _window(page: int, pages: int) -> list[int | None]:
    """Return the page numbers to link, e.g. `[1, None, 4, 5, 6, None, 20]`."""
    wanted = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    window: list[int | None] = []
    for number in wanted:
        if window and number - (window[-1] or 0) > 1:
            window.append(None)
        window.append(number)
    return window


def address(request: HttpRequest, **changes: list[str] | None) -> str:
    """Return the address being read with parameters changed; None removes one."""
    query = request.GET.copy()
    for name, values in changes.items():
        query.pop(name, None)
        if values:
            query.setlist(name, values)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path
