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
from signatories.models import Signatory

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
    return (
        value.isascii() and value.isdigit() and len(value) == 4 and int(value) in YEARS
    )


def _current_slug(value: str) -> str:
    """Return the current slug of the public signatory at an address, "" for others."""
    if not value.isascii() or len(value) > 100:
        return ""
    found = address_resolve(kind=PublicAddress.Kind.SIGNATORY, slug=value)
    if found and Signatory.objects.public().filter(key=found[0]).exists():
        return found[1]
    return ""


_IS_KNOWN: Final[Mapping[str, Callable[[str], bool]]] = {
    "country": lambda value: value in state_codes(),
    "principle": lambda value: value in terms("principle", "en"),
    "action": lambda value: value in terms("action", "en"),
    "group": lambda value: value in terms("group", "en"),
    "profile": lambda value: value in Profile.values,
    "year": _is_year,
    "written_in": lambda value: value in BY_CODE,
}


def _meaning(name: str, value: str) -> str:
    """Return a value as the search knows it, "" when it means nothing."""
    if name == "signatory":
        return _current_slug(value)
    value = value.upper() if name == "country" else value
    return value if _IS_KNOWN[name](value) else ""


def read_filters(query: QueryDict, names: tuple[str, ...] = FILTERS) -> Filters:
    """Read filters and sort from an address.

    Repeated parameters are alternatives; an empty value is no filter. Country codes are
    accepted in either case, former addresses of a signatory lead to its current one.
    """
    valid: dict[str, tuple[str, ...]] = {}
    ignored: list[tuple[str, str]] = []
    for name in names:
        values = []
        for raw in query.getlist(name)[:MAX_VALUES]:
            value = raw.strip().replace("\x00", "")
            meaning = _meaning(name, value)
            if meaning:
                values.append(meaning)
            elif value:
                ignored.append((name, raw.replace("\x00", "")[:100]))
        if values:
            valid[name] = tuple(dict.fromkeys(values))
    sort = query.get("sort", "")
    if sort and sort not in Sort.values:
        ignored.append(("sort", sort.replace("\x00", "")[:100]))
        sort = ""
    return Filters(valid, tuple(ignored), sort)
