"""Filters of the search: one reading for the page, which forgives, and for the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict

from core.addresses import address_resolve
from core.languages import BY_CODE
from core.models import PublicAddress
from core.states import state_codes
from pact.vocabulary import terms
from search.choices import FILTERS, Sort
from signatories.choices import Profile

MAX_VALUES: Final = 50
YEARS: Final = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for, apart from the words.

    Attributes:
        valid: filter name -> values, each of which exists.
        ignored: (name, value) pairs that mean nothing here.
        sort: a value of Sort, or "" when none was asked for.
    """

    valid: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[tuple[str, str], ...] = ()
    sort: str = ""


def _is_year(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value[:5]) in YEARS


def _is_signatory(value: str) -> bool:
    if not value.isascii() or len(value) > 100:
        return False
    return address_resolve(kind=PublicAddress.Kind.SIGNATORY, slug=value) is not None


_IS_KNOWN: Final[Mapping[str, Callable[[str], bool]]] = {
    "country": lambda value: value in state_codes(),
    "principle": lambda value: value in terms("principle", "en"),
    "action": lambda value: value in terms("action", "en"),
    "group": lambda value: value in terms("group", "en"),
    "profile": lambda value: value in Profile.values,
    "year": _is_year,
    "written_in": lambda value: value in BY_CODE,
    "signatory": _is_signatory,
}


def read_filters(query: QueryDict, names: tuple[str, ...] = FILTERS) -> Filters:
    """Read filters and sort from an address.

    Repeated parameters are alternatives; an empty value is no filter. Country codes are
    accepted in either case.
    """
    valid: dict[str, tuple[str, ...]] = {}
    ignored: list[tuple[str, str]] = []
    for name in names:
        values = []
        for raw in query.getlist(name)[:MAX_VALUES]:
            value = raw.strip().replace("\x00", "")
            value = value.upper() if name == "country" else value
            if value and _IS_KNOWN[name](value):
                values.append(value)
            elif value:
                ignored.append((name, raw.replace("\x00", "")[:100]))
        if values:
            valid[name] = tuple(dict.fromkeys(values))
    sort = query.get("sort", "")
    if sort and sort not in Sort.values:
        ignored.append(("sort", sort.replace("\x00", "")[:100]))
        sort = ""
    return Filters(valid, tuple(ignored), sort)
