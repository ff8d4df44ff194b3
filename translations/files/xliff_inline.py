"""Fragments as inline content of XLIFF 2: codes become `<pc>` and `<ph>`.

Their characters stand in `<originalData>`, so that a program for translators shows a
code which can be moved and not edited.

Source: OASIS XLIFF Version 2.0, sections 4.2.3 and 4.7 (inline content).
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext_lazy as _

from translations.files import markup
from translations.files.base import FileProblem
from translations.files.fragments import Kind, Piece, encode, split
from translations.files.markup import Node

_HEX: Final = re.compile("[0-9A-Fa-f]{1,6}")
# Tag -> what the code is, in the words of XLIFF.
_TYPES: Final[dict[str, dict[str, str | None]]] = {
    "a": {"type": "link", "canDelete": "no"},
    "b": {"type": "fmt", "subType": "xlf:b"},
    "strong": {"type": "fmt", "subType": "xlf:b"},
    "i": {"type": "fmt", "subType": "xlf:i"},
    "em": {"type": "fmt", "subType": "xlf:i"},
    "br": {"type": "fmt", "subType": "xlf:lb"},
}


class InlineWriter:
    """Writes the source and the target of one unit, which share their codes."""

    def __init__(self) -> None:
        self._data: dict[str, str] = {}
        self._free: dict[str, deque[str]] = defaultdict(deque)
        self._ids = 0

    def source(self, fragment: str) -> str:
        """Return a source as XML; to be called before `target`."""
        return "".join(self._piece(piece, self._new_id) for piece in split(fragment))

    def target(self, fragment: str) -> str:
        """Return a translation as XML; equal codes get the ids of the source's."""
        return "".join(self._piece(piece, self._known_id) for piece in split(fragment))

    def original_data(self) -> str:
        """Return the `<originalData>` of the unit; empty without codes."""
        items = [
            markup.element("data", markup.text(data), {"id": name})
            for data, name in self._data.items()
        ]
        return markup.element("originalData", "".join(items)) if items else ""

    def _piece(self, piece: Piece, id_for: Callable[[str], str]) -> str:
        if isinstance(piece, str):
            return _text(piece)
        if piece.kind is Kind.CLOSE:
            return "</pc>"
        about = {"id": id_for(piece.data), **_TYPES.get(piece.name, {})}
        if piece.kind is Kind.SINGLE:
            return markup.empty("ph", about | {"dataRef": self._data_id(piece.data)})
        ends = {
            "dataRefStart": self._data_id(piece.data),
            "dataRefEnd": self._data_id(piece.closing),
        }
        return markup.start("pc", about | ends)

    def _data_id(self, data: str) -> str:
        return self._data.setdefault(data, f"d{len(self._data) + 1}")

    def _new_id(self, data: str) -> str:
        self._ids += 1
        self._free[data].append(str(self._ids))
        return str(self._ids)

    def _known_id(self, data: str) -> str:
        if not self._free[data]:
            self._new_id(data)
        return self._free[data].popleft()


def _text(value: str) -> str:
    """Return text with `<cp>` for the characters that XML cannot hold."""
    parts: list[str] = []
    end = 0
    for found in markup.UNWRITABLE.finditer(value):
        code = f"{ord(found.group()):04X}"
        parts += [
            markup.text(value[end : found.start()]),
            markup.empty("cp", {"hex": code}),
        ]
        end = found.end()
    return "".join([*parts, markup.text(value[end:])])


class InlineReader:
    """Reads the source and the target of one unit."""

    def __init__(self, data: dict[str, str]) -> None:
        """Take the `<originalData>` of the unit: id -> characters."""
        self._data = data
        # Code id -> what it begins and ends with, for targets that name only the id.
        self._known: dict[str, tuple[str, str]] = {}

    def fragment(self, node: Node) -> str:
        """Return the content of a `<source>` or `<target>`; sources come first.

        Raises:
            FileProblem: an element or a code that has no original data.
        """
        return "".join(
            encode(child) if isinstance(child, str) else self._element(child)
            for child in node.children
        )

    def _element(self, node: Node) -> str:
        match node.name:
            case "pc":
                start, end = self._ends(node, "dataRefStart", "dataRefEnd")
                return f"{start}{self.fragment(node)}{end}"
            case "ph" | "sc":
                return self._ends(node, "dataRef", "dataRef")[0]
            case "ec":
                return self._ends(node, "dataRef", "dataRef")[1]
            case "mrk":
                # Remarks of a program on the text inside.
                return self.fragment(node)
            case "sm" | "em":
                return ""
            case "cp":
                return _character(node)
        raise FileProblem(
            _(
                "The element %(name)s cannot stand in a text. Use only the codes of "
                "the source text."
            ),
            line=node.line,
            name=f"<{node.name[:40]}>",
        )

    def _ends(self, node: Node, start: str, end: str) -> tuple[str, str]:
        own = node.get("id") or node.get("startRef") or ""
        begun = self._data.get(node.get(start) or "")
        ended = self._data.get(node.get(end) or "")
        if begun is not None and ended is not None:
            self._known.setdefault(own, (begun, ended))
            return begun, ended
        if own in self._known:
            return self._known[own]
        raise FileProblem(
            _(
                "The code %(code)s is not one of the source text. Use only the codes "
                "of the source text."
            ),
            line=node.line,
            code=own[:40] or f"<{node.name}>",
        )


def _character(node: Node) -> str:
    code = node.get("hex") or ""
    number = int(code, 16) if _HEX.fullmatch(code) else -1
    # Halves of surrogate pairs are no characters either.
    if 0 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF:
        return encode(chr(number))
    raise FileProblem(
        _("The element %(name)s names no character. Delete it."),
        line=node.line,
        name="<cp>",
    )
