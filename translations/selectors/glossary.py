"""Terms of the glossary that a text contains, found in any inflected form."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.memory import Memory
from search.analysis import forms_in
from search.lexicon import Lexicon
from translations.checks.base import GlossaryRule
from translations.differences import running_text
from translations.models import GlossaryTerm

_Status: Final = GlossaryTerm.Status
Terms = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concept:
    """What the glossary says of a concept in a pair of languages.

    Attributes:
        source: the term as it stands in the glossary's source language.
        preferred, admitted, forbidden: terms of the target language.
        is_draft: a preferred term is a machine draft that nobody has reviewed.
    """

    code: str
    definition: str
    do_not_translate: bool
    source: str
    preferred: tuple[str, ...]
    admitted: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    lexicon: Lexicon[str]
    concepts: Mapping[str, Concept]


_pairs: Memory[_Pair] = Memory()


def glossary_changed(**_: object) -> None:
    """Read the glossary anew in this process; a receiver."""
    _pairs.forget()


def concepts_in(text: str, source_language: str, language: str) -> list[Concept]:
    """Return the concepts that a fragment names, in reading order, each once."""
    pair = _pairs.get(
        f"{source_language}>{language}", lambda: _read(source_language, language)
    )
    if not pair.concepts:
        return []
    words = forms_in(running_text(text), source_language)
    codes = dict.fromkeys(found.target for found in pair.lexicon.find(words))
    return [pair.concepts[code] for code in codes]


def glossary_rules(
    text: str, source_language: str, language: str
) -> tuple[GlossaryRule, ...]:
    """Return what the checks have to know of the terms that a fragment names."""
    return tuple(
        GlossaryRule(
            source=concept.source,
            preferred=(*concept.preferred, *concept.admitted),
            forbidden=concept.forbidden,
            do_not_translate=concept.do_not_translate,
        )
        for concept in concepts_in(text, source_language, language)
    )


def _read(source_language: str, language: str) -> _Pair:
    rows = GlossaryTerm.objects.filter(
        language__in=[source_language, language]
    ).select_related("concept")
    by_concept: dict[str, list[GlossaryTerm]] = defaultdict(list)
    for row in rows:
        by_concept[row.concept.code].append(row)
    concepts, phrases = {}, []
    for code, terms in by_concept.items():
        named = [
            term.text
            for term in terms
            if term.language == source_language and term.status != _Status.FORBIDDEN
        ]
        if named:
            concepts[code] = _concept(terms, named[0], language)
            phrases += [(name, code) for name in named]
    return _Pair(Lexicon(source_language, phrases), concepts)


def _concept(terms: list[GlossaryTerm], source: str, language: str) -> Concept:
    concept = terms[0].concept
    theirs = [term for term in terms if term.language == language]
    preferred = [term for term in theirs if term.status == _Status.PREFERRED]
    return Concept(
        code=concept.code,
        definition=concept.definition,
        do_not_translate=concept.do_not_translate,
        source=source,
        preferred=tuple(term.text for term in preferred),
        admitted=_with(theirs, _Status.ADMITTED),
        forbidden=_with(theirs, _Status.FORBIDDEN),
        note="; ".join(term.note for term in theirs if term.note),
        is_draft=any(term.is_machine_draft for term in preferred),
    )


def _with(terms: Iterable[GlossaryTerm], status: str) -> tuple[str, ...]:
    return tuple(term.text for term in terms if term.status == status)
