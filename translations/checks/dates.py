"""Dates in words and in figures, as each language writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from translations.checks.months import is_short_month, month_of

_YEAR_FIRST: Final = re.compile(
    r"(?<![0-9])(?<![0-9][-./])([0-9]{4})(-|/|\. ?)([0-9]{1,2})\2([0-9]{1,2})"
    r"(?![0-9]|[-./][0-9])"
)
_DAY_FIRST: Final = re.compile(
    r"(?<![0-9])(?<![0-9][-./])([0-9]{1,2})(-|/|\.[ \u00a0\u202f]?)([0-9]{1,2})\2"
    r"([0-9]{4}|[0-9]{2})(?![0-9]|[-./][0-9])"
)
_TOKEN: Final = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)")
# Between the parts of one date; a stop only after a number, a comma before a year.
_GAP: Final = re.compile(r"[ \u00a0\u202f\n'’ºª°.\u2010-\u2015/-]{0,4}|, ?")
# Words that stand between day, month and year in some language.
_BETWEEN_ROW: Final = (
    "of the de del d di da do den dels ta tal m g gg god godine године година gada"
    " gadā წლის წელს წელი թվականի թվականին թ г год року р r roku il ili ilin ilinin"
    " ilində yıl yılı yılının yılında päivänä päivä päivää dienos diena dieną metų"
    " évi év an el le lo la på i fómhair fhómhair"
)
_BETWEEN: Final = frozenset(_BETWEEN_ROW.split())
# Where the year stands before the day.
_YEAR_LEADS: Final = frozenset({"hu", "lv", "lt", "ka", "hy", "az", "tr"})
# Letters of an ending that is joined to a number: `25th`, `25-én`, `2007-ci`.
_MAX_SUFFIX: Final = 6
# How far from the name of a month its day and year may stand, in words.
_REACH: Final = 5


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a text; what it does not say is None.

    Attributes:
        day, month, year: the year has four digits.
        text: as it is written.
        start, end: its place in the text.
    """

    day: int | None
    month: int
    year: int | None
    text: str
    start: int
    end: int

    @property
    def key(self) -> tuple[int | None, int, int | None]:
        """What makes two dates the same."""
        return self.day, self.month, self.year

    @property
    def figures(self) -> list[str]:
        """Day and year as numbers that its text has."""
        return [str(part) for part in (self.day, self.year) if part is not None]


class _Token(NamedTuple):
    text: str
    is_number: bool
    start: int
    end: int


def find_dates(text: str, language: str) -> list[Date]:
    """Return the dates of a text in order, those in figures and those in words."""
    found = [*_in_figures(text)] if any(char.isdigit() for char in text) else []
    tokens = _tokens(_blanked(text, found))
    used: set[int] = set()
    for place, token in enumerate(tokens):
        month = None if token.is_number else month_of(token.text, language)
        if month:
            date = _around(tokens, place, month, text, language, used)
            found += [date] if date else []
    return sorted(found, key=lambda date: date.start)


def _blanked(text: str, dates: list[Date]) -> str:
    """Return a text without its dates in figures; every place stays as it is."""
    for date in dates:
        gap = "|" * (date.end - date.start)
        text = text[: date.start] + gap + text[date.end :]
    return text


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match.group(), match.lastgroup == "number", *match.span())
        for match in _TOKEN.finditer(text)
    ]


def _in_figures(text: str) -> Iterator[Date]:
    for match in _YEAR_FIRST.finditer(text):
        year, _mark, month, day = match.groups()
        yield from _valid(match, int(day), int(month), int(year))
    for match in _DAY_FIRST.finditer(text):
        first, mark, second, year = match.groups()
        if len(year) == 2 and mark == "-":
            continue
        day, month = int(first), int(second)
        if month > 12:
            day, month = month, day
        yield from _valid(match, day, month, int(year) + 2000 * (len(year) == 2))


def _valid(match: re.Match[str], day: int, month: int, year: int) -> Iterator[Date]:
    if 1 <= day <= 31 and 1 <= month <= 12 and 1000 <= year <= 2999:
        yield Date(day, month, year, match.group(), *match.span())


class _Parts:
    """Day and year that are found on the way from the name of a month."""

    def __init__(self) -> None:
        self.day: int | None = None
        self.year: int | None = None
        self.places: list[int] = []

    def take(self, token: _Token, place: int, *, may_year: bool) -> bool:
        digits = token.text
        if len(digits) <= 2 and self.day is None and 1 <= int(digits) <= 31:
            self.day = int(digits)
        elif (
            len(digits) == 4
            and may_year
            and self.year is None
            and 1000 <= int(digits) <= 2999
        ):
            self.year = int(digits)
        else:
            return False
        self.places.append(place)
        return True


def _around(
    tokens: list[_Token],
    place: int,
    month: int,
    text: str,
    language: str,
    used: set[int],
) -> Date | None:
    """Return the date around the name of a month, None when there is only a name."""
    parts = _Parts()
    leads = language in _YEAR_LEADS
    for step, may_year in ((-1, leads), (1, True)):
        for other in _reachable(tokens, place, step, text, language):
            if other in used or not parts.take(tokens[other], other, may_year=may_year):
                break
    if parts.year is None and parts.day is None:
        return None
    used.update(parts.places)
    first = tokens[min(place, *parts.places)]
    last = tokens[max(place, *parts.places)]
    start, end = first.start, last.end
    return Date(parts.day, month, parts.year, text[start:end], start, end)


def _reachable(
    tokens: list[_Token], place: int, step: int, text: str, language: str
) -> Iterator[int]:
    """Yield the places of numbers that may belong to the month at `place`."""
    near = place
    for distance in range(1, _REACH + 1):
        other = place + step * distance
        if not 0 <= other < len(tokens):
            return
        left, right = sorted((near, other))
        gap = text[tokens[left].end : tokens[right].start]
        if not _may_join(tokens[left], tokens[right], gap, language):
            return
        if tokens[other].is_number:
            yield other
        elif not (
            tokens[other].text.lower() in _BETWEEN or _is_suffix(tokens, other, text)
        ):
            return
        near = other


def _may_join(left: _Token, right: _Token, gap: str, language: str) -> bool:
    if not _GAP.fullmatch(gap):
        return False
    if "," in gap:
        return len(right.text) == 4 and right.is_number
    if "." in gap and not left.is_number:
        return len(left.text) <= 2 or is_short_month(left.text, language)
    return True


def _is_suffix(tokens: list[_Token], place: int, text: str) -> bool:
    """Whether a word is the ending of the number before it."""
    if place == 0:
        return False
    before, word = tokens[place - 1], tokens[place]
    gap = text[before.end : word.start]
    return (
        before.is_number
        and len(word.text) <= _MAX_SUFFIX
        and gap in ("", "-", "'", "’", "\u2011")
    )
