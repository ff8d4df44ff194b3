"""The fragments of HTML that wagtail-localize stores, taken apart without repair.

Beautiful Soup closes what is open and drops what it does not know, so a fault would be
gone before it could be told.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

# wagtail_localize.strings.INLINE_TAGS; one more refuses to be saved.
INLINE_TAGS: Final = frozenset(
    {"a", "abbr", "acronym", "b", "code", "em", "i", "strong", "br"}
)
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)(?P<rest>[^<>]*+)>"
    r"|<!--.*?(?:-->|\Z)|<[!?/][^<>]*>?|<(?=[A-Za-z])",
    re.DOTALL,
)
_MAX_EXCERPT: Final = 60
_LINK_ID: Final = re.compile(r"""\s+id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))\s*""")


@dataclass(slots=True)
class Fragment:
    """What a fragment of HTML consists of.

    Attributes:
        raw: the fragment as it was given.
        text: what a reader sees; a `<br>` is a line break.
        tags: how often each tag is opened, links left out.
        links: ids of links in their order; "" for a link without one.
        empty_links: ids of links that hold no text.
        not_allowed: tags, comments and attributes that a segment cannot have.
        broken: tags that are not closed, or closed without being open.
    """

    raw: str
    text: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    empty_links: list[str] = field(default_factory=list)
    not_allowed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, raw: str) -> None:
        self.fragment = Fragment(raw)
        self._texts: list[str] = []
        # name, id and number of texts so far of each tag that is open
        self._open: list[tuple[str, str, int]] = []

    def read(self) -> Fragment:
        raw, at = self.fragment.raw, 0
        for match in _TAG.finditer(raw):
            self._text(raw[at : match.start()])
            self._tag(match)
            at = match.end()
        self._text(raw[at:])
        self.fragment.broken += [f"<{name}>" for name, _id, _count in self._open]
        self.fragment.text = "".join(self._texts)
        return self.fragment

    def _text(self, piece: str) -> None:
        if piece:
            self._texts.append(html.unescape(piece))

    def _tag(self, match: re.Match[str]) -> None:
        written, name = match.group(), (match["name"] or "").lower()
        tag = written[:_MAX_EXCERPT]
        if name not in INLINE_TAGS:
            is_cut_off = written == "<"
            here = self.fragment.broken if is_cut_off else self.fragment.not_allowed
            here.append(match.string[match.start() :][:20] if is_cut_off else tag)
        elif match["end"]:
            self._close(name)
        elif name == "br":
            self._texts.append("\n")
            self._opened(name, match["rest"], tag)
        else:
            link = self._opened(name, match["rest"], tag)
            self._open.append((name, link, len(self._texts)))

    def _opened(self, name: str, rest: str, written: str) -> str:
        """Note a tag and return its id, which only a link has."""
        attribute = _LINK_ID.fullmatch(rest) if name == "a" else None
        link = next(filter(None, attribute.groups()), "") if attribute else ""
        if attribute is None and rest.strip(" \t\r\n/"):
            self.fragment.not_allowed.append(written)
        if name != "a":
            self.fragment.tags[name] += 1
            return ""
        self.fragment.links.append(link)
        if any(other == "a" for other, _id, _count in self._open):
            self.fragment.broken.append(written)
        return link

    def _close(self, name: str) -> None:
        if name == "br":
            return
        if not self._open or self._open[-1][0] != name:
            self.fragment.broken.append(f"</{name}>")
            # What is meant is the nearest one, so that one slip is told once.
            names = [other for other, _id, _count in self._open]
            if name in names:
                del self._open[len(names) - 1 - names[::-1].index(name)]
            return
        _name, link, count = self._open.pop()
        if name == "a" and not "".join(self._texts[count:]).strip():
            self.fragment.empty_links.append(link)


def fragment(raw: str) -> Fragment:
    """Take a fragment apart; it may be any text at all."""
    return _Reader(raw).read()
