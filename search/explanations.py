"""Why a result stands where it does, in words for editors.

The ranking itself is in search.ranking; here its clauses are only put into words. What
is explained comes from the search that readers use, so nothing is worked out twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.lists import FACET_LABELS, value_label
from search.query import Concept, Phrase, SearchQuery, Wanted, Word
from search.ranking import (
    GOOD_PRACTICE,
    IN_READERS_LANGUAGE,
    RECENT,
    Clause,
    Field,
    clauses,
    recent_since,
    wanted,
)
from search.results import Hit
from search.terms import FOLDED, LEMMA, PART, STEM

_PLACES: Final[dict[Field, Promise]] = {
    "title_terms": gettext_lazy("title"),
    "title_words": gettext_lazy("title"),
    "summary_terms": gettext_lazy("summary"),
    "terms": gettext_lazy("text"),
    "words": gettext_lazy("title, summary or text"),
    "plain": gettext_lazy("title, summary or text"),
    "concept": gettext_lazy("subjects"),
}
# Enough to recognise a form; a word may have many.
_SHOWN_FORMS: Final = 6


@dataclass(frozen=True, slots=True)
class ReadWord:
    """How a word of the query was read.

    Attributes:
        text: as it was typed.
        lemmas, stems, spellings: by what it is found besides.
        is_prefix: whether it may be the beginning of a longer word.
        meanings: labels of what it means.
        synonyms: other words for it, by editors.
    """

    text: str
    lemmas: tuple[str, ...]
    stems: tuple[str, ...]
    spellings: tuple[str, ...]
    is_prefix: bool
    meanings: tuple[str, ...]
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read: what has to be found, what may not be, what was left out."""

    words: tuple[ReadWord, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score.

    Attributes:
        word: the word or phrase of the query, "" for what does not depend on it.
        where: where the object has it.
        how: how closely it was met, or for what else there are points.
    """

    word: str
    where: str
    how: str
    points: int


def reading(query: SearchQuery) -> Reading:
    """Return how a query was read.

    Args:
        query: with what its words mean (search.concepts.understood).
    """
    return Reading(
        words=tuple(map(_read, query.words)),
        phrases=tuple(map(_text, query.phrases)),
        excluded=tuple(map(_text, query.excluded)),
        left_out=query.function_words,
    )


def score_parts(
    query: SearchQuery, hit: Hit, *, is_good_practice: bool, now: datetime
) -> list[Part]:
    """Return what the score of a hit is made of; the points add up to it.

    Args:
        query: as for `reading`.
        hit: found by this query, sorted by relevance.
        is_good_practice: whether editors have marked the object so.
        now: what counts as recent depends on it.
    """
    parts = [_part(item, clause) for item, clause in _met(query, hit.met)]
    if query.language in hit.languages:
        how = _("there is a version in the reader's language")
        parts.append(Part("", "", how, IN_READERS_LANGUAGE))
    if is_good_practice:
        parts.append(Part("", "", _("marked as good practice"), GOOD_PRACTICE))
    if hit.published_at >= recent_since(now):
        parts.append(Part("", "", _("published within the last year"), RECENT))
    rest = hit.score - sum(part.points for part in parts)
    if rest:
        how = _("changed since the index has read it")
        parts.append(Part("", "", how, rest))
    return parts


def _read(word: Word) -> ReadWord:
    forms = word.forms
    others = [lemma for lemma in forms.lemmas if lemma != forms.exact]
    spellings = [form for form in forms.folded if form != forms.exact]
    return ReadWord(
        text=word.text,
        lemmas=tuple(others),
        stems=forms.stems,
        spellings=tuple(spellings[:_SHOWN_FORMS]),
        is_prefix=word.is_prefix,
        meanings=tuple(map(_meaning, word.concepts)),
        synonyms=tuple(map(_text, word.synonyms)),
    )


def _text(item: Wanted) -> str:
    if isinstance(item, Phrase):
        return " ".join(word.text for word in item.words)
    return item.text


def _meaning(concept: Concept) -> str:
    name = FACET_LABELS[concept.facet]
    return f"{name}: {value_label(concept.facet, concept.code)}"


def _met(query: SearchQuery, met: Iterable[Clause]) -> Iterator[tuple[Wanted, Clause]]:
    """Yield each clause with the word it is of; both come in the order of the query."""
    left = iter(wanted(query))
    for clause in met:
        item = next((item for item in left if clause in clauses(item)), None)
        if item is not None:
            yield item, clause


def _part(item: Wanted, clause: Clause) -> Part:
    return Part(
        word=_text(item),
        where=str(_PLACES[clause.field]),
        how=_how(item, clause),
        points=clause.weight,
    )


def _how(item: Wanted, clause: Clause) -> str:
    if clause.concept:
        return _("by its meaning: %(meaning)s") % {"meaning": _meaning(clause.concept)}
    if clause.kind == "concept" and isinstance(item, Word):
        words = _synonym_of(item, clause)
        return _("another word for it, by editors: %(words)s") % {"words": words}
    return _closeness(clause)


def _closeness(clause: Clause) -> str:
    if clause.is_prefix:
        if clause.kind == "exact":
            return _("as the beginning of a word")
        return _("as the beginning of a word, in another spelling")
    match clause.texts[0][:1]:
        case code if code == LEMMA:
            how = _("in another form, by its base form: %(forms)s")
        case code if code == STEM:
            how = _("in another form, by its stem: %(forms)s")
        case code if code == PART:
            how = _("as a part of a compound word: %(forms)s")
        case code if code == FOLDED or clause.kind == "folded":
            return _("in another spelling, as without its keyboard")
        case _code:
            return _("as it was typed")
    shown = _listed(text[1:] for text in clause.texts)
    return how % {"forms": shown}


def _synonym_of(word: Word, clause: Clause) -> str:
    """Return the synonym whose clause it is; several may share it."""
    return _listed(
        _text(synonym)
        for synonym in word.synonyms
        if clause in clauses(replace(word, synonyms=(synonym,)))
    )


def _listed(texts: Iterable[str]) -> str:
    every: Sequence[str] = list(dict.fromkeys(texts))
    return ", ".join(every[:_SHOWN_FORMS])
