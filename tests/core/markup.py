"""Reading a page's HTML as a browser does: elements with their text and language."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)


@dataclass
class Element:
    tag: str
    attrs: dict
    lang: str
    parents: tuple
    texts: list = field(default_factory=list)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())

    def is_inside(self, other):
        return any(parent is other for parent in self.parents)


class Markup(HTMLParser):
    """All elements of a response, in the order of the page."""

    def __init__(self, response):
        super().__init__()
        self.elements = []
        self._open = []
        self.feed(response.content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        inherited = self._open[-1].lang if self._open else ""
        language = attributes.get("lang") or inherited
        element = Element(tag, attributes, language, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open, f"</{tag}> closes nothing"
        last = self._open.pop()
        assert last.tag == tag, f"</{tag}> closes <{last.tag} {last.attrs}>"

    def handle_data(self, data):
        for element in self._open:
            element.texts.append(data)

    def all(self, tag="", **attrs):
        """Elements with a tag and attributes; `class_` has to be one of the classes."""
        wanted = attrs.pop("class_", "")
        return [
            element
            for element in self.elements
            if tag in ("", element.tag)
            and (not wanted or wanted in (element.attrs.get("class") or "").split())
            and all(element.attrs.get(name) == value for name, value in attrs.items())
        ]

    def one(self, tag="", **attrs):
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} {attrs}>"
        return found[0]

    @property
    def title(self):
        return self.one("title").text

    @property
    def text(self):
        return self.one("body").text

    @property
    def main(self):
        return self.one("main")

    @property
    def alternates(self):
        """Language -> address of the real translations the page names."""
        return {
            link.attrs["hreflang"]: link.attrs["href"]
            for link in self.all("link", rel="alternate")
        }

    @property
    def canonical(self):
        return self.one("link", rel="canonical").attrs["href"]
