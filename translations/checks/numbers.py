"""Numbers as each language writes them, and what two texts do not share."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.cldr import babel_locale

# Fixed and narrow spaces group digits in every language, an ordinary one may.
_FIXED: Final = "\u00a0\u202f\u2009"
_NUMBER: Final = re.compile(
    rf"""
    (?P<hour>[0-9]{{1,2}}) [ {_FIXED}]? h [ {_FIXED}]? (?P<minute>[0-5][0-9]) (?![0-9])
    | [0-9]{{1,3}} (?: [ {_FIXED}] [0-9]{{3}} )+ (?![0-9]) (?: [.,] [0-9]+ )?
    | [0-9]+ (?: [.,:'’] [0-9]+ )*
    """,
    re.VERBOSE,
)
_NO_PLAIN_SPACES: Final = re.compile(
    rf"[0-9]{{1,3}}(?:[{_FIXED}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,:'’][0-9]+)*"
)
_SPACES: Final = re.compile(rf"[ {_FIXED}]")
_SEPARATOR: Final = re.compile(r"[.,:'’]")
_AFTERNOON: Final = re.compile(r"[ \u00a0\u202f]?p\.? ?m\b", re.IGNORECASE)
_ORDINAL: Final = re.compile(
    r"(?:st|nd|rd|th|er|re|e|ème|º|ª|°|η|ος|ú)\b|[.](?!\d)", re.IGNORECASE
)
_YEAR_BEFORE: Final = re.compile(r"[0-9]{4}[/\u2013-]")
_DECADE: Final = re.compile(r"['’]?s\b")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text.

    Attributes:
        text: as it is written.
        values: what it may mean, canonical: `1500`, `1.5`, `10:30`.
        is_ordinal: whether it is written as an ordinal.
    """

    text: str
    values: frozenset[str]
    is_ordinal: bool = False


@lru_cache(maxsize=64)
def _marks(language: str) -> tuple[str, str]:
    """Return how a language groups digits and how it marks decimals."""
    symbols = babel_locale(language).number_symbols
    latin = symbols.get("latn", symbols)
    return str(latin.get("group", "")), str(latin.get("decimal", "."))


def _whole(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _decimal(head: str, tail: str) -> str:
    tail = tail.rstrip("0")
    return f"{_whole(head)}.{tail}" if tail else _whole(head)


def _once(head: str, mark: str, tail: str, language: str) -> set[str]:
    """Return what one separator may mean; a translator may keep 1.5 or write 1,5."""
    group, decimal = _marks(language)
    can_group = len(tail) == 3 and len(head) <= 3 and head[0] != "0"
    if mark in "'’":
        return {_whole(head + tail)} if can_group else {f"{head}.{tail}"}
    if not can_group:
        values = {_decimal(head, tail)}
        if mark == "." and len(tail) == 2 and len(head) <= 2:
            values |= _time(head, tail)
        return values
    values = set() if mark == decimal else {_whole(head + tail)}
    return values if mark == group else values | {_decimal(head, tail)}


def _time(hour: str, minute: str) -> set[str]:
    whole = {_whole(hour)} if minute == "00" else set()
    return {f"{_whole(hour)}:{minute}"} | whole


def _values(written: str, language: str) -> set[str]:
    """Return what a number may mean in a language."""
    plain = _SPACES.sub("", written)
    marks = _SEPARATOR.findall(plain)
    if not marks:
        return {_whole(plain)}
    parts = _SEPARATOR.split(plain)
    if plain != written:
        return {_decimal("".join(parts[:-1]), parts[-1])}
    if len(marks) == 1:
        head, tail = parts
        return (
            _time(head, tail)
            if marks[0] == ":"
            else _once(head, marks[0], tail, language)
        )
    is_grouped = all(len(part) == 3 for part in parts[1:-1]) and len(parts[0]) <= 3
    if is_grouped and len(set(marks)) == 1 and len(parts[-1]) == 3 and marks[0] != ":":
        return {_whole("".join(parts))}
    if is_grouped and len(set(marks[:-1])) == 1 and marks[-1] not in marks[:-1]:
        return {_decimal("".join(parts[:-1]), parts[-1])}
    # The number of a section or a version.
    return {".".join(map(_whole, parts))}


def _number(match: re.Match[str], language: str) -> Number:
    text, written = match.string, match.group()
    hour = match.groupdict().get("hour")
    values = _time(hour, match["minute"]) if hour else _values(written, language)
    before = text[max(0, match.start() - 5) : match.start()]
    if len(written) == 2 and _YEAR_BEFORE.fullmatch(before):
        # `2012/13` is `2012/2013`.
        values.add(before[:2] + written)
    if _DECADE.match(text, match.end()) and written.isdigit() and len(written) == 4:
        values.add(written[2:])
    if _AFTERNOON.match(text, match.end()):
        values |= {_afternoon(value) for value in values}
    is_ordinal = _ORDINAL.match(text, match.end()) is not None
    return Number(written, frozenset(values), is_ordinal)


def _afternoon(value: str) -> str:
    hour, _, minute = value.partition(":")
    if len(hour) > 2 or not hour.isdigit() or int(hour) > 11:
        return value
    return f"{int(hour) + 12}:{minute}" if minute else str(int(hour) + 12)


def find_numbers(
    text: str, language: str, *, has_grouping_spaces: bool = True
) -> list[Number]:
    """Return the numbers of a text in order.

    Args:
        text: plain text; dates and telephone numbers are masked in it.
        language: code of core.languages.
        has_grouping_spaces: whether `12 300` is one number or two.
    """
    pattern = _NUMBER if has_grouping_spaces else _NO_PLAIN_SPACES
    return [_number(match, language) for match in pattern.finditer(text)]


def difference(
    source: Sequence[Number], target: Iterable[Number]
) -> tuple[list[Number], list[Number]]:
    """Return which numbers of the source have no equal, and which of the target."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place, number in enumerate(source):
        for value in number.values:
            waiting[value].append(place)
    met: set[int] = set()
    extra: list[Number] = []
    for number in target:
        partner = _take(waiting, number, met)
        if partner is None:
            extra.append(number)
        else:
            met.add(partner)
    return [item for place, item in enumerate(source) if place not in met], extra


def _take(waiting: dict[str, list[int]], number: Number, met: set[int]) -> int | None:
    # The plainest meaning first: what is read in two ways may have two partners.
    for value in sorted(number.values, key=len):
        places = waiting.get(value, [])
        while places:
            place = places.pop(0)
            if place not in met:
                return place
    return None
