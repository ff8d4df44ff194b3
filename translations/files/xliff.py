"""XLIFF 2.0, the exchange format of programs for translators.

One `<file>` per document, its id the object's key; one `<unit>` per text, its name the
path. A unit keeps one segment, as the portal translates a text as a whole.

Source: OASIS XLIFF Version 2.0 (core; Size and Length Restriction module).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from translations.files import markup
from translations.files.base import (
    APPROVED,
    MACHINE_DRAFT,
    NEEDS_EDITING,
    STATES,
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
from translations.files.markup import Node, read_tree
from translations.files.safety import check_unit
from translations.files.xliff_inline import InlineReader, InlineWriter

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_SIZES: Final = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
# 2.1 has the namespace of 2.0, and the same core.
_VERSIONS: Final = frozenset({"2.0", "2.1"})

# A draft is `initial` so that a program shows it as work to do; `subState` says more.
_WRITTEN_STATES: Final = {
    UNTRANSLATED: "initial",
    MACHINE_DRAFT: "initial",
    NEEDS_EDITING: "initial",
    WAITING: "translated",
    APPROVED: "final",
}
# What a program sets beyond ours. `reviewed` is somebody else's review, not yet ours.
_READ_STATES: Final = {
    "initial": NEEDS_EDITING,
    "translated": WAITING,
    "reviewed": WAITING,
    "final": APPROVED,
}
_PREFIX: Final = "pact:"
# Category of the note that says when a file was written.
_EXPORTED: Final = "exported"


def xliff_write(documents: Sequence[Document]) -> bytes:
    """Return documents of one pair of languages as one file.

    Documents without texts are left out, as XLIFF knows no empty file.

    Raises:
        ValueError: there is no text at all, or the languages differ.
    """
    pairs = {(item.source_language, item.target_language) for item in documents}
    if len(pairs) != 1 or not any(item.units for item in documents):
        raise ValueError("XLIFF holds texts of one source and one target language")
    ((source, target),) = pairs
    root = markup.start(
        "xliff",
        {
            "xmlns": NAMESPACE,
            "xmlns:slr": _SIZES,
            "version": "2.0",
            "srcLang": language_tag(source),
            "trgLang": language_tag(target),
        },
    )
    files = "\n".join(_file(item) for item in documents if item.units)
    return f"{markup.DECLARATION}{root}\n{files}\n</xliff>\n".encode()


def _file(document: Document) -> str:
    units = distinct(document.units)
    start = markup.start(
        "file", {"id": str(document.key), "original": document.url or None}
    )
    profile = markup.empty("slr:profiles", {"generalProfile": "xliff:codepoints"})
    exported = document.exported_at.isoformat() if document.exported_at else ""
    notes = _notes({"title": document.title, _EXPORTED: exported})
    written = "\n".join(_unit(unit, at) for at, unit in enumerate(units, start=1))
    return f"{start}\n{profile}\n{notes}\n{written}\n</file>"


def _unit(unit: Unit, number: int) -> str:
    limit = None if unit.max_length is None else str(unit.max_length)
    start = markup.start(
        "unit",
        {
            "id": f"u{number}",
            "name": unit.path,
            "canResegment": "no",
            "xml:space": "preserve",
            "slr:sizeRestriction": limit,
        },
    )
    inline = InlineWriter()
    content = markup.element("source", inline.source(unit.source))
    if unit.target:
        content += markup.element("target", inline.target(unit.target))
    state = unit.state or (WAITING if unit.target else UNTRANSLATED)
    segment = markup.element(
        "segment",
        content,
        {"state": _WRITTEN_STATES[state], "subState": f"{_PREFIX}{state}"},
    )
    notes = _notes({"field": unit.note, "previous-source": unit.previous_source})
    return f"{start}{notes}{inline.original_data()}{segment}</unit>"


def _notes(notes: dict[str, str]) -> str:
    written = [
        markup.element("note", markup.text(text), {"category": category})
        for category, text in notes.items()
        if text
    ]
    return markup.element("notes", "".join(written)) if written else ""


def xliff_read(data: bytes) -> list[ReadDocument]:
    """Read a file that this portal wrote and somebody translated.

    Returns:
        one document per `<file>`; segments of one unit are put together.

    Raises:
        FileProblem: it is no XLIFF 2.0, or not a whole one, or not safe.
    """
    root = read_tree(data)
    if (root.name, root.namespace) != ("xliff", NAMESPACE) or root.get(
        "version"
    ) not in _VERSIONS:
        raise FileProblem(
            _(
                "The file is not XLIFF 2.0. Export it from your program as XLIFF 2.0, "
                "not as an older or newer version."
            ),
            line=root.line,
        )
    files = list(root.elements("file"))
    _refuse_equal_ids(files)
    documents = [_read_file(node, root) for node in files]
    if not documents:
        raise FileProblem(
            _("There is no text in the file. Download it again."), line=root.line
        )
    return documents


def _refuse_equal_ids(files: Iterable[Node]) -> None:
    seen: set[str | None] = set()
    for node in files:
        if node.get("id") in seen:
            raise FileProblem(
                _("This page is in the file twice. Delete one of the two."),
                line=node.line,
            )
        seen.add(node.get("id"))


def _read_file(node: Node, root: Node) -> ReadDocument:
    units = tuple(_read_unit(unit) for unit in _units(node))
    refuse_twice(units)
    return ReadDocument(
        key=_key(node.get("id")),
        source_language=read_language(root.get("srcLang")),
        target_language=read_language(root.get("trgLang")),
        units=units,
        exported_at=read_moment(_note(node, _EXPORTED)),
    )


def _note(node: Node, category: str) -> str | None:
    holder = node.first("notes")
    for note in holder.elements("note") if holder else ():
        if note.get("category") == category:
            return note.text()
    return None


def _key(written: str | None) -> UUID | None:
    try:
        return UUID(written or "")
    except ValueError:
        return None


def _units(node: Node) -> Iterator[Node]:
    for child in node.elements("unit", "group"):
        if child.name == "unit":
            yield child
        else:
            yield from _units(child)


def _read_unit(node: Node) -> ReadUnit:
    path = node.get("name")
    segments = list(node.elements("segment", "ignorable"))
    if path is None or not any(item.name == "segment" for item in segments):
        raise FileProblem(
            _(
                "This unit has no name or no segment, so nobody can say where it "
                "belongs. Download the file again and change only the translations."
            ),
            line=node.line,
        )
    inline = InlineReader(_original_data(node))
    source = "".join(_content(inline, item, "source") for item in segments)
    target = _target(inline, segments, node.line)
    check_unit(path, source, target, node.line)
    states = [
        _state(item, has_target=bool(target))
        for item in segments
        if item.name == "segment"
    ]
    # Of several segments the least finished one counts.
    state = min(states, key=STATES.index)
    return ReadUnit(path, source, target, state, node.line)


def _original_data(node: Node) -> dict[str, str]:
    holder = node.first("originalData")
    if holder is None:
        return {}
    return {item.get("id") or "": item.text() for item in holder.elements("data")}


def _content(inline: InlineReader, segment: Node, name: str) -> str:
    holder = segment.first(name)
    return "" if holder is None else inline.fragment(holder)


def _target(inline: InlineReader, segments: Sequence[Node], line: int) -> str:
    """Put the targets of a unit together; empty when none of them is translated."""
    parts = [(item, _content(inline, item, "target")) for item in segments]
    if not any(text for item, text in parts if item.name == "segment"):
        return ""
    for item, text in parts:
        if item.name == "segment" and not text and _content(inline, item, "source"):
            raise FileProblem(
                _(
                    "Only some segments of this text are translated. Translate all of "
                    "them, or none."
                ),
                line=line,
            )
    # What stands between segments, spaces mostly, needs no translation.
    return "".join(
        text if item.first("target") else _content(inline, item, "source")
        for item, text in parts
    )


def _state(segment: Node, *, has_target: bool) -> str:
    """Return our state of a segment.

    Ours in `subState` counts as long as `state` still is what we wrote with it: a
    program that moved the one need not know the other.
    """
    if not has_target:
        return UNTRANSLATED
    state = segment.get("state") or "initial"
    ours = (segment.get("subState") or "").removeprefix(_PREFIX)
    if ours != UNTRANSLATED and _WRITTEN_STATES.get(ours) == state:
        return ours
    return _READ_STATES.get(state, NEEDS_EDITING)
