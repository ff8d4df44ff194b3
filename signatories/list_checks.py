"""What is wrong in a list of members or of earlier signatories, row by row, in words.

However long the list, the database is asked a fixed number of times.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import BY_CODE, DEFAULT, resolve
from core.models import MemberState
from core.states import state_codes
from signatories.choices import PUBLIC, Profile
from signatories.models import MemberInvitation, Signatory
from signatories.names import Known, comparison_key, is_likely_same, is_wider
from signatories.places import place_only
from signatories.selectors import STANDING, known_from, known_of
from signatories.typed_lists import Line, read_lines

MEMBER_COLUMNS: Final = ("name", "country", "profile", "email", "language")
MEMBER_NEEDED: Final = ("name", "country", "email")
EARLIER_COLUMNS: Final = (
    *("name", "country", "profile", "place", "official_code"),
    *("signed_on", "source", "language"),
)
EARLIER_NEEDED: Final = ("name", "country", "signed_on", "source")
# Each becomes public, with its address and its place in the search, while staff wait.
EARLIER_ROWS: Final = 200
NAME_LETTERS: Final = 200
PLACE_LETTERS: Final = 120
SOURCE_LETTERS: Final = 300
_CODE: Final = RegexValidator(r"^[A-Z]{2}[A-Z0-9_-]{1,18}$")
_WEB: Final = re.compile(r"://|\bwww\.|@", re.IGNORECASE)

type Group = tuple[str, str]
type Identity = tuple[str, str, str, bool]


@dataclass(slots=True)
class CheckedRow:
    """One row of a list with what was found.

    Attributes:
        number: of the line in the text.
        cells: what was typed.
        values: what it means; complete only without `errors`.
        errors: what has to be corrected before anything is done with the row.
        doubts: what a person has to look at; the row is taken when it is ticked.
        is_invited: the association has invited the address before.
        is_there: it was imported before; nothing is done and nothing is wrong.
    """

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_there: bool = False
    is_invited: bool = False

    @property
    def is_right(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.errors or self.doubts or self.is_there)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person may take it all the same."""
        return bool(self.doubts) and not (self.errors or self.is_there)

    @property
    def other_cells(self) -> str:
        """Return what was typed beside the name, in one line."""
        others = (cell for code, cell in self.cells.items() if code != "name")
        return " · ".join(filter(None, others))

    @property
    def group(self) -> Group:
        """Return profile and country, within which names are compared."""
        return self.values["profile"], self.values["country_id"]

    @property
    def identity(self) -> Identity:
        """Return what two rows for the same authority share."""
        return _identity(*self.group, self.values["official_name"])


def _identity(profile: str, country: str, name: str) -> Identity:
    """A county is not the town it is called after."""
    return profile, country, comparison_key(name) or name.lower(), is_wider(name)


def taken(rows: Iterable[CheckedRow], ticked: Iterable[str]) -> list[CheckedRow]:
    """Return the rows to act on: what is right, and what somebody ticked."""
    numbers = {str(number) for number in ticked}
    return [
        row
        for row in rows
        if row.is_right or (row.is_doubtful and str(row.number) in numbers)
    ]


def check_members(text: str, *, inviter: Signatory) -> list[CheckedRow]:
    """Check the members that an association wants to invite.

    Entries that are not public are no part of the comparison, and whether an address
    is known to the portal is not looked at: an association learns neither.

    Raises:
        ListError: the text is no list.
    """
    lines = read_lines(text, MEMBER_COLUMNS, MEMBER_NEEDED)
    languages = _first_languages()
    rows = [_common(line, languages) for line in lines]
    for row in rows:
        _email(row)
    _doubles_in_list(rows, "email")
    _invited(rows, inviter)
    _alike(rows, PUBLIC, _("Looks like %(name)s, which is in the Pact already."))
    return rows


def check_earlier(text: str) -> list[CheckedRow]:
    """Check the earlier signatories that staff want to record.

    Raises:
        ListError: the text is no list.
    """
    lines = read_lines(text, EARLIER_COLUMNS, EARLIER_NEEDED, most=EARLIER_ROWS)
    languages = _first_languages()
    today = timezone.localdate()
    rows = [_common(line, languages) for line in lines]
    for row in rows:
        _signed_on(row, today)
        _source(row)
        _place(row)
    _doubles_in_list(rows, "official_code")
    _recorded(rows)
    _alike(rows, STANDING, _("Looks like %(name)s (%(status)s)."))
    return rows


def _first_languages() -> dict[str, str]:
    """Return the first official language of each member state."""
    return {
        code: (languages.split() or [DEFAULT])[0]
        for code, languages in MemberState.objects.values_list("code", "languages")
    }


def _common(line: Line, languages: dict[str, str]) -> CheckedRow:
    row = CheckedRow(line.number, line.cells)
    if line.is_too_long:
        row.errors.append(
            _("There are more cells than columns. Put the name in quotation marks.")
        )
    _name(row)
    _country(row)
    _profile(row)
    _language(row, languages)
    return row


def _name(row: CheckedRow) -> None:
    name = row.cells["name"]
    if not name:
        row.errors.append(_("The name is missing."))
    elif len(name) > NAME_LETTERS:
        row.errors.append(_("The name is longer than 200 letters."))
    elif _WEB.search(name):
        row.errors.append(_("The name contains an address."))
    row.values["official_name"] = name


def _country(row: CheckedRow) -> None:
    code = row.cells["country"].upper()
    if not code:
        row.errors.append(_("The country is missing."))
    elif code not in state_codes():
        text = _("“%(code)s” is no country code of a member state, such as AZ or FR.")
        row.errors.append(text % {"code": row.cells["country"]})
    row.values["country_id"] = code


def _profile(row: CheckedRow) -> None:
    profile = row.cells["profile"].lower() or Profile.AUTHORITY.value
    if profile not in Profile.values:
        text = _("“%(code)s” is no profile. Profiles are: %(codes)s.")
        values = {"code": row.cells["profile"], "codes": ", ".join(Profile.values)}
        row.errors.append(text % values)
    row.values["profile"] = profile


def _language(row: CheckedRow, languages: dict[str, str]) -> None:
    typed = row.cells["language"]
    code = resolve(typed) if typed else languages.get(row.values["country_id"])
    if typed and code is None:
        text = _("“%(code)s” is none of the portal’s languages, such as en or az.")
        row.errors.append(text % {"code": typed})
    row.values["language"] = code if code in BY_CODE else ""


def _email(row: CheckedRow) -> None:
    address = row.cells["email"].lower()
    row.values["email"] = address
    if not address:
        row.errors.append(_("The e-mail address is missing."))
        return
    try:
        validate_email(address)
    except ValidationError:
        text = _("“%(address)s” is no e-mail address.")
        row.errors.append(text % {"address": row.cells["email"]})


def _doubles_in_list(rows: Sequence[CheckedRow], name: str) -> None:
    """Let the first of two rows stand; two towns of one name are for a person to tell.

    Args:
        rows: in the order of the list.
        name: of the value that no two rows may share.
    """
    first: dict[object, int] = {}
    text = _("The same as line %(number)d.")
    for row in rows:
        value, identity = (name, row.values[name]), row.identity
        if row.values[name] and value in first:
            row.errors.append(text % {"number": first[value]})
        elif row.values["official_name"] and identity in first:
            row.doubts.append(text % {"number": first[identity]})
        first.setdefault(value, row.number)
        first.setdefault(identity, row.number)


def _invited(rows: Sequence[CheckedRow], inviter: Signatory) -> None:
    """Say which members this association has invited before."""
    before = MemberInvitation.objects.filter(inviter=inviter).values_list(
        "email", "profile", "country_id", "official_name"
    )
    addresses, identities = set(), set()
    for email, profile, country, name in before:
        addresses.add(email)
        identities.add(_identity(profile, country, name))
    for row in rows:
        if row.values["email"] and row.values["email"] in addresses:
            row.is_invited = True
            row.errors.append(
                _("You have invited this address already; see the list of members.")
            )
        elif row.identity in identities:
            row.doubts.append(_("You have invited a member of this name already."))


def _alike(rows: Sequence[CheckedRow], statuses: Sequence[str], text: str) -> None:
    """Name the entries that look the same, for the rows that are right otherwise."""
    asked = [row for row in rows if not row.errors and not row.is_there]
    entries = _entries({row.group for row in asked}, statuses)
    for row in asked:
        known = known_from(row.values)
        row.doubts += [
            text % {"name": item.official_name, "status": item.get_status_display()}
            for item, other in entries.get(row.group, ())
            if is_likely_same(known, other)
        ]


def _entries(
    groups: set[Group], statuses: Sequence[str]
) -> dict[Group, list[tuple[Signatory, Known]]]:
    found: dict[Group, list[tuple[Signatory, Known]]] = {}
    standing = Signatory.objects.filter(
        profile__in={profile for profile, _country_id in groups},
        country_id__in={country for _profile_code, country in groups},
        status__in=statuses,
    ).order_by("registered_at")
    for item in standing:
        group = (item.profile, item.country_id)
        if group in groups:
            found.setdefault(group, []).append((item, known_of(item)))
    return found


def _signed_on(row: CheckedRow, today: date) -> None:
    typed = row.cells["signed_on"]
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        text = _("“%(day)s” is no day. Write year, month and day: 2012-05-31.")
        row.errors.append(text % {"day": typed})
        return
    if day > today:
        row.errors.append(_("The day of the signature has not come yet."))
    row.values["signed_on"] = day


def _source(row: CheckedRow) -> None:
    source = row.cells["source"]
    row.values["recorded_source"] = source
    if not source:
        row.errors.append(_("The source is missing: where does it say so?"))
    elif len(source) > SOURCE_LETTERS:
        row.errors.append(_("The source is longer than 300 letters."))
    elif source.lower().startswith(("http:", "https:")):
        try:
            URLValidator(schemes=["http", "https"])(source)
        except ValidationError:
            row.errors.append(_("The source is no valid web address."))


def _place(row: CheckedRow) -> None:
    place = row.cells["place"]
    code = "".join(row.cells["official_code"].split()).upper()
    row.values |= {"place": place, "official_code": code}
    if len(place) > PLACE_LETTERS:
        row.errors.append(_("The place is longer than 120 letters."))
    if code:
        try:
            _CODE(code)
        except ValidationError:
            row.errors.append(
                _("An official code has two letters for the country first: DE212.")
            )
    if row.values["profile"] == Profile.AUTHORITY and not row.errors:
        key = comparison_key(place or row.values["official_name"])
        found = place_only(row.values["country_id"], key)
        row.values["geoname_id"] = found.id if found else None


def _recorded(rows: Sequence[CheckedRow]) -> None:
    """Find what exists with the very same facts, whatever its status."""
    facts = ("profile", "country_id", "official_name", "place", "official_code")
    names = {row.values["official_name"] for row in rows}
    there = set(Signatory.objects.filter(official_name__in=names).values_list(*facts))
    for row in rows:
        row.is_there = tuple(row.values[name] for name in facts) in there
