"""Marks: where the terms of a text stand, worked out when the text is written.

A result is highlighted from them without analysing anything again. The marks of a text
are one string of three lines:

    0.6 7.4 12.8          place and length of each word
    0 45                  where each sentence begins
     kinder:0 =kind:0,2   the words under which each term is found, by their number

A lemma or folded form that equals the exact word is not repeated.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from search.analysis import Token
from search.terms import FOLDED, LEMMA

# A sentence ends at its mark (also the Armenian one) or with the line.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…։])[\s»”’)\]]+|\n+")


class Place(NamedTuple):
    """Where a word stands: `text[start:end]`."""

    start: int
    end: int


def marks_of(text: str, tokens: Sequence[Token], terms: Sequence[Sequence[str]]) -> str:
    """Return the marks of a text that has been analysed; "" for one without words.

    Args:
        text: as it was given.
        tokens: its words.
        terms: of each word its terms.
    """
    if not tokens:
        return ""
    # Equal words share their forms, so most of the work is done once for all of them.
    numbers: dict[int, list[str]] = {}
    for number, token in enumerate(tokens):
        numbers.setdefault(id(token.forms), []).append(str(number))
    words = {
        id(token.forms): (token.forms.exact, every)
        for token, every in zip(tokens, terms, strict=True)
    }
    found: dict[str, str] = {}
    for word, at in numbers.items():
        _note(found, ",".join(at), *words[word])
    places = " ".join([f"{token.start}.{token.end - token.start}" for token in tokens])
    starts = " ".join(map(str, _sentence_starts(text)))
    marked = " ".join([f"{term}:{at}" for term, at in found.items()])
    return f"{places}\n{starts}\n {marked} "


def _note(found: dict[str, str], at: str, exact: str, terms: Iterable[str]) -> None:
    implied = (LEMMA + exact, FOLDED + exact)
    for term in terms:
        if term in found:
            found[term] += f",{at}"
        elif term not in implied:
            found[term] = at


def _sentence_starts(text: str) -> list[int]:
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    return [start for start in starts if start < len(text)]


def places(marks: str, terms: Iterable[str], beginnings: Iterable[str]) -> list[Place]:
    """Return where any of the terms stands, in order.

    Args:
        marks: made by `marks_of`.
        terms: whole terms.
        beginnings: first letters of terms.
    """
    if not marks:
        return []
    every, _starts, found = marks.split("\n", 2)
    numbers: set[int] = set()
    for term in terms:
        numbers.update(_numbers(found, f" {term}:"))
        if term[0] in (LEMMA, FOLDED):
            numbers.update(_numbers(found, f" {term[1:]}:"))
    for beginning in beginnings:
        numbers.update(_numbers(found, f" {beginning}"))
        if beginning[0] == FOLDED:
            numbers.update(_numbers(found, f" {beginning[1:]}"))
    if not numbers:
        return []
    words = every.split(" ")
    return [_place(words[number]) for number in sorted(numbers)]


def sentence_starts(marks: str) -> list[int]:
    """Return where the sentences of a text begin."""
    return [int(start) for start in marks.split("\n", 2)[1].split()] if marks else []


def _numbers(found: str, pattern: str) -> Iterable[int]:
    at = found.find(pattern)
    while at >= 0:
        colon = found.index(":", at)
        end = found.index(" ", colon)
        yield from map(int, found[colon + 1 : end].split(","))
        at = found.find(pattern, end)


def _place(word: str) -> Place:
    start, length = word.split(".")
    return Place(int(start), int(start) + int(length))
