"""Lexicons: phrases of one language, recognised in a query in any of their forms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Forms, forms_in
from search.query import stop_words
from search.terms import PART, terms_of

type Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Found[T]:
    """A phrase that stands in a query: `words[start:end]` mean `target`."""

    start: int
    end: int
    target: T


class Lexicon[T]:
    """Phrases and what each of them means.

    Two words meet here as they do in the search: as they are, by lemma, stem or folded
    form. Function words are left out of phrases as they are of queries, unless
    `keeps_function_words`.
    """

    def __init__(
        self,
        language: str,
        phrases: Iterable[tuple[str, T]],
        *,
        keeps_function_words: bool = False,
    ) -> None:
        self._by_first: dict[str, list[tuple[tuple[Terms, ...], T]]] = defaultdict(list)
        ignored = frozenset() if keeps_function_words else stop_words(language)
        for text, target in phrases:
            every = forms_in(text, language)
            words = [forms for forms in every if forms.exact not in ignored] or every
            entry = tuple(map(_terms, words))
            for term in entry[0] if entry else ():
                self._by_first[term].append((entry, target))

    def find(self, words: Sequence[Forms]) -> list[Found[T]]:
        """Return what stands in the words; of phrases with one beginning the longest."""
        terms = [_terms(forms) for forms in words]
        return [
            found for start in range(len(words)) for found in self._at(start, terms)
        ]

    def _at(self, start: int, words: Sequence[Terms]) -> Iterator[Found[T]]:
        met: dict[T, int] = {}
        for term in words[start]:
            for entry, target in self._by_first.get(term, ()):
                if self._goes_on(entry, words, start):
                    met[target] = max(met.get(target, 0), len(entry))
        longest = max(met.values(), default=0)
        for target, length in met.items():
            if length == longest:
                yield Found(start, start + length, target)

    @staticmethod
    def _goes_on(entry: Sequence[Terms], words: Sequence[Terms], start: int) -> bool:
        here = words[start : start + len(entry)]
        if len(here) < len(entry):
            return False
        return all(map(_meet, entry, here))


def _meet(one: Terms, other: Terms) -> bool:
    return not one.isdisjoint(other)


def _terms(forms: Forms) -> Terms:
    return frozenset(term for term in terms_of(forms) if term[0] != PART)
