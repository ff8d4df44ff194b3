"""German ss and ß: capitals, Switzerland and the spelling before 1996; participles.

`STRASSE` and the Swiss `Strasse` are `Straße`; the old `daß` and `mußte` are `dass` and
`musste`. That `Masse` may be `Maße` in Zürich is the price.

`erzogen` is of `erziehen` as `gezogen` is of `ziehen`: where a prefix has no stress, the
participle has no ge-.

Sources: Amtliches Regelwerk der deutschen Rechtschreibung (2024), paragraphs 2, 25
and E; Duden, Die Grammatik (2016), 611.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations
from typing import Final

_VOWELS: Final = "aeiouäöüy"
# Before 1996 ß also stood behind a short vowel, but not before another one.
_EITHER: Final = re.compile(f"ss|ß(?![{_VOWELS}])")
_OTHER: Final = {"ss": "ß", "ß": "ss"}
# So many places make 16 spellings; the longest compounds have four.
_MAX_PLACES: Final = 4


def other_spellings(word: str) -> tuple[str, ...]:
    """Return a normalised word with the other of ss and ß, in each place by itself.

    `massnahmenausschuss` is `maßnahmenausschuss`, and not with a second ß. Spellings that
    change least come first; () when there is none.
    """
    if "ss" not in word and "ß" not in word:
        return ()
    places = [match.span() for match in _EITHER.finditer(word)][:_MAX_PLACES]
    sizes = range(1, len(places) + 1)
    every = chain.from_iterable(combinations(places, size) for size in sizes)
    return tuple(_changed(word, chosen) for chosen in every)


def _changed(word: str, places: Iterable[tuple[int, int]]) -> str:
    spelt, done = "", 0
    for start, end in places:
        spelt += word[done:start] + _OTHER[word[start:end]]
        done = end
    return spelt + word[done:]


_PREFIXED: Final = re.compile(
    "(be|er|ver|zer|ent|emp|miss|über|unter|um|durch|wider|hinter)(.+en)"
)


def prefixed_verbs(
    word: str,
    lemmas: Callable[[str], tuple[str, ...]],
    is_lemma: Callable[[str], bool],
) -> Iterator[str]:
    """Yield the verbs that a strong participle without ge- may be of."""
    match = _PREFIXED.fullmatch(word)
    if match is None:
        return
    for verb in lemmas("ge" + match[2]):
        if is_lemma(match[1] + verb):
            yield match[1] + verb
