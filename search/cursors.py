"""Cursors: where a list goes on, without counting from its beginning.

A cursor holds the sort values of the last hit, signed; both engines continue from them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing

from search.choices import Sort
from search.exceptions import CursorError

_SALT: Final = "search.cursor"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a hit in a sorted list.

    Attributes:
        leading: the score or the country, None where the date leads.
        published_ms: milliseconds since 1970.
        key: the object's key, in its usual text form.
    """

    leading: int | str | None
    published_ms: int
    key: str

    @property
    def published_at(self) -> datetime:
        """The time of publication."""
        return _EPOCH + timedelta(milliseconds=self.published_ms)


def milliseconds(moment: datetime) -> int:
    """Return a time as milliseconds since 1970."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT)


def encode(sort: Sort, position: Position) -> str:
    """Return an opaque cursor that goes on after `position`."""
    values = [sort.value, position.leading, position.published_ms, position.key]
    # Without the time, so that the same list is the same answer.
    return _signer().sign_object(values)


def decode(text: str, sort: Sort) -> Position:
    """Read a cursor.

    Raises:
        CursorError: it was not made here, or for another order.
    """
    try:
        made_for, leading, published_ms, key = _signer().unsign_object(text)
    except (signing.BadSignature, ValueError) as error:
        raise CursorError("The cursor is not one that this portal gave out.") from error
    if made_for != sort.value:
        raise CursorError("The cursor belongs to another order of the list.")
    return Position(leading, published_ms, key)
