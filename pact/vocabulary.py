"""The vocabulary's labels by language, for every room that shows codes."""

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache

from core.labels import Labeller
from core.languages import CODES, DEFAULT
from core.locales import locale_id
from core.memory import Memory
from pact.models.vocabulary import Action, Principle, TargetGroup, VocabularyTerm
from search.concepts import ConceptPhrase, concepts_changed

MODELS: Final[dict[str, type[VocabularyTerm]]] = {
    "principle": Principle,
    "action": Action,
    "group": TargetGroup,
}
CACHE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is shown: its label, and the language the label is in."""

    code: str
    label: str
    description: str
    language: str


_memory: Memory[dict[str, Term]] = Memory()


def terms(kind: str, language: str) -> dict[str, Term]:
    """Return the terms of a kind by code, in their order.

    Args:
        kind: `principle`, `action` or `group`.
        language: the language wanted; a term without a label in it is in English.
    """
    key = f"vocabulary:{kind}:{language}"
    return _memory.get(key, lambda: _cached(key, kind, language))


def _cached(key: str, kind: str, language: str) -> dict[str, Term]:
    found: dict[str, Term] | None = cache.get(key)
    if found is None:
        found = _load(kind, language)
        cache.set(key, found, CACHE_SECONDS)
    return found


def _load(kind: str, language: str) -> dict[str, Term]:
    pks = {locale_id(DEFAULT): DEFAULT, locale_id(language): language}
    rows = list(MODELS[kind].objects.filter(locale_id__in=pks))
    own = {row.code: row for row in rows if pks[row.locale_id] == language}
    return {
        row.code: Term(
            code=row.code,
            label=own.get(row.code, row).label,
            description=own.get(row.code, row).description,
            language=pks[own.get(row.code, row).locale_id],
        )
        for row in rows
        if pks[row.locale_id] == DEFAULT
    }


def choices(kind: str, language: str = DEFAULT) -> list[tuple[str, str]]:
    """Return (code, label) pairs for forms."""
    return [(term.code, term.label) for term in terms(kind, language).values()]


def forget(**_: object) -> None:
    """Forget the labels; receiver for saved and deleted terms."""
    cache.delete_many(
        [f"vocabulary:{kind}:{code}" for kind in MODELS for code in CODES]
    )
    _memory.forget()
    concepts_changed()


def labeller(kind: str) -> Labeller:
    """Return the function that names the codes of a kind."""

    def label(code: str, language: str) -> str:
        term = terms(kind, language).get(code)
        return term.label if term else ""

    return label


def concept_phrases(kind: str) -> list[ConceptPhrase]:
    """Return every phrase by which the codes of a kind are meant, in all languages."""
    codes = {locale_id(code): code for code in CODES}
    rows = MODELS[kind].objects.values_list("locale_id", "code", "label", "words")
    return [
        ConceptPhrase(codes[locale], code, phrase)
        for locale, code, label, words in rows
        if locale in codes
        for phrase in (label, *words.splitlines())
        if phrase.strip()
    ]
