"""From the plain notation of the content files to rich text and StreamField values."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import escape

Block = dict[str, Any]


def rich(paragraphs: list[str] | str) -> str:
    """Turn paragraphs, or lines beginning `- `, into rich text."""
    if isinstance(paragraphs, str):
        paragraphs = [part for part in re.split(r"\n\s*\n", paragraphs) if part.strip()]
    return "".join(_rich_block(part.strip()) for part in paragraphs)


def _rich_block(text: str) -> str:
    lines = text.splitlines()
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{escape(line[2:])}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{escape(' '.join(lines))}</p>"


def bullets(items: list[str]) -> str:
    """Turn sentences into a rich text list."""
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def block(kind: str, value: Any, seed: str) -> Block:
    """Make a StreamField block whose id is the same in every language.

    Args:
        kind: name of the block type.
        value: its value as StreamField stores it.
        seed: what identifies the block within all content, e.g. `pact/sections/2`.
    """
    return {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, seed))}


def items(values: list[Any], seed: str) -> list[Block]:
    """Make the items of a ListBlock, with stable ids."""
    return [block("item", value, f"{seed}/{n}") for n, value in enumerate(values)]


def body(text: str, seed: str) -> list[Block]:
    """Turn a text with `## ` headings and `- ` lists into a body StreamField."""
    blocks: list[Block] = []
    running: list[str] = []

    def flush() -> None:
        if running:
            blocks.append(block("paragraph", rich(running), f"{seed}/{len(blocks)}"))
            running.clear()

    for part in re.split(r"\n\s*\n", text.strip()):
        first, _, rest = part.strip().partition("\n")
        if first.startswith("## "):
            flush()
            blocks.append(block("heading", first[3:].strip(), f"{seed}/{len(blocks)}"))
            part = rest
        running.extend(_split_lists(part))
    flush()
    return blocks


def _split_lists(part: str) -> list[str]:
    """Separate the list lines of a paragraph from its running text."""
    groups: list[list[str]] = []
    for line in part.strip().splitlines():
        is_item = line.startswith("- ")
        if groups and groups[-1][0].startswith("- ") == is_item:
            groups[-1].append(line)
        else:
            groups.append([line])
    return ["\n".join(group) for group in groups]
