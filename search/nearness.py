"""How near two words are that do not mean the same: by spelling, or by what they share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from search.analysis import Forms, forms_in
from search.query import Concept, stop_words

# How alike two words are spelt (difflib's ratio) that a slip of the hand parts.
_LIKE: Final = 0.75
_BEGINNING: Final = 4


def nearest(
    words: Sequence[Forms], phrases: Iterable[tuple[str, Concept]], language: str
) -> list[Concept]:
    """Return what has a phrase with a word near to any of the words, nearest first.

    Of what is equally near that which has more such phrases comes first.

    Args:
        words: of a query.
        phrases: of the language, each with what it means.
        language: of both.
    """
    ignored = stop_words(language)
    found: dict[Concept, list[float]] = defaultdict(list)
    for text, concept in phrases:
        near = max(
            (
                _nearness(word, forms)
                for forms in forms_in(text, language)
                if forms.exact not in ignored
                for word in words
            ),
            default=0.0,
        )
        if near:
            found[concept].append(near)

    def place(concept: Concept) -> tuple[float, int]:
        nearest = max(found[concept])
        return -nearest, -found[concept].count(nearest)

    return sorted(found, key=place)


def _nearness(one: Forms, other: Forms) -> float:
    """Return how near two words are: 1 with a common part, 0 with nothing in common."""
    if not _parts(one).isdisjoint(_parts(other)):
        return 1.0
    first, second = one.folded[0], other.folded[0]
    begin_alike = min(len(first), len(second)) >= _BEGINNING and (
        first[:_BEGINNING] == second[:_BEGINNING]
    )
    least = _LIKE if begin_alike else 0.0
    # Words of too different lengths cannot be alike: most are compared no further.
    if 2 * min(len(first), len(second)) < _LIKE * len(first + second):
        return least
    ratio = SequenceMatcher(None, first, second).ratio()
    return ratio if ratio >= _LIKE else least


def _parts(forms: Forms) -> set[str]:
    return {*forms.lemmas, *forms.stems, *forms.parts}
