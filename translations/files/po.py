"""PO, the format of gettext, with headers of the portal's own.

Own reading (`po_syntax`) instead of polib's: that one opens a file when the text names
one, breaks lines at U+2028, cuts off a missing quote in silence, and does not say the
line of a faulty string. Every string is written on one line and a header says how many
texts there are, so that a file which was cut off anywhere is noticed.
"""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.text import one_line
from translations.files.base import (
    MACHINE_DRAFT,
    NEEDS_EDITING,
    UNTRANSLATED,
    WAITING,
    Document,
    FileProblem,
    ReadDocument,
    ReadUnit,
    Unit,
    distinct,
    language_tag,
    read_language,
    read_moment,
    refuse_twice,
)
from translations.files.po_syntax import Entries, Entry, quote, read_entries
from translations.files.safety import check_unit, decode

PROJECT: Final = "Pact portal"
_OBJECT: Final = "x-pact-object"
_UNITS: Final = "x-pact-units"
_EXPORTED: Final = "x-pact-exported"


def po_write(document: Document) -> bytes:
    """Return one document as a PO file, the same bytes for the same document.

    Machine drafts and texts whose source has changed are marked fuzzy.
    """
    units = distinct(document.units)
    headers = {
        "Project-Id-Version": PROJECT,
        "Language": language_tag(document.target_language),
        "X-Source-Language": language_tag(document.source_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Pact-Object": str(document.key),
        "X-Pact-Units": str(len(units)),
    }
    if document.exported_at:
        headers["X-Pact-Exported"] = document.exported_at.isoformat()
    lines = [f"# {one_line(text)}" for text in (document.title, document.url) if text]
    lines += ['msgid ""', 'msgstr ""']
    lines += [quote(f"{name}: {value}\n") for name, value in headers.items()]
    for unit in units:
        lines += ["", *_entry_lines(unit)]
    return ("\n".join(lines) + "\n").encode()


def _entry_lines(unit: Unit) -> Iterator[str]:
    for line in unit.note.splitlines():
        yield f"#. {one_line(line)}"
    flags = []
    if unit.target and unit.state in (MACHINE_DRAFT, NEEDS_EDITING):
        flags.append("fuzzy")
    if unit.max_length is not None:
        words = _("Longest possible text, in characters: %(count)s")
        yield f"#. {words % {'count': unit.max_length}}"
        # Weblate and others check it while one types.
        flags.append(f"max-length:{unit.max_length}")
    if flags:
        yield f"#, {', '.join(flags)}"
    if unit.previous_source:
        yield f"#| msgid {quote(unit.previous_source)}"
    yield f"msgctxt {quote(unit.path)}"
    yield f"msgid {quote(unit.source)}"
    yield f"msgstr {quote(unit.target)}"


def po_read(data: bytes) -> ReadDocument:
    """Read a PO file that this portal wrote and somebody translated.

    Returns:
        fuzzy entries as `needs_editing`, other translated ones as `waiting`; obsolete
        ones are left out.

    Raises:
        FileProblem: it is no such file, or not a whole one, or not safe.
    """
    found = read_entries(decode(data))
    headers, line = _headers(found)
    key = _object(headers, line)
    units = tuple(
        _unit(entry)
        for entry in found.entries
        if entry.strings["msgid"] or "msgctxt" in entry.strings
    )
    refuse_twice(units)
    _require_all(headers, line, len(units) + found.obsolete)
    return ReadDocument(
        key=key,
        source_language=read_language(headers.get("x-source-language")),
        target_language=read_language(headers.get("language")),
        units=units,
        exported_at=read_moment(headers.get(_EXPORTED)),
    )


def _headers(found: Entries) -> tuple[dict[str, str], int]:
    """Return the header's lines by their lower-case names, and where it begins."""
    first = found.entries[0] if found.entries else None
    if first is None or first.strings["msgid"] or "msgctxt" in first.strings:
        raise FileProblem(
            _(
                "The file has no PO header. Choose a PO file that was downloaded from "
                "this portal."
            ),
            line=first.line if first else None,
        )
    pairs = (line.partition(":") for line in first.strings["msgstr"].split("\n"))
    headers = {name.strip().lower(): value.strip() for name, _colon, value in pairs}
    charset = headers.get("content-type", "").lower().partition("charset=")[2]
    if charset not in ("", "utf-8", "utf8"):
        raise FileProblem(
            _(
                "The file says that it is in the encoding %(encoding)s. Save it as "
                "UTF-8 and try again."
            ),
            line=first.line,
            encoding=charset[:40],
        )
    return headers, first.line


def _object(headers: Mapping[str, str], line: int) -> UUID:
    try:
        return UUID(headers.get(_OBJECT, ""))
    except ValueError as error:
        raise FileProblem(
            _(
                "The file belongs to another project: its header does not name a page "
                "of this portal (X-Pact-Object). Choose a PO file that was downloaded "
                "here, and keep its header."
            ),
            line=line,
        ) from error


def _unit(entry: Entry) -> ReadUnit:
    path = entry.strings.get("msgctxt")
    source, target = entry.strings["msgid"], entry.strings["msgstr"]
    if path is None or not source:
        raise FileProblem(
            _(
                "This entry has no msgctxt or an empty msgid, so nobody can say where "
                "it belongs. Download the file again and change only the translations."
            ),
            line=entry.line,
        )
    check_unit(path, source, target, entry.line)
    state = NEEDS_EDITING if entry.is_fuzzy else WAITING
    return ReadUnit(path, source, target, state if target else UNTRANSLATED, entry.line)


def _require_all(headers: Mapping[str, str], line: int, found: int) -> None:
    written = headers.get(_UNITS, "")
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise FileProblem(
            _(
                "The header does not say how many texts the file has (X-Pact-Units). "
                "Download it again and keep its header."
            ),
            line=line,
        )
    if found < int(written):
        raise FileProblem(
            _(
                "Only %(found)s of %(written)s texts are in the file: it was cut off, "
                "or entries were deleted. Download it again; what is not translated "
                "may stay empty."
            ),
            found=found,
            written=written,
        )
