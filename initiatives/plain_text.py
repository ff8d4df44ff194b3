"""Between the body's blocks and the plain text that a signatory writes.

A blank line ends a paragraph; `## ` begins a heading, lines with `- ` or `1. ` a list;
`**bold**`, `*slanted*` and `[words](https://address)` are the only marks. A block that
plain text cannot say (a picture, a quotation, a document) is a line such as `[[2]]`: it
can be moved or removed, and stays what it is.
"""

import re
import uuid
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any, Final

from django.utils.html import escape
from wagtail.whitelist import Whitelister, allow_without_attributes

Block = dict[str, Any]

_PART: Final = re.compile(r"\[\[(\d{1,3})\]\]")
_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_SLANTED: Final = re.compile(r"(?<!\*)\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)")
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()<>\"']+)\)")
_ITEM: Final = re.compile(r"^(?:- |\d{1,3}[.)] )")
_INLINE: Final = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_KNOWN: Final = frozenset({"p", "ul", "ol", "li", "br", "a", *_INLINE})


def _keep_address(tag: Any) -> None:
    address = tag.get("href", "")
    tag.attrs = {"href": address} if address.startswith(("http://", "https://")) else {}


class _Cleaner(Whitelister):
    """Wagtail's whitelist, with nothing but what the text of a signatory can have."""

    element_rules = {
        "[document]": allow_without_attributes,
        **dict.fromkeys(
            ("p", "br", "b", "i", "ul", "ol", "li"), allow_without_attributes
        ),
        "a": _keep_address,
    }


def blocks_from_text(text: str, kept: Sequence[Block] = ()) -> list[Block]:
    """Turn plain text into the raw blocks of a body.

    Args:
        text: what was written.
        kept: the blocks that `[[1]]`, `[[2]]`… stand for; an unknown number is text.
    """
    blocks: list[Block] = []
    running: list[str] = []

    def flush() -> None:
        if running:
            blocks.append(_block("paragraph", _cleaned("".join(running))))
            running.clear()

    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        stripped = part.strip()
        number = _PART.fullmatch(stripped)
        if number and 0 < int(number.group(1)) <= len(kept):
            flush()
            blocks.append(dict(kept[int(number.group(1)) - 1]))
        elif stripped.startswith("## "):
            flush()
            first, _, rest = stripped.partition("\n")
            blocks.append(_block("heading", first[3:].strip()))
            running += _rich(rest)
        else:
            running += _rich(stripped)
    flush()
    return blocks


def text_from_blocks(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """Turn the raw blocks of a body into plain text.

    Returns:
        the text, and the blocks that its `[[1]]`, `[[2]]`… stand for.
    """
    parts: list[str] = []
    kept: list[Block] = []
    for block in blocks:
        text = _text_of(block)
        if text is None:
            kept.append(block)
            text = f"[[{len(kept)}]]"
        if text:
            parts.append(text)
    return "\n\n".join(parts), kept


def _block(kind: str, value: str) -> Block:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _cleaned(markup: str) -> str:
    return str(_Cleaner().clean(markup))


def _rich(part: str) -> list[str]:
    """Turn one paragraph, which may hold a list, into rich text."""
    out: list[str] = []
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    group: list[str] = []
    for line in [*lines, None]:
        is_item = bool(line and _ITEM.match(line))
        if group and (line is None or is_item != bool(_ITEM.match(group[0]))):
            out.append(_group(group))
            group = []
        if line is not None:
            group.append(line)
    return out


def _group(lines: list[str]) -> str:
    if not _ITEM.match(lines[0]):
        return f"<p>{'<br/>'.join(_inline(line) for line in lines)}</p>"
    name = "ul" if lines[0].startswith("- ") else "ol"
    items = "".join(
        f"<li>{_inline(_ITEM.sub('', line, count=1))}</li>" for line in lines
    )
    return f"<{name}>{items}</{name}>"


def _inline(line: str) -> str:
    marked = str(escape(line))
    marked = _LINK.sub(r'<a href="\2">\1</a>', marked)
    marked = _BOLD.sub(r"<b>\1</b>", marked)
    return _SLANTED.sub(r"<i>\1</i>", marked)


def _text_of(block: Block) -> str | None:
    if block["type"] == "heading":
        return f"## {block['value']}"
    if block["type"] != "paragraph":
        return None
    reader = _Reader()
    reader.feed(str(block["value"]))
    reader.close()
    return None if reader.is_foreign else reader.text()


class _Reader(HTMLParser):
    """Reads rich text back; `is_foreign` when it has more than plain text can say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_foreign = False
        self._parts: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag not in _KNOWN or (tag == "a" and not address.startswith("http")):
            self.is_foreign = True
        elif tag in _INLINE:
            self._parts.append(_INLINE[tag])
        elif tag == "a":
            self._addresses.append(address)
            self._parts.append("[")
        else:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.is_foreign |= bool(self._lists)
            self._lists.append((tag, 0))
        elif tag == "li" and self._lists:
            name, number = self._lists.pop()
            self._lists.append((name, number + 1))
            self._parts.append("- " if name == "ul" else f"{number + 1}. ")
        elif tag == "br":
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            self._parts.append(_INLINE[tag])
        elif tag == "a" and self._addresses:
            self._parts.append(f"]({self._addresses.pop()})")
        elif tag == "li":
            self._parts.append("\n")
        elif tag == "p":
            self._parts.append("\n\n")
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def text(self) -> str:
        """Return what was read, without blank lines at its ends."""
        return re.sub(r"\n{3,}", "\n\n", "".join(self._parts)).strip()
