"""The matrix: every object in every language, as a page and as CSV."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.languages import BY_CODE, CODES
from translations.forms.lists import PER_PAGE, MatrixForm
from translations.models import TextState
from translations.rights import is_central
from translations.selectors.matrix import (
    STATES,
    Progress,
    Row,
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
    draw = _Cells()
    central = is_central(user)
    address = _Address("translations:object")
    found = []
    for row in shown:
        url = _url(row.item, central, address)
        cells = "".join([draw.cell(row, code) for code in languages])
        found.append(_Drawn(row=row, url=url, head=_head(row.item, url), cells=cells))
    return found


def _head(item: Item, url: str) -> str:
    if not url:
        return format_html(
            '<span lang="{}">{}</span> <small>{}</small>',
            item.language,
            item.title,
            item.kind.name,
        )
    return format_html(
        '<a href="{}" lang="{}">{}</a> <small>{}</small>',
        url,
        item.language,
        item.title,
        item.kind.name,
    )


class _Address:
    """Addresses that differ in a number alone, from looking one up."""

    def __init__(self, name: str) -> None:
        self.before, _number, self.after = reverse(name, args=[0]).rpartition("0")

    def of(self, number: int) -> str:
        """Return the address for a number."""
        return f"{self.before}{number}{self.after}"


def _url(item: Item, central: bool, address: _Address) -> str:
    """Return where an object's title leads: what there is, or where it is begun."""
    if item.source_id:
        return address.of(item.source_id)
    meta = item.kind.model._meta
    args = [meta.app_label, meta.model_name, item.pk]
    return reverse("translations:begin", args=args) if central else ""


class _Cells:
    """Draws cells; thousands of them look alike, so each look is drawn once."""

    def __init__(self) -> None:
        self._today = timezone.localdate()
        self._looks: dict[tuple[Any, ...], str] = {}
        self._edit = _Address("translations:edit")
        self._none = format_html(
            '<td class="matrix-none"><span aria-hidden="true">–</span>'
            '<span class="w-sr-only">{}</span></td>',
            STATES["none"],
        )
        self._source = format_html('<td class="matrix-source">{}</td>', _("original"))

    def cell(self, row: Row, language: str) -> str:
        """Return the cell of an object in a language, as HTML."""
        progress = row.begun.get(language)
        if progress is not None:
            return self._begun(progress)
        if language == row.item.language:
            return self._source
        if language in row.outside:
            told = row.outside[language]
            return self._look(("outside", told), lambda: self._outside(told))
        return self._none

    def _begun(self, progress: Progress) -> str:
        # All but the first three columns decide how it looks.
        look = self._look(progress[3:], lambda: self._progress(progress))
        return f'<td><a href="{self._edit.of(progress.translation_id)}">{look}</td>'

    def _look(self, key: tuple[Any, ...], draw: Callable[[], str]) -> str:
        if key not in self._looks:
            self._looks[key] = draw()
        return self._looks[key]

    def _outside(self, told: str) -> str:
        return format_html(
            '<td class="matrix-outside">{}: {}</td>',
            STATES["outside"],
            TextState(told).label,
        )

    def _progress(self, progress: Progress) -> str:
        age = age_text(progress.since, self._today)
        return format_html(
            '<meter value="{}" max="100" aria-hidden="true"></meter>{} % '
            "({}/{})</a> <small>{}{}</small>",
            progress.percent,
            progress.percent,
            progress.approved,
            progress.total,
            STATES[progress.state],
            f" · {age}" if age else "",
        )


def age_text(since: str | None, today: date) -> str:
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
            figures = begun and (
                begun.percent,
                begun.total,
                begun.approved,
                begun.waiting,
                begun.needs_editing,
                begun.machine_draft,
                begun.untranslated,
                begun.since or "",
            )
            start = (title, kind_code(item.kind), item.language, code, state)
            yield (*start, *(figures or ("",) * 8))
