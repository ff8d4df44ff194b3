"""Lists that people paste or upload, as rows of cells: pure rules, no database.

One entry a line. The cells are separated by tab, semicolon or comma; a first line with
the English codes of the columns gives them another order.
"""

import codecs
import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.text import one_line
from signatories.exceptions import ListError

MAX_BYTES: Final = 1024 * 1024
MAX_ROWS: Final = 500
MAX_CELL: Final = 400
SEPARATORS: Final = "\t;,"
# What spreadsheets take for the beginning of a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# Other names that people give to a column.
_SAME: Final = {
    "e-mail": "email",
    "mail": "email",
    "official_name": "name",
    "lang": "language",
    "code": "official_code",
    "date": "signed_on",
    "signed on": "signed_on",
    "official code": "official_code",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list.

    Attributes:
        number: of the line in the text, from 1.
        cells: what was typed, by the code of its column, "" for what is missing.
        is_too_long: whether there are more cells than columns.
    """

    number: int
    cells: dict[str, str]
    is_too_long: bool = False


def decode(data: bytes) -> str:
    """Return the text of an uploaded list: UTF-8 or UTF-16, with or without a BOM.

    Raises:
        ListError: `too-large`, or `encoding` when it is neither.
    """
    if len(data) > MAX_BYTES:
        raise ListError("too-large")
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data[:200]:
        # Without a BOM the first letter says on which side of it the zeros are.
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        return data.decode(encoding).replace("\0", "")
    except UnicodeDecodeError as error:
        raise ListError("encoding") from error


def read_lines(
    text: str, columns: Sequence[str], needed: Sequence[str], *, most: int = MAX_ROWS
) -> list[Line]:
    """Return the entries of a list, empty lines left out.

    Args:
        text: as typed or decoded.
        columns: codes of the columns in the order of a list without a first line.
        needed: codes that a first line must name.
        most: entries that are taken.

    Raises:
        ListError: `empty`, `too-large` or `too-many`; `columns` when the first line
            names columns, but not all that are needed.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ListError("too-large")
    typed = _numbered(text)
    order, separator = list(columns), ""
    if typed and (header := _header(typed[0][1], columns)):
        if not set(needed) <= set(header):
            raise ListError("columns")
        order, separator = header, _separator(typed[0][1])
        del typed[0]
    if not typed:
        raise ListError("empty")
    if len(typed) > most:
        raise ListError("too-many", most)
    return [_line(number, line, order, separator, columns) for number, line in typed]


def _numbered(text: str) -> list[tuple[int, str]]:
    """Return the lines with something in them; Excel's `sep=;` says nothing new."""
    lines = enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
    return [
        (number, line)
        for number, line in lines
        if line.strip(SEPARATORS + " ") and not line.lower().startswith("sep=")
    ]


def _separator(line: str) -> str:
    """Return the strongest separator outside of quotation marks."""
    outside = "".join(line.split('"')[::2])
    return next((mark for mark in SEPARATORS if mark in outside), ",")


def _cells(line: str, separator: str) -> list[str]:
    # The reader refuses a cell of more than 128 kB.
    reader = csv.reader([line[:20_000]], delimiter=separator, skipinitialspace=True)
    return [one_line(cell)[:MAX_CELL] for cell in next(reader)]


def _header(line: str, columns: Sequence[str]) -> list[str]:
    """Return the columns that a first line names, [] when it is an entry."""
    names = [cell.lower() for cell in _cells(line, _separator(line))]
    codes = [_SAME.get(name, name) for name in names]
    known = [code for code in codes if code in columns]
    return codes if len(known) >= 2 and len(known) == len(set(known)) else []


def _line(
    number: int, line: str, order: list[str], separator: str, columns: Sequence[str]
) -> Line:
    cells = _cells(line, separator or _separator(line))
    found = dict.fromkeys(columns, "")
    found |= {
        code: cell for code, cell in zip(order, cells, strict=False) if code in found
    }
    return Line(number, found, any(cells[len(order) :]))


def text_digest(text: str) -> str:
    """Return what identifies the list that was checked; browsers change line ends."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()[:32]


def safe_cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
