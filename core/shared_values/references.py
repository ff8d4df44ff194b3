"""References in one text: which codes it names, and the text with their values."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from django.utils.html import escape, format_html

from core.models.shared_values import SharedValue

# What somebody meant as a reference, whether or not the code exists.
REFERENCE: Final = re.compile(r"\{\{([^{}<>\n]{0,80})\}\}")
_TAG: Final = re.compile(r"(<[^>]*>)")


def codes_in(text: str) -> Iterator[str]:
    """Yield the codes that a text names, known or not, in their order.

    Args:
        text: plain text or HTML; a code has no character that either would write
            differently.
    """
    for match in REFERENCE.finditer(text):
        yield _code(match)


def _code(match: re.Match[str]) -> str:
    return html.unescape(match[1]).strip()


class SharedValues:
    """All shared values, read when the first one is asked for, with one query.

    They are few. One object serves one request, so that a change is seen by the next
    request of every process.
    """

    @cached_property
    def by_code(self) -> Mapping[str, SharedValue]:
        """Code -> value."""
        return {value.code: value for value in SharedValue.objects.all()}

    def named_in(self, texts: Iterable[str]) -> list[SharedValue]:
        """Return the values that texts name, each once, in the order of the texts."""
        codes = dict.fromkeys(code for text in texts for code in codes_in(text))
        return [self.by_code[code] for code in codes if code in self.by_code]

    def unknown_in(self, texts: Iterable[str]) -> list[str]:
        """Return the codes in texts that no value has, each once."""
        codes = dict.fromkeys(code for text in texts for code in codes_in(text))
        return [code for code in codes if code not in self.by_code]

    def in_text(self, text: str, language: str) -> str:
        """Return a plain text with values; what is no reference stays as it is.

        Args:
            text: whoever shows it has to escape it, before and after.
            language: code of the language of the text.
        """
        return REFERENCE.sub(lambda match: self._plain(match, language), text)

    def in_html(self, source: str, language: str) -> str:
        """Return rich text with values, escaped; telephone numbers become links.

        Only text is replaced, never an attribute, and no link is put into a link.
        """
        if "{{" not in source:
            return source
        parts, links = _TAG.split(source), 0
        for place, part in enumerate(parts):
            if place % 2:
                links += _opened_links(part)
            else:
                parts[place] = self._in_piece(part, language, is_linked=links > 0)
        return "".join(parts)

    def _in_piece(self, piece: str, language: str, *, is_linked: bool) -> str:
        def markup(match: re.Match[str]) -> str:
            value = self.by_code.get(_code(match))
            if value is None:
                return match[0]
            if value.telephone and not is_linked:
                return format_html(
                    '<a href="tel:{}">{}</a>', value.dialled, value.telephone
                )
            return escape(value.text(language))

        return REFERENCE.sub(markup, piece)

    def _plain(self, match: re.Match[str], language: str) -> str:
        value = self.by_code.get(_code(match))
        return match[0] if value is None else value.text(language)


def _opened_links(tag: str) -> int:
    """Return by how much a tag changes the number of links that are open."""
    name = tag[1:-1].split(maxsplit=1)[0].lower() if tag[1:-1].strip() else ""
    return {"a": 1, "/a": -1}.get(name, 0)
