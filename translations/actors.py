"""Who acts: an account, a person with a link, or the portal itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who changes texts.

    Attributes:
        user: the account; None for a person with a link and for the portal.
        name: of a person without an account; empty for the portal.
    """

    user: "User | None" = None
    name: str = ""


PORTAL = Actor()
