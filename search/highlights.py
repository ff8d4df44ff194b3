"""Where the words of a query stand in a shown text: safe HTML with `<mark>` only."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from search.engines.base import Version
from search.marks import Place, patterns, places, sentence_starts
from search.query import Phrase, SearchQuery, Word
from search.terms import FOLDED, PART, STEM, lemma_terms

# The part of a body that a result shows: about three lines, and not much before the
# first word that was found.
_SNIPPET_CHARACTERS: Final = 260
_BEFORE_CHARACTERS: Final = 120
_LEAD_CHARACTERS: Final = 60
# A sentence that ends before this would leave most of the space empty.
_ENOUGH_CHARACTERS: Final = 140
# With a line that has this, the snippet ends: what follows is another matter.
_LINE_CHARACTERS: Final = 60


class Highlights(NamedTuple):
    """Texts of one result as HTML.

    Attributes:
        title, summary: the whole text, with marks where a word was found.
        body: the sentence with most of the words; "" when none is in the body.
    """

    title: SafeString
    summary: SafeString
    body: SafeString


class Highlighter:
    """Marks the words of one query; made once for a list of results."""

    def __init__(self, query: SearchQuery) -> None:
        self._terms: list[str] = []
        self._beginnings: list[str] = []
        for word in query.words:
            self._add(word)
        for phrase in query.phrases:
            self._add_phrase(phrase)
        self._wanted = patterns(self._terms, self._beginnings)

    def version(self, version: Version) -> Highlights:
        """Return the texts of a version with the words of the query marked."""
        title, summary, body = version.marks or ("", "", "")
        return Highlights(
            title=self._marked(version.title, title),
            summary=self._marked(version.summary, summary),
            body=self._snippet(version.body, body),
        )

    def _add(self, word: Word) -> None:
        forms = word.forms
        self._terms += (
            forms.exact,
            *lemma_terms(forms),
            *[STEM + stem for stem in forms.stems],
            *[PART + lemma for lemma in forms.lemmas or (forms.exact,)],
            *[FOLDED + form for form in forms.folded],
        )
        if word.is_prefix:
            self._beginnings += (forms.exact, FOLDED + forms.folded[0])
        for synonym in word.synonyms:
            if len(synonym.words) == 1:
                self._add(synonym.words[0])
            else:
                self._add_phrase(synonym)

    def _add_phrase(self, phrase: Phrase) -> None:
        for word in phrase.words:
            self._terms += (word.forms.exact, FOLDED + word.forms.folded[0])

    def _marked(self, text: str, marks: str) -> SafeString:
        return _html(text, places(marks, self._wanted), 0, len(text))

    def _snippet(self, text: str, marks: str) -> SafeString:
        found = places(marks, self._wanted)
        if not found:
            return SafeString("")
        starts = sentence_starts(marks)
        start, first = _best_sentence(text, starts, found)
        if first.start - start > _BEFORE_CHARACTERS:
            start = _word_boundary(text, first.start - _LEAD_CHARACTERS)
        end = _end(text, starts, start, first)
        inside = [place for place in found if start <= place.start and place.end <= end]
        before = "… " if start not in starts else ""
        after = " …" if end < len(text) and end + 1 not in starts else ""
        return mark_safe(f"{before}{_html(text, inside, start, end)}{after}")  # noqa: S308


def _best_sentence(
    text: str, starts: Sequence[int], found: Sequence[Place]
) -> tuple[int, Place]:
    """Return where the sentence with most different words begins, and its first word."""
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for place in found:
        by_sentence[bisect_right(starts, place.start) - 1].append(place)

    def different(number: int) -> int:
        return len({text[p.start : p.end].casefold() for p in by_sentence[number]})

    best = max(by_sentence, key=lambda number: (different(number), -number))
    return starts[best], by_sentence[best][0]


def _end(text: str, starts: Sequence[int], start: int, first: Place) -> int:
    """Return where a snippet ends: with a line or sentence that fits, else with a word."""
    limit = start + _SNIPPET_CHARACTERS
    line = text.find("\n", max(start + _LINE_CHARACTERS, first.end), limit)
    if line > 0:
        return len(text[:line].rstrip())
    if limit >= len(text):
        return len(text.rstrip())
    last = starts[bisect_right(starts, limit) - 1]
    if last - start >= _ENOUGH_CHARACTERS:
        return len(text[:last].rstrip())
    return len(text[: _word_boundary(text, limit)].rstrip())


def _word_boundary(text: str, place: int) -> int:
    """Return the first place at or after `place` that does not cut a word."""
    if place <= 0:
        return 0
    while place < len(text) and not text[place - 1].isspace():
        place += 1
    return min(place, len(text))


def _html(text: str, found: Sequence[Place], start: int, end: int) -> SafeString:
    if not found:
        return SafeString(escape(text[start:end]))
    return mark_safe("".join(_pieces(text, found, start, end)))  # noqa: S308


def _pieces(text: str, found: Sequence[Place], start: int, end: int) -> Iterator[str]:
    """Yield escaped text and marks; every character of the text passes `escape`."""
    at = start
    for place in found:
        yield escape(text[at : place.start])
        yield f"<mark>{escape(text[place.start : place.end])}</mark>"
        at = place.end
    yield escape(text[at:end])
