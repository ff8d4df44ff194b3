"""The ranking, in one place: what a match is worth, in both engines.

A word that is wanted can be found in several ways: as it is typed, as another form of
it, by what it means. Each way in each place is a clause with a weight, the product of
how close the match is and of where it stands. A word counts once, with the strongest of
its clauses that the object meets in any of its versions; the score is the sum over the
words plus mild boosts. Scores are whole numbers, the same in both engines, so a list
continues across a change of engine. Among equals the newest comes first.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, NamedTuple

from search.query import Concept, Phrase, SearchQuery, Wanted, Word
from search.terms import FOLDED, PART, STEM, lemma_terms

Field = Literal[
    "title_terms", "summary_terms", "terms", "title_words", "words", "plain", "concept"
]
MatchKind = Literal["exact", "lemma", "stem", "folded", "concept"]

# Where a match stands. `terms` holds title and summary, too.
PLACES: Final[tuple[tuple[Field, int], ...]] = (
    ("title_terms", 8),
    ("summary_terms", 5),
    ("terms", 4),
)
_NARROW: Final = frozenset({"title_terms", "summary_terms", "title_words"})
# How close a match is.
EXACT: Final = 10
LEMMA_MATCH: Final = 8
STEM_MATCH: Final = 6
COMPOUND_PART: Final = 5
BEGINNING: Final = 5
FOLDED_MATCH: Final = 3
FOLDED_BEGINNING: Final = 2
# What a word means says less than the word itself, wherever it stands.
CONCEPT: Final = 18
# What an editor gave as another word for it, compared with the word itself: percent.
SYNONYM_PERCENT: Final = 80

# Mild: together they do not lift a folded match over an exact one.
IN_READERS_LANGUAGE: Final = 10
GOOD_PRACTICE: Final = 3
RECENT: Final = 2
RECENT_DAYS: Final = 365


class Clause(NamedTuple):
    """One way in which a word or phrase can be found.

    Attributes:
        field: the column it looks into; `concept` for the object's codes.
        texts: alternatives, as the column holds them; one concept for `concept`.
        is_prefix: whether the (single) text may go on.
        weight: what it is worth.
        kind: how close the match is, for the reader.
        concept: the code that the object has, for kind `concept`.
    """

    field: Field
    texts: tuple[str, ...]
    weight: int
    kind: MatchKind
    is_prefix: bool = False
    concept: Concept | None = None


def clauses(wanted: Wanted) -> tuple[Clause, ...]:
    """Return every way to find a word or phrase, the strongest first."""
    every = _of_phrase(wanted) if isinstance(wanted, Phrase) else _of_word(wanted)
    return tuple(sorted(every, key=lambda clause: -clause.weight))


def finding(wanted: Wanted) -> tuple[Clause, ...]:
    """Return the clauses that decide whether a word or phrase is found at all.

    Whatever any clause finds is also found by one of these, for `terms` holds the terms
    of all fields and `plain` all phrases.
    """
    if isinstance(wanted, Phrase):
        return tuple(_of_phrase(wanted)[-1:])
    return tuple(clause for clause in _of_word(wanted) if clause.field not in _NARROW)


def in_titles(word: Word) -> tuple[tuple[str, ...], str]:
    """Return how a word is recognised in a title or place while somebody types.

    Returns:
        whole terms of any kind, and the beginning of a term ("" for a finished word).
    """
    forms = word.forms
    stems = [STEM + stem for stem in forms.stems]
    folded = [FOLDED + form for form in forms.folded]
    beginning = FOLDED + forms.folded[0] if word.is_prefix else ""
    return (*lemma_terms(forms), *stems, *folded), beginning


def excluding(wanted: Wanted) -> tuple[Clause, ...]:
    """Return the clauses that exclude: a phrase as it is, a word and its other forms."""
    if isinstance(wanted, Phrase):
        return tuple(_of_phrase(wanted)[-1:])
    texts = (wanted.forms.exact, *lemma_terms(wanted.forms))
    return (Clause("terms", texts, 0, "lemma"),)


def wanted(query: SearchQuery) -> tuple[Wanted, ...]:
    """Return all that has to be found."""
    return (*query.words, *query.phrases)


def recent_since(now: datetime) -> datetime:
    """Return from when on a publication counts as recent: the same all day long."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=RECENT_DAYS)


def _of_word(word: Word) -> list[Clause]:
    found = [clause for field, place in PLACES for clause in _in(field, place, word)]
    found += [_meaning(concept) for concept in word.concepts]
    for synonym in word.synonyms:
        found += [_weaker(clause) for clause in _of_synonym(synonym)]
    return found


def _in(field: Field, place: int, word: Word) -> Iterable[Clause]:
    forms = word.forms
    yield Clause(field, (forms.exact,), EXACT * place, "exact")
    yield Clause(field, tuple(lemma_terms(forms)), LEMMA_MATCH * place, "lemma")
    if forms.stems:
        stems = tuple(STEM + stem for stem in forms.stems)
        yield Clause(field, stems, STEM_MATCH * place, "stem")
    parts = tuple(PART + lemma for lemma in forms.lemmas or (forms.exact,))
    yield Clause(field, parts, COMPOUND_PART * place, "stem")
    folded = tuple(FOLDED + form for form in forms.folded)
    yield Clause(field, folded, FOLDED_MATCH * place, "folded")
    if word.is_prefix:
        yield Clause(field, (forms.exact,), BEGINNING * place, "exact", is_prefix=True)
        plain = (FOLDED + forms.folded[0],)
        weight = FOLDED_BEGINNING * place
        yield Clause(field, plain, weight, "folded", is_prefix=True)


def _meaning(concept: Concept) -> Clause:
    text = f"{concept.facet}:{concept.code}"
    return Clause("concept", (text,), CONCEPT, "concept", concept=concept)


def _of_phrase(phrase: Phrase) -> list[Clause]:
    """A phrase is worth what its words are worth together; the last clause finds most."""
    words = len(phrase.words)
    places = dict(PLACES)
    return [
        Clause(
            "title_words",
            (phrase.exact,),
            EXACT * places["title_terms"] * words,
            "exact",
        ),
        Clause("words", (phrase.exact,), EXACT * places["terms"] * words, "exact"),
        Clause(
            "plain", (phrase.plain,), FOLDED_MATCH * places["terms"] * words, "folded"
        ),
    ]


def _of_synonym(synonym: Phrase) -> list[Clause]:
    """One word is also found in its other forms, several as they stand."""
    if len(synonym.words) == 1:
        return _of_word(synonym.words[0])
    return _of_phrase(synonym)


def _weaker(clause: Clause) -> Clause:
    weight = clause.weight * SYNONYM_PERCENT // 100
    return clause._replace(weight=weight, kind="concept")
