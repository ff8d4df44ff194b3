"""Terms in a text, found in any inflection through the language analysis."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.analysis import Forms, words_of

# An adjective or an article comes in: `sexuelle oder andere Gewalt` has too many.
_MAX_BETWEEN: Final = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term stands: its first and its last word, counted from 0."""

    first: int
    last: int

    def is_inside(self, other: "Place") -> bool:
        """Whether another place holds this one."""
        return other.first <= self.first and self.last <= other.last

    @property
    def length(self) -> int:
        """How many words it spans."""
        return self.last - self.first + 1


@lru_cache(maxsize=16_384)
def _term(term: str, language: str) -> tuple[frozenset[str], ...]:
    """Return for each word of a term by what it is found."""
    return tuple(frozenset(forms.terms) for forms in words_of(term, language).forms)


class TermText:
    """A text in which terms are looked up."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._parts: defaultdict[str, list[int]] = defaultdict(list)
        for place, forms in enumerate(words_of(text, language).forms):
            self._note(place, forms)

    def _note(self, place: int, forms: Forms) -> None:
        for term in forms.terms:
            self._whole[term].append(place)
        for part in forms.parts:
            self._parts[part].append(place)

    def find(self, term: str, *, in_compounds: bool = False) -> list[Place]:
        """Return where a term stands; words in its order, at most one other between.

        Args:
            term: one or more words; one without words is nowhere.
            in_compounds: whether `Schutz` stands in `Kinderschutz`.
        """
        wanted = _term(term, self._language)
        if not wanted or self._lacks(wanted[0], in_compounds):
            return []
        words = [self._places(terms, in_compounds) for terms in wanted]
        found = [Place(first, first) for first in sorted(words[0])]
        for places in words[1:]:
            found = [
                Place(start.first, after)
                for start in found
                for after in range(start.last + 1, start.last + 2 + _MAX_BETWEEN)
                if after in places
            ]
        return found

    def _lacks(self, terms: frozenset[str], in_compounds: bool) -> bool:
        # Most terms of a glossary end here.
        return terms.isdisjoint(self._whole) and not (
            in_compounds and not terms.isdisjoint(self._parts)
        )

    def _places(self, terms: frozenset[str], in_compounds: bool) -> set[int]:
        places = {place for term in terms for place in self._whole.get(term, ())}
        if in_compounds:
            places |= {place for term in terms for place in self._parts.get(term, ())}
        return places
