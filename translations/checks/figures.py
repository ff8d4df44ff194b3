"""Telephone numbers, dates and numbers: what a text says in figures stays the same."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from translations.checks.base import Finding, error, warning
from translations.checks.dates import Date, find_dates
from translations.checks.number_words import numbers_in_words, roman_numbers
from translations.checks.numbers import Number, difference, find_numbers
from translations.checks.sides import MASK, Side
from translations.checks.telephones import (
    Telephone,
    compare_telephones,
    find_telephones,
)

# Ordinals up to here are written in words more often than not.
_SMALL_ORDINAL: Final = 12
_MAX_LISTED: Final = 10
_TO_TEN: Final = frozenset(map(str, range(1, 11)))


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a text says in figures, each piece once."""

    side: Side
    dates: list[Date]
    telephones: list[Telephone]
    rest: str

    def numbers(self, *, has_grouping_spaces: bool = True) -> list[Number]:
        return find_numbers(
            self.rest, self.side.language, has_grouping_spaces=has_grouping_spaces
        )


def _without(text: str, places: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in sorted(places):
        # Digits on both sides do not become one number.
        pieces += [text[at:start], MASK * (end - start)]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _figures(side: Side) -> _Figures:
    dates = find_dates(side.bare, side.language)
    rest = _without(side.bare, [(date.start, date.end) for date in dates])
    telephones = find_telephones(rest)
    rest = _without(rest, [(item.start, item.end) for item in telephones])
    return _Figures(side, dates, telephones, rest)


def check_figures(source: Side, target: Side) -> list[Finding]:
    """Find telephone numbers, dates and numbers that two texts do not share."""
    if not any(char.isdigit() for char in source.bare + target.bare):
        return []
    ours, theirs = _figures(source), _figures(target)
    found = compare_telephones(ours.telephones, theirs.telephones)
    if any(finding.check == "telephone" for finding in found):
        # A wrong digit may make of it what looks like another kind of number.
        ours, theirs = _plain_telephones(ours, found), _plain_telephones(theirs, found)
    dates = _Dates(ours, theirs)
    found += dates.findings
    return found + _numbers(ours, theirs, dates)


def _plain_telephones(figures: _Figures, found: list[Finding]) -> _Figures:
    """Return figures without numbers that have been told as telephone numbers."""
    told = {
        "".join(filter(str.isdigit, item.excerpt))
        for item in found
        if item.check == "telephone"
    }
    rest = figures.rest
    for number in figures.numbers():
        if "".join(filter(str.isdigit, number.text)) in told:
            rest = rest.replace(number.text, MASK * len(number.text))
    return _Figures(figures.side, figures.dates, figures.telephones, rest)


class _Dates:
    """Compares dates; what does not meet becomes numbers again.

    Attributes:
        findings: dates that are missing or differ.
        source_numbers, target_numbers: days and years left for the check of numbers.
    """

    def __init__(self, ours: _Figures, theirs: _Figures) -> None:
        self.findings: list[Finding] = []
        self.source_numbers: list[str] = []
        self._missing = _unmet(ours.dates, theirs.dates)
        self._extra = _unmet(theirs.dates, ours.dates)
        self.target_numbers = [part for date in self._extra for part in date.figures]
        # `18 and 20 November` has a day that no date holds.
        self._loose = Counter(
            value for number in theirs.numbers() for value in number.values
        )
        for date in self._missing:
            self._compare(date)

    def _compare(self, date: Date) -> None:
        given = Counter(self.target_numbers) + self._loose
        if any(not given[part] for part in date.figures):
            self._differs(date)
            return
        self.source_numbers += date.figures
        if not any(other.month == date.month for other in self._extra):
            message = _(
                "The date “%(date)s” was not recognised in the translation. Check its"
                " month."
            ) % {"date": date.text}
            self.findings.append(warning("dates", message, date.text))

    def _differs(self, date: Date) -> None:
        message = _(
            "The date “%(date)s” is missing, or its day or year differs. Write the same"
            " date."
        ) % {"date": date.text}
        self.findings.append(error("dates", message, date.text))
        other = self._extra.pop(0) if self._extra else None
        told = other.figures if other else date.figures
        for part in told:
            if part in self.target_numbers:
                self.target_numbers.remove(part)
        if other is None:
            # What stands there of it is not a number too many.
            self.source_numbers += [p for p in date.figures if self._loose[p]]


def _unmet(dates: list[Date], others: list[Date]) -> list[Date]:
    keys = Counter(date.key for date in others)
    unmet: list[Date] = []
    for date in dates:
        if keys[date.key]:
            keys[date.key] -= 1
        else:
            unmet.append(date)
    return unmet


def _of_dates(parts: list[str]) -> list[Number]:
    return [Number(part, frozenset({part})) for part in parts]


def _numbers(ours: _Figures, theirs: _Figures, dates: _Dates) -> list[Finding]:
    """Compare numbers, reading ordinary spaces in them in the way that fits best."""
    best: tuple[list[Number], list[Number]] | None = None
    for source_spaces, target_spaces in (
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    ):
        missing, extra = difference(
            ours.numbers(has_grouping_spaces=source_spaces)
            + _of_dates(dates.source_numbers),
            theirs.numbers(has_grouping_spaces=target_spaces)
            + _of_dates(dates.target_numbers),
        )
        if best is None or len(missing + extra) < len(best[0] + best[1]):
            best = missing, extra
        if not missing and not extra:
            return []
    missing, extra = best or ([], [])
    lost, lost_words = _explained(missing, theirs.side)
    added, added_words = _explained(extra, ours.side)
    return [
        *_missing(lost, _untold(lost_words, lost, added)),
        *_extra(added, _untold(added_words, added, lost)),
    ]


def _untold(
    in_words: list[Number], wrong: list[Number], others: list[Number]
) -> list[Number]:
    """Return what may be in words and is not told as an error already.

    Args:
        in_words: numbers of one text that the other may have in words.
        wrong: numbers of the same text that the other has not at all.
        others: numbers of the other text that this one has not at all. Those without a
            partner in `wrong` stand for numbers that only seem to be in words: `einen`
            does not say the 1 that became a 4.
    """
    told = {value for number in wrong for value in number.values}
    left = [number for number in in_words if not number.values & told]
    return [] if len(left) <= len(others) - len(wrong) else left


def _explained(numbers: list[Number], side: Side) -> tuple[list[Number], list[Number]]:
    """Split off the numbers that the other text may have in words."""
    roman = roman_numbers(side.bare)
    numbers = [item for item in numbers if not item.values & roman]
    if not numbers:
        return [], []
    words = numbers_in_words(side.bare, side.language)
    words |= roman_numbers(side.bare, least=1)
    in_words = [item for item in numbers if item.values & words or _is_small(item)]
    if in_words:
        # `1 in 5` may be "every fifth": where one is in words, so is its neighbour.
        in_words = [
            item for item in numbers if item in in_words or item.values & _TO_TEN
        ]
    return [item for item in numbers if item not in in_words], in_words


def _is_small(number: Number) -> bool:
    return (
        number.is_ordinal
        and len(number.text) <= 2
        and number.text.isdigit()
        and int(number.text) <= _SMALL_ORDINAL
    )


def _list(numbers: list[Number]) -> str:
    texts = [*dict.fromkeys(item.text[:40] for item in numbers)]
    return ", ".join([*texts[:_MAX_LISTED], *["…"][: len(texts) > _MAX_LISTED]])


def _missing(missing: list[Number], in_words: list[Number]) -> list[Finding]:
    found = []
    if missing:
        message = _(
            "Numbers of the source are missing or written so that they mean something"
            " else: %(numbers)s."
        ) % {"numbers": _list(missing)}
        found.append(error("numbers", message, _list(missing)))
    if in_words:
        message = _(
            "The source has figures that the translation seems to write in words:"
            " %(numbers)s. Check that they mean the same."
        ) % {"numbers": _list(in_words)}
        found.append(warning("numbers", message, _list(in_words)))
    return found


def _extra(extra: list[Number], in_words: list[Number]) -> list[Finding]:
    found = []
    if extra:
        message = _("The source does not have these numbers: %(numbers)s.") % {
            "numbers": _list(extra)
        }
        found.append(error("numbers", message, _list(extra)))
    if in_words:
        message = _(
            "The translation has figures that the source seems to write in words:"
            " %(numbers)s. Check that they mean the same."
        ) % {"numbers": _list(in_words)}
        found.append(warning("numbers", message, _list(in_words)))
    return found
