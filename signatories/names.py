"""Whether two names mean the same authority: pure rules, no database.

A name is compared as the letters that are left when script, marks and words such as
"municipality of" are gone. Where a list of places knows other names of the same place,
the caller passes their numbers in.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Final

from anyascii import anyascii

DATA: Final = Path(__file__).resolve().parent / "data" / "generic_words.toml"
# Two names whose letters agree so far are asked about; short ones must be equal.
ALIKE: Final = 0.86
SHORT: Final = 5
# Letters that an ending never reaches.
STEM: Final = 3

_WORD = re.compile(r"[a-z0-9]+")
# Letters that one keyboard writes as two and another one without the mark.
_PAIRS: Final = (
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("aa", "a"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("kh", "x"),
    ("ts", "c"),
    ("th", "t"),
    ("ph", "f"),
    ("ou", "u"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("q", "k"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of an authority.

    Attributes:
        names: official name, name in Latin letters.
        code: official code, "" without one.
        places: numbers of the places that bear its name in its country.
        chosen: number of the place chosen from the list, None when typed by hand.
    """

    names: tuple[str, ...]
    code: str = ""
    places: frozenset[int] = frozenset()
    chosen: int | None = None


def fold(text: str) -> str:
    """Return a text in small Latin letters without marks; words stay apart."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "").replace("'", "")
    return " ".join(_WORD.findall(anyascii(plain).replace("'", "").lower()))


def loose(word: str) -> str:
    """Return what different spellings of one sound have in common: koeln, koln."""
    for long, short in _PAIRS:
        word = word.replace(long, short)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=1)
def _generic() -> tuple[frozenset[str], frozenset[str]]:
    content = tomllib.loads(DATA.read_text(encoding="utf-8"))
    local = {word for line in content["local"].values() for word in line.split()}
    wider = set(content["wider"]["words"].split())
    return _folded(local), _folded(wider)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in fold(word).split())


def core_words(name: str) -> str:
    """Return a name without the words that say what kind of authority it is.

    A name made of such words alone stays whole.
    """
    local, wider = _generic()
    words = fold(name).split()
    return " ".join(w for w in words if w not in local and w not in wider) or " ".join(
        words
    )


# A list is compared with a list: each name comes up hundreds of times.
@lru_cache(maxsize=4096)
def is_wider(name: str) -> bool:
    """Whether the name says county, province or region."""
    _local, wider = _generic()
    return any(word in wider for word in fold(name).split())


@lru_cache(maxsize=4096)
def comparison_key(name: str) -> str:
    """Return the letters by which a name is compared, without spaces."""
    return loose(core_words(name).replace(" ", ""))


def are_alike(one: str, other: str) -> bool:
    """Whether two comparison keys differ by no more than an ending or a slip."""
    if one == other or is_inflected(one, other) or is_inflected(other, one):
        return True
    if min(len(one), len(other)) < SHORT:
        return False
    # No ratio is above what the lengths allow, or the letters: most pairs end here.
    lengths = len(one) + len(other)
    if 2 * min(len(one), len(other)) < ALIKE * lengths:
        return False
    letters, others = _letters(one), _letters(other)
    common = sum(min(count, others[letter]) for letter, count in letters.items())
    if 2 * common < ALIKE * lengths:
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


@lru_cache(maxsize=4096)
def _letters(key: str) -> Counter[str]:
    return Counter(key)


def is_inflected(key: str, base: str) -> bool:
    """Whether a key is the base with another ending: "of Athens", "Kyiv's".

    Many languages say "municipality of X" with a genitive or an adjective of X.
    """
    stem = len(base) - (2 if len(base) > SHORT else 0)
    if stem < STEM or not key.startswith(base[:stem]):
        return False
    return len(base) - 1 <= len(key) <= len(base) + 3


def is_likely_same(one: Known, other: Known) -> bool:
    """Whether two authorities of one country and profile are probably the same.

    Two places chosen from the list that differ are different, whatever their names;
    two equal codes are the same. A county is not the town it is called after.
    """
    if one.code and one.code == other.code:
        return True
    if one.chosen and other.chosen and one.chosen != other.chosen:
        return False
    if _scope(one) != _scope(other):
        return False
    if one.chosen and one.chosen == other.chosen:
        return True
    keys, others = _keys(one), _keys(other)
    if any(are_alike(key, known) for key in keys for known in others):
        return True
    return bool(_places(one) & _places(other))


def _scope(known: Known) -> bool:
    return any(is_wider(name) for name in known.names)


def _keys(known: Known) -> set[str]:
    return {comparison_key(name) for name in known.names if name}


def _places(known: Known) -> frozenset[int]:
    return frozenset({known.chosen}) if known.chosen else known.places
