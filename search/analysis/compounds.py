"""Compounds: words written as one that are also found by their parts.

A compound is cut into known words, as few as possible; letters that only join (`s` in
`Arbeitsschutz`) belong to no part. Of several ways the one counts whose last part is the
likeliest: `Kinderhaus` is not `Kind` and the imperative `erhaus`, `Gesundheitsamt` not
velvet (`Samt`). Nothing is learnt here: what a language joins with, which short words
it is made of and which endings only look like words, stands in
search.analysis.languages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

MIN_PART: Final = 4
_SHORT: Final = (2, 3)
# Of two parts that a language lists as short: `byråd`.
_MIN_COMPOUND: Final = sum(_SHORT)
# Longer words are rare, and every letter costs a look-up.
_MAX_COMPOUND: Final = 48
_MAX_PARTS: Final = 4

# All words a dictionary has that a text begins with.
type Prefixes = Callable[[str], list[str]]
type Lemmas = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Joints:
    """How a language makes compounds.

    Attributes:
        links: letters that may join two parts.
        short: everyday parts shorter than MIN_PART. At the end of a compound they are
            likelier than any other word.
        never: known words that are no parts, but suffixes and prepositions.
    """

    links: tuple[str, ...] = ()
    short: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


class Splitter:
    """Cuts the compounds of one language: the fewest parts, of equals the likeliest.

    Args:
        prefixes: gives the known words at the beginning of a text.
        lemmas: gives the lemmas of a known word.
        joints: how the language makes compounds.
    """

    def __init__(self, prefixes: Prefixes, lemmas: Lemmas, joints: Joints) -> None:
        self._prefixes = prefixes
        self._lemmas = lemmas
        self._short = joints.short
        self._never = joints.never
        # By their first letter, each with its length.
        self._links: dict[str, list[tuple[str, int]]] = {}
        for link in joints.links:
            self._links.setdefault(link[0], []).append((link, len(link)))

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a normalised word, at least two; () when it is none."""
        if len(word) < 2 * MIN_PART and not self._has_short_end(word):
            return ()
        if len(word) > _MAX_COMPOUND:
            return ()
        ends: dict[int, list[int]] = {}
        count = self._fewest(word, ends)
        if not count:
            return ()
        found = list(self._splits(word, 0, count, ends))
        if not found[1:]:
            return found[0]
        is_lemma = word in self._lemmas(word)
        return max(found, key=lambda parts: self._likelihood(parts, is_lemma))

    def _has_short_end(self, word: str) -> bool:
        """Whether a word is long enough and begins or ends with a short part."""
        short = self._short
        return len(word) >= _MIN_COMPOUND and any(
            word[:size] in short or word[-size:] in short for size in _SHORT
        )

    def _fewest(self, word: str, ends: dict[int, list[int]]) -> int:
        """Return of how many parts a word is, at least; 0 when it has none.

        Args:
            word: a normalised word.
            ends: is filled: where a part begins -> where it may end.
        """
        starts = [0]
        for count in range(1, _MAX_PARTS + 1):
            following = []
            for start in starts:
                ends[start] = self._ends(word, start)
                for end in ends[start]:
                    if end < len(word):
                        following += self._next(word, end)
                    elif start:
                        return count
            starts = [start for start in dict.fromkeys(following) if start not in ends]
            if not starts:
                break
        return 0

    def _splits(
        self, word: str, start: int, count: int, ends: dict[int, list[int]]
    ) -> Iterator[tuple[str, ...]]:
        """Yield all ways to cut a text from some place on into so many parts."""
        if start not in ends:
            ends[start] = self._ends(word, start)
        for end in ends[start]:
            if count == 1 and end == len(word):
                yield (word[start:],)
            elif count > 1 and end < len(word):
                for following in self._next(word, end):
                    for rest in self._splits(word, following, count - 1, ends):
                        yield (word[start:end], *rest)

    def _ends(self, word: str, start: int) -> list[int]:
        """Return where the parts that begin at a place end."""
        short, never = self._short, self._never
        return [
            start + len(part)
            for part in self._prefixes(word[start:])
            if (len(part) >= MIN_PART and part not in never) or part in short
        ]

    def _next(self, word: str, end: int) -> list[int]:
        """Return where the next part may begin, with and without a link."""
        starts = [end]
        for link, size in self._links.get(word[end], ()):
            if word.startswith(link, end):
                starts.append(end + size)
        last = len(word) - MIN_PART
        if starts[-1] <= last:
            return starts
        short = self._short
        return [start for start in starts if start <= last or word[start:] in short]

    def _likelihood(
        self, parts: tuple[str, ...], is_lemma: bool
    ) -> tuple[bool, bool, int, int]:
        """Return what sorts the likeliest of several ways to cut a word last."""
        last = parts[-1]
        lemmas = self._lemmas(last)
        # The last part inflects: it is a lemma where the whole is one. Elsewhere it is at
        # least no stem of a verb, which stands there in the imperative alone.
        fits = last in lemmas if is_lemma else any(len(x) <= len(last) for x in lemmas)
        return (last in self._short, fits, len(last), len(parts[0]))
