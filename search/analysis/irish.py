"""Irish and what stands before its words: lenition, eclipsis, h, n and t.

Source: the official standard of Irish grammar (An Caighdeán Oifigiúil, 2017), chapter on
initial mutations.
"""

from typing import Final

_VOWELS: Final = frozenset("aáeéiíoóuú")
# What eclipsis writes -> the letter that the word begins with.
_ECLIPSED: Final = {
    "mb": "b",
    "gc": "c",
    "nd": "d",
    "bhf": "f",
    "ng": "g",
    "bp": "p",
    "ts": "s",
    "dt": "t",
}
_LENITED: Final = frozenset({"bh", "ch", "dh", "fh", "gh", "mh", "ph", "sh", "th"})
# No word begins with these but by eclipsis or lenition.
_SURE: Final = ("mb", "gc", "nd", "bhf", "bp", "dt", "bh", "dh", "fh", "gh", "mh", "ph")
_MIN_WORD: Final = 3


def unmutated(word: str) -> tuple[str, ...]:
    """Return what a normalised word may be without its mutation, the likeliest first."""
    found = []
    for written, letter in _ECLIPSED.items():
        if word.startswith(written):
            found.append(letter + word[len(written) :])
    if word[:2] in _LENITED:
        found.append(word[0] + word[2:])
    if word[:1] in ("h", "n", "t") and word[1:2] in _VOWELS:
        found.append(word[1:])
    return tuple(form for form in found if len(form) >= _MIN_WORD)


def is_mutated(word: str) -> bool:
    """Whether the first letters of a normalised word can only be a mutation."""
    return word.startswith(_SURE)


def is_marked(written: str) -> bool:
    """Whether small letters before a capital show a mutation: `hÉireann`, `bhFrainc`."""
    small = written[: next((i for i, c in enumerate(written) if c.isupper()), 0)]
    return small in ("h", "n", "t", "b", "g", "d", "m", "bh")
