"""Marks: where the terms of a text stand, worked out when the text is written.

A result is highlighted from them without analysing anything again. The marks of a text
are one string of three lines:

    0.6 7.4 12.8          place and length of each word
    0 45                  where each sentence begins
     kinder:0 =kind:0,2   the words under which each term is found, by their number

A lemma or folded form that equals the exact word is not repeated.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from search.analysis import Words
from search.terms import FOLDED, LEMMA

# A sentence ends at its mark (also the Armenian one) or with the line.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…։])[\s»”’)\]]+|\n+")


class Place(NamedTuple):
    """Where a word stands: `text[start:end]`."""

    start: int
    end: int


def marks_of(text: str, words: Words, terms: Mapping[int, Sequence[str]]) -> str:
    """Return the marks of a text that has been analysed; "" for one without words.

    Args:
        text: as it was given.
        words: its words.
        terms: the terms of each word by the identity of its forms, the exact one first.
    """
    if not words.forms:
        return ""
    # Equal words share their forms, so most of the work is done once for all of them.
    at: dict[int, str] = {}
    for number, forms in enumerate(words.forms):
        key = id(forms)
        at[key] = f"{at[key]},{number}" if key in at else str(number)
    found: dict[str, str] = {}
    known = found.get
    for key, numbers in at.items():
        exact = terms[key][0]
        own_lemma, own_folded = LEMMA + exact, FOLDED + exact
        for term in terms[key]:
            before = known(term)
            if before is not None:
                found[term] = f"{before},{numbers}"
            elif term != own_lemma and term != own_folded:
                found[term] = numbers
    places = " ".join([f"{start}.{end - start}" for start, end in words.places])
    starts = " ".join(map(str, _sentence_starts(text)))
    marked = " ".join([f"{term}:{numbers}" for term, numbers in found.items()])
    return f"{places}\n{starts}\n {marked} "


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
