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


class Patterns(NamedTuple):
    """What is looked for in marks.

    Attributes:
        whole: of terms; each stands in the marks of a text once at most.
        beginnings: first letters of terms; any number of terms may go on from them.
    """

    whole: tuple[str, ...]
    beginnings: tuple[str, ...]


def patterns(terms: Iterable[str], beginnings: Iterable[str]) -> Patterns:
    """Return what to look for, made once for all texts of a list.

    Args:
        terms: whole terms.
        beginnings: first letters of terms.
    """
    # A lemma or folded form that equals the exact word stands there without its sign.
    bare = [term[1:] for term in terms if term[0] in (LEMMA, FOLDED)]
    plain = [text[1:] for text in beginnings if text[0] == FOLDED]
    return Patterns(
        tuple(dict.fromkeys(f" {term}:" for term in (*terms, *bare))),
        tuple(dict.fromkeys(f" {text}" for text in (*beginnings, *plain))),
    )


def places(marks: str, wanted: Patterns) -> list[Place]:
    """Return where any of the terms stands, in order.

    Args:
        marks: made by `marks_of`.
        wanted: made by `patterns`.
    """
    if not marks:
        return []
    every, _starts, found = marks.split("\n", 2)
    numbers: set[str] = set()
    # A list of results asks this hundreds of times, nearly always in vain.
    for pattern in wanted.whole:
        at = found.find(pattern)
        if at >= 0:
            numbers.update(_numbers(found, at + len(pattern)))
    for pattern in wanted.beginnings:
        at = found.find(pattern)
        while at >= 0:
            numbers.update(_numbers(found, found.index(":", at) + 1))
            at = found.find(pattern, at + 1)
    if not numbers:
        return []
    words = every.split(" ")
    return [_place(words[number]) for number in sorted(map(int, numbers))]


def sentence_starts(marks: str) -> list[int]:
    """Return where the sentences of a text begin."""
    return [int(start) for start in marks.split("\n", 2)[1].split()] if marks else []


def _numbers(found: str, at: int) -> list[str]:
    """Return the numbers of words from a place to the next term."""
    return found[at : found.index(" ", at)].split(",")


def _place(word: str) -> Place:
    start, length = word.split(".")
    return Place(int(start), int(start) + int(length))
