"""The syntax of PO files: entries with their lines out of text, strings quoted.

Source: GNU gettext manual, "The Format of PO Files".
"""

import re
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from translations.files.base import FileProblem

_KEYWORD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(.*)")
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OBSOLETE: Final = re.compile(r"#~\s*msgid\s")
_ESCAPE: Final = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{2}|.)")
_SHORT_ESCAPES: Final = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
_QUOTED: Final = str.maketrans(
    {chr(code): f"\\{code:03o}" for code in (*range(32), 127)}
    | {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
)


@dataclass(slots=True)
class Entry:
    """One entry that counts; obsolete ones are only counted.

    Attributes:
        line: of its first keyword, from 1.
        is_fuzzy: whether it carries that flag.
        strings: by keyword (`msgctxt`, `msgid`, `msgstr`), unescaped.
    """

    line: int
    is_fuzzy: bool = False
    strings: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Entries:
    """What a file holds.

    Attributes:
        entries: in their order, the header among them.
        obsolete: how many obsolete entries were passed over.
    """

    entries: list[Entry] = field(default_factory=list)
    obsolete: int = 0


def quote(value: str) -> str:
    """Return a string as PO writes it, on one line, quotes included."""
    return f'"{value.translate(_QUOTED)}"'


def read_entries(text: str) -> Entries:
    """Read all entries.

    Raises:
        FileProblem: a line is no PO, or an entry lacks one of its parts.
    """
    reader = _Reader()
    # Only line feeds end a line: `splitlines` would break strings at U+2028.
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line.strip(" \t\r"))
    reader.finish()
    return reader.found


class _Reader:
    """Line by line; an entry ends where the next begins."""

    def __init__(self) -> None:
        self.found = Entries()
        self._entry: Entry | None = None
        # Keyword -> its strings, one a line; joined once, as there may be a million.
        self._parts: dict[str, list[str]] = {}
        self._keyword = ""
        self._is_fuzzy = False

    def read(self, number: int, line: str) -> None:
        """Take one line."""
        if line.startswith("#"):
            self._comment(line)
        elif line.startswith('"'):
            self._continue(number, line)
        elif line:
            self._keyword_line(number, line)

    def _comment(self, line: str) -> None:
        if "msgstr" in self._parts:
            self.finish()
        if line.startswith("#,"):
            flags = {flag.strip() for flag in line[2:].split(",")}
            self._is_fuzzy = self._is_fuzzy or "fuzzy" in flags
        elif line.startswith("#~"):
            # A flag before an obsolete entry is that entry's.
            self._is_fuzzy = False
            self.found.obsolete += bool(_OBSOLETE.match(line))

    def _keyword_line(self, number: int, line: str) -> None:
        matched = _KEYWORD.fullmatch(line)
        if not matched:
            raise _syntax_problem(number)
        keyword, string = matched.groups()
        if keyword not in ("msgctxt", "msgid", "msgstr"):
            raise FileProblem(
                _(
                    "The file has plural forms, which no text of the portal has. "
                    "Download the file again and keep its entries as they are."
                ),
                line=number,
            )
        self._begin(keyword, number)
        self._parts[keyword] = [_unquote(string, number)]
        self._keyword = keyword

    def _begin(self, keyword: str, number: int) -> None:
        """Open a new entry where a keyword begins one, and refuse it where it cannot."""
        follows = "msgid" in self._parts and keyword != "msgstr"
        if follows or (keyword == "msgctxt" and self._parts):
            self.finish()
        if self._entry is None:
            self._entry = Entry(number, self._is_fuzzy)
            self._is_fuzzy = False
        if keyword in self._parts:
            raise _syntax_problem(number)
        if keyword == "msgstr" and "msgid" not in self._parts:
            raise _syntax_problem(number)

    def _continue(self, number: int, line: str) -> None:
        if self._entry is None or not self._keyword:
            raise _syntax_problem(number)
        self._parts[self._keyword].append(_unquote(line, number))

    def finish(self) -> None:
        """End the entry that is open, which has to be whole."""
        entry, parts = self._entry, self._parts
        self._entry, self._parts, self._keyword = None, {}, ""
        if entry is None:
            return
        if "msgstr" not in parts or "msgid" not in parts:
            raise FileProblem(
                _(
                    "This entry has no msgstr: it was cut off. Download the file "
                    "again, or restore the entry."
                ),
                line=entry.line,
            )
        entry.strings = {keyword: "".join(lines) for keyword, lines in parts.items()}
        self.found.entries.append(entry)


def _unquote(string: str, number: int) -> str:
    matched = _STRING.fullmatch(string)
    if not matched:
        raise _syntax_problem(number)

    def resolve(escape: re.Match[str]) -> str:
        code = escape.group(1)
        if code in _SHORT_ESCAPES:
            return _SHORT_ESCAPES[code]
        value = int(code[1:], 16) if code.startswith("x") else _octal(code)
        # Larger ones would be bytes of some encoding, which UTF-8 files do not need.
        if not 0 <= value < 128:
            raise _syntax_problem(number)
        return chr(value)

    return _ESCAPE.sub(resolve, matched.group(1))


def _octal(code: str) -> int:
    return int(code, 8) if all(digit in "01234567" for digit in code) else -1


def _syntax_problem(number: int) -> FileProblem:
    return FileProblem(
        _(
            "This line cannot be read as PO: a quotation mark, a backslash or a keyword "
            "is wrong. Correct it, or export the file again from your program."
        ),
        line=number,
    )
