"""Telephone numbers: one wrong digit and nobody is helped."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from translations.checks.base import Finding, error

_GAP: Final = r"[ \u00a0\u202f\u2009()/.\u2010\u2011-]{1,3}"
_TELEPHONE: Final = re.compile(
    rf"(?<![\w.,+])(?:"
    rf"\+[0-9]{{1,4}}(?:{_GAP}?[0-9]{{1,12}}){{1,8}}"
    rf"|\(?0[0-9]{{1,12}}\)?(?:{_GAP}[0-9]{{2,12}}){{0,8}}"
    rf"|116[ \u00a0\u202f]?[0-9]{{3}}"
    rf")(?![0-9])"
)
_DIGITS: Final = re.compile(r"[0-9]+")
# A harmonised number as 116 111 has the fewest that can be told from other numbers.
_MIN_DIGITS: Final = 6
_MIN_NATIONAL: Final = 7


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number and its place; `number` is its digits, with a plus if any."""

    text: str
    number: str
    start: int
    end: int


def find_telephones(text: str) -> list[Telephone]:
    """Return the telephone numbers of a text; short ones as 112 are numbers here."""
    found: list[Telephone] = []
    for match in _TELEPHONE.finditer(text):
        written = match.group()
        # The trunk zero is written or not: it is the same number.
        digits = "".join(_DIGITS.findall(written.replace("(0)", "")))
        least = _MIN_NATIONAL if digits[:1] == "0" else _MIN_DIGITS
        if len(digits) >= least:
            sign = "+" if written[0] == "+" else ""
            found.append(Telephone(written, sign + digits, *match.span()))
    return found


def compare_telephones(
    source: list[Telephone], target: list[Telephone]
) -> list[Finding]:
    """Find telephone numbers that are missing, changed or added."""
    wanted = Counter(item.number for item in source)
    given = Counter(item.number for item in target)
    missing, unknown = wanted - given, given - wanted
    found = [
        error(
            "telephone",
            _(
                "The telephone number %(number)s is missing. Copy it digit by digit"
                " from the source."
            )
            % {"number": item.text},
            item.text,
        )
        for item in source
        if missing[item.number]
    ]
    found += [
        error(
            "telephone",
            _("The telephone number %(number)s is not in the source. Correct it.")
            % {"number": item.text},
            item.text,
        )
        for item in target
        if unknown[item.number]
    ]
    return found
