"""TMX 1.4b, the exchange format of translation memories.

Codes of other programs mean nothing here: from their units only the text is kept, and
mark-up only where it is what a text of the portal may have.

Source: LISA OSCAR, TMX 1.4b Specification.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE
from translations.files import markup
from translations.files.base import FileProblem, language_tag, read_language
from translations.files.fragments import Kind, Piece, encode, split
from translations.files.markup import Node, read_tree
from translations.files.safety import check_unit, is_markup

# Most programs write it; it is passed over and never loaded.
DOCTYPE: Final = ("tmx", "tmx14.dtd")
# Codes of the portal's own that are no tags: entities, and what stands alone.
_ENTITY: Final = re.compile(r"&#?\w+;|[<>&]")
_ANY: Final = "*all*"
_TIME: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A text and its translation.

    Attributes:
        source_language: code of `core.languages`, like `target_language`.
        source: an HTML fragment as wagtail-localize keeps it, like `target`.
        changed_at: UTC, to the second; None when not known.
        author_note: a remark for those who find the unit.
    """

    source_language: str
    target_language: str
    source: str
    target: str
    changed_at: datetime | None = None
    author_note: str = ""


def tmx_write(units: Iterable[MemoryUnit]) -> bytes:
    """Return a memory as one file; characters that XML cannot hold are left out."""
    return b"".join(tmx_parts(units))


def tmx_parts(units: Iterable[MemoryUnit]) -> Iterator[bytes]:
    """Yield the file of `tmx_write` piece by piece, for an answer that streams."""
    header = markup.empty(
        "header",
        {
            "creationtool": "Pact portal",
            "creationtoolversion": "1",
            "segtype": "block",
            "o-tmf": "html",
            "adminlang": "en",
            "srclang": _ANY,
            "datatype": "html",
        },
    )
    name, system = DOCTYPE
    yield (
        f'{markup.DECLARATION}<!DOCTYPE {name} SYSTEM "{system}">\n'
        f'<tmx version="1.4">\n{header}\n<body>\n'
    ).encode()
    for unit in units:
        yield f"{_unit(unit)}\n".encode()
    yield b"</body>\n</tmx>\n"


def _unit(unit: MemoryUnit) -> str:
    changed = unit.changed_at
    attributes = {
        "srclang": language_tag(unit.source_language),
        "changedate": changed.astimezone(UTC).strftime(_TIME) if changed else None,
    }
    note = markup.text(unit.author_note)
    return markup.element(
        "tu",
        (markup.element("note", note) if note else "")
        + _variant(unit.source_language, unit.source)
        + _variant(unit.target_language, unit.target),
        attributes,
    )


def _variant(language: str, fragment: str) -> str:
    written = "".join(_piece(piece) for piece in split(fragment))
    segment = markup.element("seg", written)
    return markup.element("tuv", segment, {"xml:lang": language_tag(language)})


def _piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return markup.text(piece)
    data = markup.text(piece.data)
    if piece.kind is Kind.SINGLE:
        return markup.element("ph", data)
    name = "bpt" if piece.kind is Kind.OPEN else "ept"
    return markup.element(name, data, {"i": str(piece.pair)})


def tmx_read(data: bytes) -> Iterator[MemoryUnit]:
    """Read a memory of whatever program.

    Returns:
        one unit for each translation of a source; languages that the portal does not
        have, and units without a source, are left out.

    Raises:
        FileProblem: it is no TMX, or not a whole one, or not safe; raised before the
            first unit is given.
    """
    root = read_tree(data, doctype=DOCTYPE)
    body = root.first("body")
    if root.name != "tmx" or body is None:
        raise FileProblem(
            _("The file is not a translation memory. Export it as TMX 1.4."),
            line=root.line,
        )
    header = root.first("header")
    default = header.get("srclang") if header else None
    units = [unit for node in body.elements("tu") for unit in _read(node, default)]
    return iter(units)


def _read(node: Node, default: str | None) -> Iterator[MemoryUnit]:
    variants = [
        (read_language(item.get("xml:lang") or item.get("lang")) or "", item)
        for item in node.elements("tuv")
    ]
    wanted = node.get("srclang") or default or _ANY
    sources = [
        item for item in variants if wanted == _ANY or item[0] == read_language(wanted)
    ]
    if not sources:
        return
    source_language, source = sources[0]
    for language, variant in variants:
        if variant is source or not {source_language, language} <= BY_CODE.keys():
            continue
        unit = MemoryUnit(
            source_language=source_language,
            target_language=language,
            source=_fragment(source),
            target=_fragment(variant),
            changed_at=_changed(variant) or _changed(node),
            author_note=_note(node) or _note(variant),
        )
        check_unit(unit.author_note, unit.source, unit.target, variant.line)
        if unit.source and unit.target:
            yield unit


def _fragment(variant: Node) -> str:
    segment = variant.first("seg")
    return "" if segment is None else _inline(segment)


def _inline(node: Node) -> str:
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(encode(child))
        elif child.name == "hi":
            parts.append(_inline(child))
        elif is_markup(code := child.text()) or _ENTITY.fullmatch(code):
            parts.append(code)
    return "".join(parts)


def _changed(node: Node) -> datetime | None:
    written = node.get("changedate") or node.get("creationdate") or ""
    try:
        return datetime.strptime(written, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _note(node: Node) -> str:
    note = node.first("note")
    return "" if note is None else note.text()
