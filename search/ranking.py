"""The ranking, in one place: what a match is worth, in both engines.

Each wanted word counts once, with the strongest of its clauses that the object meets in
any of its versions; the score is the sum over the words plus two mild boosts. A score
is a whole number, the same in both engines, so a list continues across a change of
engine. Among equals the newest comes first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from search.query import Phrase, SearchQuery, Word

Field = Literal["title_words", "words", "title_folded", "folded"]
MatchKind = Literal["exact", "folded"]

# A word as it is typed; a word that begins with it; a word met only by folded forms.
TITLE: Final = 80
TEXT: Final = 40
TITLE_PREFIX: Final = 30
TEXT_PREFIX: Final = 26
TITLE_FOLDED: Final = 14
TEXT_FOLDED: Final = 10
TITLE_FOLDED_PREFIX: Final = 6
TEXT_FOLDED_PREFIX: Final = 4

# Mild: neither lifts a folded match over an exact one.
IN_READERS_LANGUAGE: Final = 8
GOOD_PRACTICE: Final = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One way in which a word or phrase can be found.

    Attributes:
        field: the column of terms it looks into.
        text: terms between single spaces, as the column holds them.
        is_prefix: whether the last term may go on.
        weight: what it is worth.
        kind: `exact` when the typed letters stand in the text, as a whole word or as
            the beginning of one; `folded` when they only do without marks or in Latin
            letters.
    """

    field: Field
    text: str
    is_prefix: bool
    weight: int
    kind: MatchKind


def clauses(wanted: Word | Phrase) -> tuple[Clause, ...]:
    """Return every way to find a word or phrase, the strongest first.

    Whatever is found by any clause is also found by one on `folded` (plain forms are
    made letter by letter), so an engine may look into that column alone to find, and
    into the others to rank.
    """
    if isinstance(wanted, Phrase):
        return _whole(wanted.terms, (wanted.plain,), len(wanted.words))
    whole = _whole(wanted.term, wanted.folded, 1)
    if not wanted.is_prefix:
        return whole
    beginnings = (
        Clause("title_words", wanted.term, True, TITLE_PREFIX, "exact"),
        Clause("words", wanted.term, True, TEXT_PREFIX, "exact"),
        *_folded("title_folded", wanted.folded, True, TITLE_FOLDED_PREFIX),
        *_folded("folded", wanted.folded, True, TEXT_FOLDED_PREFIX),
    )
    return tuple(sorted(whole + beginnings, key=lambda clause: -clause.weight))


def _whole(text: str, forms: Sequence[str], words: int) -> tuple[Clause, ...]:
    """A phrase is worth what its words are worth together."""
    return (
        Clause("title_words", text, False, TITLE * words, "exact"),
        Clause("words", text, False, TEXT * words, "exact"),
        *_folded("title_folded", forms, False, TITLE_FOLDED * words),
        *_folded("folded", forms, False, TEXT_FOLDED * words),
    )


def _folded(
    field: Field, forms: Sequence[str], is_prefix: bool, weight: int
) -> list[Clause]:
    return [Clause(field, form, is_prefix, weight, "folded") for form in forms]


def finding(wanted: Word | Phrase) -> tuple[Clause, ...]:
    """Return the clauses that decide whether a word or phrase is found at all.

    Excluded phrases are recognised by the same, so they only exclude whole words.
    """
    every = [clause for clause in clauses(wanted) if clause.field == "folded"]
    return tuple(clause for clause in every if clause.is_prefix) or tuple(every)


def wanted(query: SearchQuery) -> tuple[Word | Phrase, ...]:
    """Return all that has to be found."""
    return (*query.words, *query.phrases)


def match_kinds(
    query: SearchQuery, meets: Callable[[Clause], bool]
) -> tuple[MatchKind, ...]:
    """Return the kinds of the strongest clauses that an object meets, exact first."""
    found: set[MatchKind] = set()
    for item in wanted(query):
        strongest = next((clause for clause in clauses(item) if meets(clause)), None)
        if strongest:
            found.add(strongest.kind)
    return tuple(sorted(found))
