"""XML read into a small tree that knows its lines, and XML written.

Expat itself, not ElementTree or lxml: it says the line of every element, and a document
type is refused by one handler before anything in it is looked at, so that there are no
entities to expand and nothing to load. Depth and number of elements have an end, because
a few megabytes of `<a/>` would become hundreds in memory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from translations.files.base import FileProblem
from translations.files.safety import decode

MAX_DEPTH: Final = 64
MAX_ELEMENTS: Final = 300_000

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
_ENCODINGS: Final = frozenset(
    {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"}
)
_CUT: Final = frozenset(
    {
        expat.errors.codes[message]
        for message in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
        )
    }
)
# Characters that XML 1.0 cannot hold, not even as a reference.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        name: local name.
        namespace: empty when it has none.
        line: of its start, from 1.
        attributes: by name; `xml:lang` and `xml:space` by that name, those of other
            namespaces as `namespace name`.
        children: elements and text in their order.
    """

    name: str
    namespace: str
    line: int
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """Return an attribute."""
        return self.attributes.get(name)

    def elements(self, *names: str) -> "Iterator[Node]":
        """Iterate over the children of these local names; over all without names."""
        for child in self.children:
            if isinstance(child, Node) and (not names or child.name in names):
                yield child

    def first(self, name: str) -> "Node | None":
        """Return the first child of a local name."""
        return next(self.elements(name), None)

    def text(self) -> str:
        """Return all text inside, at any depth."""
        return "".join(
            child if isinstance(child, str) else child.text() for child in self.children
        )


def read_tree(data: bytes, *, doctype: tuple[str, str] | None = None) -> Node:
    """Read an XML file.

    Args:
        data: the file.
        doctype: name and system identifier of the only document type that is passed
            over, without loading it; None refuses every one.

    Raises:
        FileProblem: too large, cut off, not well-formed, of another encoding, with a
            document type, too deep, or with too many elements.
    """
    text = decode(data)
    builder = _Builder(doctype)
    try:
        builder.parser.Parse(text, True)
    except expat.ExpatError as error:
        if error.code in _CUT:
            raise FileProblem(
                _("The file ends in the middle. Download or export it again."),
                line=error.lineno,
            ) from error
        raise FileProblem(
            _(
                "The file is not well-formed XML here. Export it again from your "
                "program instead of editing it by hand."
            ),
            line=error.lineno,
        ) from error
    return builder.root


class _Builder:
    """Handlers that build the tree."""

    def __init__(self, doctype: tuple[str, str] | None) -> None:
        self._doctype = doctype
        self._open: list[Node] = []
        self._count = 0
        self.root = Node("", "", 0, {})
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise FileProblem(
                _(
                    "The file says that it is in the encoding %(encoding)s. Save it as "
                    "UTF-8 and try again."
                ),
                line=self._line(),
                encoding=encoding[:40],
            )

    def _document_type(
        self, name: str, system: str | None, public: str | None, has_subset: int
    ) -> None:
        if has_subset or public or (name, system) != self._doctype:
            raise _document_type_problem(self._line())

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        # With a document type that is not loaded, expat would leave it out in silence.
        raise FileProblem(
            _("The file uses the entity %(name)s, which is not defined. Replace it."),
            line=self._line(),
            name=f"&{name[:40]};",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise FileProblem(
                _(
                    "The file has too many elements, or they are nested too deeply. "
                    "Split it, or export fewer texts at once."
                ),
                line=self._line(),
            )
        namespace, _space, local = name.rpartition(" ")
        named = {
            key.replace(f"{_XML_NAMESPACE} ", "xml:"): value
            for key, value in attributes.items()
        }
        node = Node(local, namespace, self._line(), named)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)


def _document_type_problem(line: int) -> FileProblem:
    return FileProblem(
        _(
            "The file has a document type (DOCTYPE), which can load other files and is "
            "not accepted. Delete that declaration, or export the file without it."
        ),
        line=line,
    )


def text(value: str) -> str:
    """Return text as XML content; characters that XML cannot hold are left out."""
    value = UNWRITABLE.sub("", value)
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A plain one would be read as a line feed.
    return value.replace("\r", "&#13;")


def _attribute(value: str) -> str:
    escaped = text(value).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")


def start(
    name: str, attributes: Mapping[str, str | None] | None = None, *, end: str = ">"
) -> str:
    """Return a start tag; attributes that are None are left out."""
    written = "".join(
        f' {key}="{_attribute(value)}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    return f"<{name}{written}{end}"


def empty(name: str, attributes: Mapping[str, str | None]) -> str:
    """Return an element without content."""
    return start(name, attributes, end="/>")


def element(
    name: str, content: str, attributes: Mapping[str, str | None] | None = None
) -> str:
    """Return an element whose content is XML already."""
    return f"{start(name, attributes)}{content}</{name}>"
