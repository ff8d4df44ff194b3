"""The matrix: every object in every language, as a page and as CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.languages import BY_CODE, CODES
from translations.forms.lists import PER_PAGE, MatrixForm
from translations.models import TextState
from translations.rights import is_central
from translations.selectors.matrix import (
    STATES,
    Row,
    Sums,
    rows,
    sort_by_progress,
)
from translations.selectors.objects import Item, items, kind_code
from translations.views.access import require_somebody

if TYPE_CHECKING:
    from accounts.models import User

# What spreadsheets take for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Rows in their order, and the languages that are looked at.

    Attributes:
        found: all of them when they are known, because the order asks for it.
        objects: all of them; their rows are still to be asked for.
    """

    objects: list[Item]
    found: list[Row] | None
    languages: list[str]


def matrix(request: HttpRequest) -> HttpResponse:
    """Show how far every object is in every language."""
    user = require_somebody(request)
    form = MatrixForm(request.GET)
    values = form.chosen()
    chosen = _choose(values)
    every: list[Any] = chosen.objects if chosen.found is None else chosen.found
    page = Paginator(every, values["per_page"] or PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = rows(list(page)) if chosen.found is None else list(page)
    context = {
        "form": form,
        "languages": [BY_CODE[code] for code in chosen.languages],
        "page": page,
        "rows": _drawn(shown, chosen.languages, user),
        "query": _query(request),
    }
    return render(request, "translations/admin/matrix.html", context)


def _query(request: HttpRequest) -> str:
    """Return what was chosen as the query of an address, but for the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _choose(values: dict[str, Any]) -> _Chosen:
    objects = items(values["kind"], values["q"].strip())
    objects.sort(key=lambda item: (item.title.casefold(), item.pk))
    if values["sort"] == "kind":
        objects.sort(key=lambda item: str(item.kind.name))
    languages = [code for code in CODES if code in values["language"]] or list(CODES)
    state, order = values["state"], values["sort"]
    if not state and order not in ("percent", "oldest"):
        return _Chosen(objects, None, languages)
    found = rows(objects)
    if state:
        found = [
            row
            for row in found
            if any(row.state_in(code) == state for code in languages)
        ]
    if order in ("percent", "oldest"):
        found = sort_by_progress(found, order, languages)
    return _Chosen(objects, found, languages)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A row as HTML: its head, and its cells in one piece."""

    row: Row
    url: str
    head: str
    cells: str


def _drawn(shown: list[Row], languages: list[str], user: "User") -> list[_Drawn]:
    heads, cells = _Heads(is_central(user)), _Cells()
    found = []
    for row in shown:
        url = heads.url(row.item)
        drawn = "".join([cells.of(row, code) for code in languages])
        found.append(_Drawn(row, url, heads.of(row.item, url), drawn))
    return found


class _Address:
    """Addresses that differ in a number alone, from looking one up."""

    def __init__(self, name: str) -> None:
        self.before, _number, self.after = reverse(name, args=[0]).rpartition("0")

    def of(self, number: int) -> str:
        """Return the address for a number."""
        return f"{self.before}{number}{self.after}"


class _Heads:
    """Draws the heads of rows: the title, which leads on, and what it is."""

    def __init__(self, is_central: bool) -> None:
        self._is_central = is_central
        self._object = _Address("translations:object")
        self._kinds: dict[type, str] = {}

    def of(self, item: Item, url: str) -> str:
        """Return the head of an object's row, as HTML."""
        title: str = escape(item.title)
        if url:
            title = f'<a href="{url}" lang="{item.language}">{title}</a>'
        else:
            title = f'<span lang="{item.language}">{title}</span>'
        model = item.kind.model
        if model not in self._kinds:
            self._kinds[model] = escape(item.kind.name)
        return f"{title} <small>{self._kinds[model]}</small>"

    def url(self, item: Item) -> str:
        """Return where a title leads: what there is, or where it is begun."""
        if item.source_id:
            return self._object.of(item.source_id)
        meta = item.kind.model._meta
        args = [meta.app_label, meta.model_name, item.pk]
        return reverse("translations:begin", args=args) if self._is_central else ""


class _Cells:
    """Draws cells; thousands of them look alike, so each look is drawn once."""

    def __init__(self) -> None:
        self._today = timezone.localdate()
        self._sums: dict[Sums, str] = {}
        self._told: dict[str, str] = {}
        address = _Address("translations:edit")
        self._before, self._after = address.before, address.after
        self._none = format_html(
            '<td class="matrix-none"><span aria-hidden="true">–</span>'
            '<span class="w-sr-only">{}</span></td>',
            STATES["none"],
        )
        self._source = format_html('<td class="matrix-source">{}</td>', _("original"))

    def of(self, row: Row, language: str) -> str:
        """Return the cell of an object in a language, as HTML."""
        begun = row.begun.get(language)
        if begun is not None:
            return self._begun(*begun)
        if language == row.item.language:
            return self._source
        if language in row.outside:
            told = row.outside[language]
            if told not in self._told:
                self._told[told] = self._outside(told)
            return self._told[told]
        return self._none

    def _begun(self, translation: str, sums: Sums) -> str:
        look = self._sums.get(sums)
        if look is None:
            look = self._sums[sums] = self._progress(sums)
        return f'<td><a href="{self._before}{translation}{self._after}">{look}</td>'

    def _outside(self, told: str) -> str:
        return format_html(
            '<td class="matrix-outside">{}: {}</td>',
            STATES["outside"],
            TextState(told).label,
        )

    def _progress(self, sums: Sums) -> str:
        age = age_text(sums.since, self._today)
        return format_html(
            '<meter value="{}" max="100" aria-hidden="true"></meter>{} % '
            "({}/{})</a> <small>{}{}</small>",
            sums.percent,
            sums.percent,
            sums.approved,
            sums.total,
            STATES[sums.state],
            f" · {age}" if age else "",
        )


def age_text(since: str, today: date) -> str:
    """Say how many days ago a day (ISO 8601) was; "" for none."""
    if not since:
        return ""
    days = max((today - date.fromisoformat(since)).days, 0)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


_HEADER: Final = (
    "title",
    "type",
    "original",
    "language",
    "state",
    "percent",
    "texts",
    "approved",
    "waiting",
    "needs_editing",
    "machine_draft",
    "untranslated",
    "since",
)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def matrix_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Send the matrix as CSV: a line for each object and language, all of them."""
    require_somebody(request)
    chosen = _choose(MatrixForm(request.GET).chosen())
    found = rows(chosen.objects) if chosen.found is None else chosen.found
    writer = csv.writer(_Echo())
    lines = (writer.writerow(line) for line in _lines(found, chosen.languages))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="translations.csv"'
    return response


def _lines(found: list[Row], languages: list[str]) -> Iterator[tuple[Any, ...]]:
    yield _HEADER
    for row in found:
        item = row.item
        title = f"'{item.title}" if item.title.startswith(_FORMULA) else item.title
        for code in languages:
            state = row.state_in(code)
            if not state:
                continue
            begun = row.begun.get(code)
            sums = begun.sums if begun else None
            figures = sums and (
                sums.percent,
                sums.total,
                sums.approved,
                sums.waiting,
                sums.needs_editing,
                sums.machine_draft,
                sums.untranslated,
                sums.since,
            )
            start = (title, kind_code(item.kind), item.language, code, state)
            yield (*start, *(figures or ("",) * 8))
