"""Finding passages in a text: pure, no database, no request, nothing is kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.safeguarding.folding import folded
from core.safeguarding.patterns import Patterns, patterns_of

WEAK: Final = "weak"
STRONG: Final = "strong"
# Lines of help that a text may name; they are nobody's private number.
_HELP_NUMBERS: Final = re.compile(r"(?:116\d{3}|112|11[0-9]|1[0-9]{2})")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(
    r"(?<![\w.,/])(?:\+|00|0)\d?[\d\s()/.\-\u2010-\u2015]{5,}\d(?!\w)"
)
_DATES: Final = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{4}\s?[-–/]\s?\d{2,4}.*|[\d\s.]+\s?000",
    re.DOTALL,
)
# The script without capitals.
_GEORGIAN: Final = frozenset(map(chr, range(0x10D0, 0x1100)))
_WORD: Final = re.compile(r"[^\W\d_][\w'’\-]*")
_SENTENCE_END: Final = re.compile(r"[.!?;:\n]")
_RANGE_BEFORE: Final = re.compile(r"\d\s?(?:[\-\u2010-\u2015/]|\w{1,4})?\s?$")
_RANGE_AFTER: Final = re.compile(r"^\s?[\-\u2010-\u2015/]\s?\d|^\s?\w{1,4}\s\d")
_BRACKET_AGE: Final = re.compile(
    r"([^\W\d_][\w'’\-]*)\s?(?:\(\s?(?:1[0-7]|[1-9])\s?\)|,\s(?:1[0-7]|[1-9]),)"
)


class Kind(StrEnum):
    """What a passage looks like."""

    NAME_AGE = "name-age"
    PHONE = "phone"
    EMAIL = "email"
    SCHOOL_CLASS = "school-class"
    ADDRESS = "address"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """A passage somebody should look at.

    Attributes:
        start, end: where it stands in the text.
        kind: what it looks like.
        strength: `strong` for words in which somebody tells of abuse, else `weak`.
    """

    start: int
    end: int
    kind: Kind
    strength: str = WEAK


def disclosures(
    text: str, language: str, *, small_place: bool = False
) -> tuple[Flag, ...]:
    """Return the passages of a text that somebody should look at, in their order.

    Args:
        text: what was written; it is read and forgotten.
        language: code of the language it is said to be written in.
        small_place: whether a class alone would tell which children are meant.
    """
    patterns = patterns_of(language)
    plain = folded(text)
    flags = [
        *_found(patterns.signals, plain, Kind.DISCLOSURE, STRONG),
        *_ages(text, plain, patterns),
        *_found(patterns.classes, plain, Kind.SCHOOL_CLASS),
        *_found(_EMAIL, plain, Kind.EMAIL),
        *_phones(plain, patterns),
        *_addresses(text, plain, patterns),
    ]
    if small_place:
        flags += _found(patterns.grades, plain, Kind.SCHOOL_CLASS)
    return tuple(_without_overlap(flags))


def strong(flags: Iterable[Flag]) -> bool:
    """Whether help has to be offered before anything is stored."""
    return any(flag.strength == STRONG for flag in flags)


def _found(
    pattern: re.Pattern[str], plain: str, kind: Kind, strength: str = WEAK
) -> list[Flag]:
    return [Flag(*match.span(), kind, strength) for match in pattern.finditer(plain)]


def _phones(plain: str, patterns: Patterns) -> Iterator[Flag]:
    for match in _PHONE.finditer(plain):
        if _is_number(match.group(), at_least=8):
            yield Flag(*match.span(), Kind.PHONE)
    for match in patterns.phone.finditer(plain):
        if _is_number(match.group(1), at_least=5):
            yield Flag(*match.span(1), Kind.PHONE)


def _is_number(text: str, *, at_least: int) -> bool:
    digits = "".join(char for char in text if char.isdigit())
    return (
        len(digits) >= at_least
        and not _HELP_NUMBERS.fullmatch(digits)
        and not _DATES.fullmatch(text.strip())
    )


def _addresses(text: str, plain: str, patterns: Patterns) -> Iterator[Flag]:
    """A street with a number, and a name in it where the script has capitals."""
    for match in patterns.streets.finditer(plain):
        words = _WORD.findall(text[match.start() : match.end()])
        names = [word for word in words if not patterns.street.fullmatch(folded(word))]
        if any(word[0].isupper() or _is_georgian_genitive(word) for word in names):
            yield Flag(*match.span(), Kind.ADDRESS)


def _is_georgian_genitive(word: str) -> bool:
    """Whether a street may be named so: `რუსთაველის`; the script has no capitals."""
    return word[0] in _GEORGIAN and word.endswith("ის")


def _ages(text: str, plain: str, patterns: Patterns) -> Iterator[Flag]:
    for match in _BRACKET_AGE.finditer(text):
        if _is_name(text, match.start(1), match.end(1), patterns):
            yield Flag(*match.span(), Kind.NAME_AGE)
    for match in patterns.ages.finditer(plain):
        start, end = match.span()
        if _RANGE_BEFORE.search(plain[max(0, start - 8) : start]):
            continue
        number_end = start + len(re.match(r"\D*\d*", plain[start:end]).group())  # type: ignore[union-attr]
        if _RANGE_AFTER.search(plain[number_end : number_end + 8]):
            continue
        name = _before(text, start, patterns) or _after(text, end, patterns)
        if name:
            yield Flag(min(start, name[0]), max(end, name[1]), Kind.NAME_AGE)


def _before(text: str, end: int, patterns: Patterns) -> tuple[int, int] | None:
    """Return the name that stands up to two words before an age, in its sentence."""
    begin = max(0, end - 60)
    for found in _SENTENCE_END.finditer(text, begin, end):
        begin = found.end()
    words = list(_WORD.finditer(text, begin, end))[-3:]
    for word in reversed(words):
        if _is_name(text, *word.span(), patterns):
            return word.span()
        if patterns.generic.fullmatch(folded(word.group())):
            return None
    return None


def _after(text: str, start: int, patterns: Patterns) -> tuple[int, int] | None:
    """Return the name directly after an age, or after one word that is none."""
    stop = _SENTENCE_END.search(text, start)
    end = min(start + 40, stop.start() if stop else len(text))
    for word in list(_WORD.finditer(text, start, end))[:2]:
        if "," in text[start : word.start()]:
            return None
        if _is_name(text, *word.span(), patterns):
            return word.span()
    return None


def _is_name(text: str, start: int, end: int, patterns: Patterns) -> bool:
    word = text[start:end]
    plain = folded(word)
    if patterns.names.fullmatch(plain):
        return True
    looks_so = len(word) > 1 and word[0].isupper() and word[1:].islower()
    if not looks_so or patterns.generic.fullmatch(plain) or plain in patterns.articles:
        return False
    before = list(_WORD.finditer(text, max(0, start - 24), start))
    gap = text[before[-1].end() : start].strip() if before else ""
    return not (before and not gap and folded(before[-1].group()) in patterns.articles)


def _without_overlap(flags: list[Flag]) -> Iterator[Flag]:
    """Keep one flag of a kind where several cover the same passage."""
    last: dict[Kind, int] = {}
    for flag in sorted(flags, key=lambda flag: (flag.start, -flag.end, flag.kind)):
        if flag.start >= last.get(flag.kind, -1):
            last[flag.kind] = flag.end
            yield flag
