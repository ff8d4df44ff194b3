"""Lexicons: phrases of one language, recognised in a query in any of their forms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.analysis import Forms, folded_forms, forms_in, normalise, plain
from search.query import stop_words
from search.terms import FOLDED, PART, terms_of

type Terms = frozenset[str]

# Before what was typed itself: among the folded forms of a word are those of its lemmas.
_TYPED: Final = "!"
# Before what the last word of a phrase begins with. Alone it is recognised by more than
# half of its letters, or `inclusion` would be `incest`; after others by half of them.
_BEGUN: Final = "^"
_LEAST_ALONE: Final = 3


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
    `keeps_function_words`. Between two words of a phrase one of the words `between` may
    stand in a query: "I have been raped" also holds "I was raped". The words `as_typed`
    have no other forms: "help me" is not "I help". With `may_begin` a phrase is also
    recognised while its last word is being typed.
    """

    def __init__(
        self,
        language: str,
        phrases: Iterable[tuple[str, T]],
        *,
        keeps_function_words: bool = False,
        between: Iterable[str] = (),
        as_typed: Iterable[str] = (),
        may_begin: bool = False,
    ) -> None:
        self._language = language
        self._by_first: dict[str, list[tuple[tuple[Terms, ...], T]]] = defaultdict(list)
        self._as_typed = frozenset(normalise(word, language) for word in as_typed)
        self._between = frozenset(
            _TYPED + plain(normalise(word, language)) for word in between
        )
        ignored = frozenset() if keeps_function_words else stop_words(language)
        for text, target in phrases:
            every = forms_in(text, language)
            words = [forms for forms in every if forms.exact not in ignored] or every
            entry = tuple(map(self._terms, words))
            if may_begin and entry:
                last = entry[-1].union(_begun(entry[-1], is_alone=len(entry) == 1))
                entry = (*entry[:-1], last)
            for term in entry[0] if entry else ():
                self._by_first[term].append((entry, target))

    def find(self, words: Sequence[Forms], *, is_typed: bool = False) -> list[Found[T]]:
        """Return what stands in the words; of phrases with one beginning the longest.

        Args:
            words: those of a text, in order.
            is_typed: whether the last one may be the beginning of a word.
        """
        terms = [self._terms(forms) for forms in words]
        if is_typed and words:
            terms[-1] |= {_BEGUN + words[-1].folded[0]}
        return [
            found for start in range(len(words)) for found in self._at(start, terms)
        ]

    def _at(self, start: int, words: Sequence[Terms]) -> Iterator[Found[T]]:
        met: dict[T, int] = {}
        for term in words[start]:
            for entry, target in self._by_first.get(term, ()):
                end = self._end(entry, words, start)
                if end:
                    met[target] = max(met.get(target, 0), end)
        longest = max(met.values(), default=0)
        for target, end in met.items():
            if end == longest:
                yield Found(start, end, target)

    def _end(self, entry: Sequence[Terms], words: Sequence[Terms], start: int) -> int:
        """Return where the phrase ends that begins at `start`; 0 when it does not."""
        place = start
        for number, wanted in enumerate(entry):
            here = words[place : place + 2]
            if not here:
                return 0
            if not _meet(wanted, here[0]):
                may_skip = number > 0 and _meet(self._between, here[0])
                if not (may_skip and len(here) > 1 and _meet(wanted, here[1])):
                    return 0
                place += 1
            place += 1
        return place

    def _terms(self, forms: Forms) -> Terms:
        terms = frozenset(term for term in terms_of(forms) if term[0] != PART)
        if not (self._as_typed or self._between):
            return terms
        folded = folded_forms(forms.exact, self._language)
        typed = frozenset(_TYPED + form for form in folded)
        return typed if forms.exact in self._as_typed else typed | terms


def _begun(terms: Terms, *, is_alone: bool) -> Iterator[str]:
    """Yield the beginnings by which the last word of a phrase is recognised."""
    for term in terms:
        if term[0] in (FOLDED, _TYPED):
            word = term[1:]
            for length in beginnings(word, is_alone=is_alone):
                yield _BEGUN + word[:length]


def beginnings(word: str, *, is_alone: bool) -> range:
    """Return how many letters of a word are enough to recognise it, if not all."""
    if is_alone:
        return range(max(len(word) // 2 + 1, _LEAST_ALONE), len(word))
    return range((len(word) + 1) // 2, len(word))


def _meet(one: Terms, other: Terms) -> bool:
    return not one.isdisjoint(other)
