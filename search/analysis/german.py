"""German ss and ß: capitals, Switzerland and the spelling before 1996; participles.

`STRASSE` and the Swiss `Strasse` are `Straße`; the old `daß` and `mußte` are `dass` and
`musste`. That `Masse` may be `Maße` in Zürich is the price.

`erzogen` is of `erziehen` as `gezogen` is of `ziehen`: where a prefix has no stress, the
participle has no ge-.

Sources: Amtliches Regelwerk der deutschen Rechtschreibung (2024), paragraphs 2, 25
and E; Duden, Die Grammatik (2016), 611.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

_VOWELS: Final = "aeiouäöüy"
# Before 1996 ß also stood behind a short vowel, but not before another one.
_OLD: Final = re.compile(f"ß(?![{_VOWELS}])")


def other_spelling(word: str) -> str:
    """Return a normalised word with the other of ss and ß; "" when it has neither."""
    if "ss" in word:
        return word.replace("ss", "ß")
    old = _OLD.sub("ss", word) if "ß" in word else word
    return old if old != word else ""


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
