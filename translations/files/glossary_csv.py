"""Glossaries as CSV, for spreadsheets.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which is
taken away again when the file comes back.

Source: OWASP, "CSV Injection".
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final, cast

from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE
from translations.files.base import FileProblem, read_language
from translations.files.glossary_terms import STATUSES, Status, Term, refuse_bad_terms
from translations.files.safety import decode

COLUMNS: Final = (
    "code",
    "language",
    "term",
    "status",
    "do_not_translate",
    "definition",
    "note",
)
_NEEDED: Final = frozenset({"code", "language", "term"})
# European spreadsheets write semicolons.
_DELIMITERS: Final = (",", ";", "\t")
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_YES: Final = frozenset({"yes", "true", "1", "x"})


def csv_write(terms: Iterable[Term]) -> bytes:
    """Return a glossary as CSV with a first line of column names, in UTF-8 with mark."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for term in terms:
        cells = (
            term.code,
            term.language,
            term.text,
            term.status,
            "yes" if term.do_not_translate else "",
            term.definition,
            term.note,
        )
        writer.writerow(_guarded(cell) for cell in cells)
    # Without the mark, Excel reads the file in an encoding of its own.
    return lines.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    is_guarded = cell.startswith("'") and _FORMULA.match(cell)
    return cell[1:] if is_guarded else cell


def csv_read(data: bytes) -> list[Term]:
    """Read a glossary with columns as `COLUMNS`, in any order.

    Columns but `code`, `language` and `term` may be missing; an empty status means
    admitted.

    Raises:
        FileProblem: it is no such file, or a row is wrong, or a term is there twice.
    """
    found = list(_read_rows(decode(data)))
    refuse_bad_terms(found)
    return [term for term, _line in found]


def _read_rows(text: str) -> Iterator[tuple[Term, int]]:
    names: list[str] = []
    for line, cells in _rows(text):
        if not names:
            names = _names(cells, line)
        elif len(cells) != len(names):
            raise FileProblem(
                _(
                    "This row has %(found)s cells instead of %(wanted)s. Complete it, "
                    "or put text with commas between quotation marks."
                ),
                line=line,
                found=len(cells),
                wanted=len(names),
            )
        else:
            yield _read_term(dict(zip(names, cells, strict=True)), line), line


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, with the line it begins in."""
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, [_unguarded(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(
            _(
                "This row cannot be read: a quotation mark is missing or stands in the "
                "wrong place. Correct it, or save the file as CSV again."
            ),
            line=line,
        ) from error


def _names(cells: list[str], line: int) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    if not set(names) >= _NEEDED or len(set(names)) < len(names):
        raise FileProblem(
            _(
                "The first line has to name the columns, each once: %(columns)s. "
                "Correct it."
            ),
            line=line,
            columns=", ".join(COLUMNS),
        )
    return names


def _read_term(row: dict[str, str], line: int) -> Term:
    language = read_language(row["language"])
    if language is None or language not in BY_CODE:
        raise FileProblem(
            _("The portal has no language %(language)s. Write its code, as in az."),
            line=line,
            language=row["language"][:40],
        )
    status = row.get("status", "").strip().lower() or "admitted"
    if status not in STATUSES:
        raise FileProblem(
            _("There is no status %(status)s. Write one of these: %(statuses)s."),
            line=line,
            status=status[:40],
            statuses=", ".join(STATUSES),
        )
    code = row["code"].strip()
    if not code:
        raise FileProblem(_("The code of the concept is missing here."), line=line)
    return Term(
        code=code,
        language=language,
        text=row["term"],
        status=cast("Status", status),
        note=row.get("note", ""),
        definition=row.get("definition", ""),
        do_not_translate=row.get("do_not_translate", "").strip().lower() in _YES,
    )
