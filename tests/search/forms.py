"""How well the analysis brings the forms of one word together, and only those.

`tests/search/forms/<language>.tsv` holds one word a line: its lemma, a tab, forms between
spaces; lines beginning with # are comments. Words with a common beginning stand in one
file on purpose: they are the ones a stemmer confuses.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product
from pathlib import Path

from search.analysis import analyse, normalise
from search.analysis.compile import IRREGULAR
from search.analysis.languages import TABLE
from search.analysis.stemmers._words import sections

FOLDER = Path(__file__).parent / "forms"
# Two lemmas have a common beginning when so many of their letters are the same.
COMMON = 3

# Languages whose stemmer has a list of words, and the infinitives of its roots.
INFINITIVES = {"az": ("maq", "mək"), "mt": (), "rm": ("ar", "er")}

type Pair = tuple[str, str]

# What is typed in place of letters whose mark is no combining character.
TYPED = str.maketrans(
    {
        "ə": "e",
        "ı": "i",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ґ": "г",
    }
)


@dataclass(frozen=True)
class Group:
    """The forms of one word."""

    lemma: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """What was measured in one language.

    Attributes:
        recall: share of the pairs of forms of one word that share a term.
        over: share of the pairs of forms of two words with a common beginning that do.
        typed: share of the pairs of forms of one word that share a folded form when one
            of them is typed without its marks; None where no form has any.
        groups, forms: how many words were measured, and how many forms of them.
    """

    recall: float
    over: float
    typed: float | None
    groups: int
    forms: int

    @property
    def precision(self) -> float:
        """Precision as if there were as many right pairs as wrong ones."""
        return self.recall / (self.recall + self.over) if self.recall else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def read(language: str, folder: Path = FOLDER) -> list[Group]:
    """Return the groups of a language, in the order of the file."""
    groups = []
    for line in (folder / f"{language}.tsv").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            lemma, _, forms = line.partition("\t")
            groups.append(Group(lemma, tuple(dict.fromkeys([lemma, *forms.split()]))))
    return groups


def typed(word: str) -> str:
    """Return a word as it is typed without marks, in its own script."""
    marks = unicodedata.normalize("NFD", word)
    bare = "".join(char for char in marks if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(TYPED)


def listed(language: str) -> frozenset[str]:
    """Return what the hand-written lists of the analysis have of a language.

    Their words were written by the same hand as the words that are measured, so figures
    of words that are not in them say more. A root in the list of a stemmer stands for its
    verb.
    """
    words: set[str] = set()
    dictionary = TABLE[language].dictionary
    if dictionary and (IRREGULAR / f"{dictionary}.tsv").exists():
        lines = (IRREGULAR / f"{dictionary}.tsv").read_text("utf-8").splitlines()
        words.update(*(line.split() for line in lines if not line.startswith("#")))
    if language in INFINITIVES:
        for line in chain.from_iterable(sections(language).values()):
            for word in line:
                bare = word.rstrip("=")
                words.update(bare + end for end in ("", *INFINITIVES[language]))
    return frozenset(normalise(word, language) for word in words)


class Measure:
    """Analyses each form once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._terms: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}

    def terms(self, form: str) -> set[str]:
        """Return all terms of a form; an article joined to it counts as well."""
        if form not in self._terms:
            tokens = analyse(form, self.language)
            self._terms[form] = {term for token in tokens for term in token.forms.terms}
        return self._terms[form]

    def folded(self, form: str) -> set[str]:
        """Return all folded forms of a form."""
        if form not in self._folded:
            tokens = analyse(form, self.language)
            self._folded[form] = {term for t in tokens for term in t.forms.folded}
        return self._folded[form]

    def right_pairs(self, groups: Iterable[Group]) -> Iterator[Pair]:
        """Yield the pairs that have to meet."""
        for group in groups:
            yield from combinations(group.forms, 2)

    def wrong_pairs(
        self, groups: list[Group], chosen: Collection[Group]
    ) -> Iterator[Pair]:
        """Yield the pairs that must not meet, one of them of a chosen word.

        A form of both words is nobody's fault.
        """
        for one, other in combinations(groups, 2):
            if one not in chosen and other not in chosen:
                continue
            if one.lemma[:COMMON] == other.lemma[:COMMON] and one.lemma != other.lemma:
                shared = set(one.forms) & set(other.forms)
                for pair in product(one.forms, other.forms):
                    if not shared.intersection(pair):
                        yield pair

    def typed_pairs(self, groups: Iterable[Group]) -> Iterator[Pair]:
        """Yield pairs of a typed form and another of its word."""
        for one, other in self.right_pairs(groups):
            for written, kept in ((one, other), (other, one)):
                if typed(written) != written:
                    yield typed(written), kept

    def meet(self, one: str, other: str) -> bool:
        """Whether two forms truly meet."""
        return not self.terms(one).isdisjoint(self.terms(other))

    def meet_loosely(self, one: str, other: str) -> bool:
        """Whether two forms meet when one is typed without its keyboard."""
        return not self.folded(one).isdisjoint(self.folded(other))


def share(meets: Callable[[str, str], bool], pairs: Iterable[Pair]) -> float | None:
    """Return which part of the pairs meets; None of no pairs."""
    results = [meets(*pair) for pair in pairs]
    return sum(results) / len(results) if results else None


def measured(
    language: str, folder: Path = FOLDER, *, is_listed: bool | None = None
) -> Figures:
    """Measure one language.

    Args:
        language: its code.
        folder: where the words are.
        is_listed: measure only words that are in the hand-written lists of the analysis,
            or only words that are not; all words when it is None.
    """
    groups = read(language, folder)
    known = listed(language)
    chosen = {
        group
        for group in groups
        if is_listed in (None, normalise(group.lemma, language) in known)
    }
    measure = Measure(language)
    return Figures(
        recall=share(measure.meet, measure.right_pairs(chosen)) or 0.0,
        over=share(measure.meet, measure.wrong_pairs(groups, chosen)) or 0.0,
        typed=share(measure.meet_loosely, measure.typed_pairs(chosen)),
        groups=len(chosen),
        forms=sum(len(group.forms) for group in chosen),
    )
