"""Where the words of a query stand in a shown text: safe HTML with `<mark>` only."""

from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.analysis import Token, analyse
from search.engines.base import Version
from search.query import SearchQuery

# The part of a body that a result shows: some text before the first word that was
# found, and about three lines in all.
_BEFORE_CHARACTERS: Final = 60
_SNIPPET_CHARACTERS: Final = 260


@dataclass(frozen=True, slots=True)
class Highlights:
    """Texts of one result as HTML.

    Attributes:
        title, summary: the whole text, with marks where a word was found.
        body: the part around the first word found; "" when none is in the body.
    """

    title: SafeString
    summary: SafeString
    body: SafeString


class Highlighter:
    """Marks the words of one query; made once for a list of results."""

    def __init__(self, query: SearchQuery) -> None:
        words = [*query.words]
        words += [word for phrase in query.phrases for word in phrase.words]
        self._terms = {word.term for word in words}
        self._folded = {form for word in words for form in word.folded}
        prefixes = [word for word in query.words if word.is_prefix]
        self._prefixes = tuple({word.term for word in prefixes})
        self._folded_prefixes = tuple(
            {form for word in prefixes for form in word.folded}
        )

    def version(self, version: Version) -> Highlights:
        """Return the texts of a version with the words of the query marked."""
        return Highlights(
            title=self._marked(version.title, version.language),
            summary=self._marked(version.summary, version.language),
            body=self._snippet(version.body, version.language),
        )

    def _found(self, text: str, language: str) -> list[Token]:
        if not self._terms:
            return []
        return [token for token in analyse(text, language) if self._meets(token)]

    def _meets(self, token: Token) -> bool:
        return (
            not self._terms.isdisjoint(token.terms)
            or not self._folded.isdisjoint(token.folded)
            or any(term.startswith(self._prefixes) for term in token.terms)
            or any(form.startswith(self._folded_prefixes) for form in token.folded)
        )

    def _marked(self, text: str, language: str) -> SafeString:
        return _html(text, self._found(text, language), 0, len(text))

    def _snippet(self, text: str, language: str) -> SafeString:
        found = self._found(text, language)
        if not found:
            return SafeString("")
        start = _word_boundary(text, found[0].start - _BEFORE_CHARACTERS)
        end = _word_boundary(text, start + _SNIPPET_CHARACTERS)
        end = len(text[:end].rstrip())
        inside = [token for token in found if token.end <= end]
        shown = _html(text, inside, start, end)
        pieces = ("… " * (start > 0), shown, " …" * (end < len(text)))
        return format_html_join("", "{}", ((piece,) for piece in pieces))


def _word_boundary(text: str, place: int) -> int:
    """Return the first place at or after `place` that does not cut a word."""
    if place <= 0:
        return 0
    while place < len(text) and not text[place - 1].isspace():
        place += 1
    return min(place, len(text))


def _html(text: str, found: list[Token], start: int, end: int) -> SafeString:
    pieces: list[tuple[str, str]] = []
    place = start
    for token in found:
        pieces.append((text[place : token.start], token.text))
        place = token.end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return marked + format_html_join("", "{}", [(text[place:end],)])
