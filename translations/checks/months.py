"""Names of months, by which a date in words is recognised in any inflection."""

import re
from dataclasses import dataclass
from functools import lru_cache
from os.path import commonprefix
from typing import Final

from core.cldr import babel_locale
from search.analysis import normalise, plain

# Where endings are put to the name of a month or its stem changes.
_INFLECTING_ROW: Final = (
    "hy az bs hr cnr sr cs et fi ka el hu is ga lv lt pl sk sl tr uk sq mk bg ro"
)
_INFLECTING: Final = frozenset(_INFLECTING_ROW.split())
# CLDR gives the form of a date; where the name alone differs too much it is added.
_MORE: Final[dict[str, dict[str, int]]] = {
    "cs": {"leden": 1, "červenec": 7, "červenci": 7, "říjen": 10, "říjnu": 10},
    "ga": {"mheán": 9, "mheithimh": 6, "mheitheamh": 6, "dheireadh": 10,
           "bhealtaine": 5, "mhárta": 3, "fheabhra": 2, "shamhain": 11,
           "mí na samhna": 11},
    "pl": {"maj": 5, "maju": 5},
    "uk": {"листопад": 11},
    "mk": {"мај": 5},
    "sr": {"мај": 5, "мају": 5},
    "de": {"jänner": 1, "feber": 2},
    "hy": {"մայիս": 5, "մարտ": 3},
}  # fmt: skip
# A word that ends in many letters more is another word.
_MAX_ENDING: Final = 5
_MIN_SHARE: Final = 0.55
_BEFORE_NAME: Final = re.compile(r"^(?:d['’]|de |da |a )")


@dataclass(frozen=True, slots=True)
class Months:
    """The names of the months in one language, as `_key` writes them.

    Attributes:
        names: full names and their numbers.
        short: abbreviations and their numbers; a stop may follow.
        inflects: whether a name is found by its beginning.
        has_capitals: whether a month has a capital, so that `may` is none.
    """

    names: dict[str, int]
    short: dict[str, int]
    inflects: bool
    has_capitals: bool


def _key(word: str, language: str) -> str:
    # Accents move in Greek, and are left out in capitals.
    return plain(normalise(word, language))


def _names(language: str, width: str) -> dict[str, int]:
    table = babel_locale(language).months["format"][width]
    names: dict[str, int] = {}
    for number, name in table.items():
        first = _BEFORE_NAME.sub("", name).strip(" .").split(" ")[0]
        key = _key(first, language)
        if key.isalpha():
            names[key] = number
    return names


@lru_cache(maxsize=64)
def months(language: str) -> Months:
    """Return the names of the months in a language."""
    names = _names(language, "wide")
    for name, number in _MORE.get(language, {}).items():
        names[_key(name, language)] = number
    if language == "de":
        names |= {f"{name}s": number for name, number in names.items()}
    short = {
        name: number
        for name, number in _names(language, "abbreviated").items()
        if name not in names and len(name) > 1
    }
    return Months(names, short, language in _INFLECTING, language == "en")


@lru_cache(maxsize=16_384)
def month_of(word: str, language: str) -> int | None:
    """Return the number of the month that a word names, None for other words."""
    table = months(language)
    if table.has_capitals and not word[:1].isupper():
        return None
    key = _key(word, language)
    exact = table.names.get(key) or table.short.get(key)
    if exact or not table.inflects:
        return exact
    return _by_beginning(key, table.names)


def is_short_month(word: str, language: str) -> bool:
    """Whether a word is the abbreviation of a month."""
    return _key(word, language) in months(language).short


def _by_beginning(key: str, names: dict[str, int]) -> int | None:
    best: tuple[int, int | None] = (0, None)
    for name, number in names.items():
        shared = len(commonprefix((key, name)))
        is_enough = shared >= max(3, _MIN_SHARE * len(name))
        if is_enough and len(key) - shared <= _MAX_ENDING:
            if shared == best[0] and number != best[1]:
                best = (shared, None)
            elif shared > best[0]:
                best = (shared, number)
    return best[1]
