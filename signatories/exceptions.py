"""Errors of the signatories' room.

SignatoryError
├── TransitionError     the status cannot change that way
├── RegistrationError   the registration is not complete, or over
├── DoubleError         the same authority seems to be there already
├── ColleagueError      the person is a colleague already, or none
│   ├── InvitationLimitError    too many mails to one address or from one person
│   └── NotConfirmedError       the signatory is not confirmed yet
├── ListError           a pasted or uploaded list cannot be read
├── MemberInvitationError   a member cannot be invited now, or the link is over
│   └── MemberLimitError    too many mails of one association within a day
├── ReviewWaitsError    a former text is being read by the secretariat
└── LastManagerError    nobody would be left who may act for the signatory
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from signatories.models import Signatory


class SignatoryError(Exception):
    """Anything that goes wrong in `signatories`."""


class TransitionError(SignatoryError):
    """The signatory's status does not allow the step; reload and look again."""


class RegistrationError(SignatoryError):
    """Something is missing, or the link has expired; go back to the steps."""


class DoubleError(SignatoryError):
    """Ask whether one of `doubles` is meant before anything is made."""

    def __init__(self, doubles: "Sequence[Signatory]") -> None:
        super().__init__(f"{len(doubles)} signatories look the same")
        self.doubles = doubles


class ColleagueError(SignatoryError):
    """The person acts for the signatory already, or does not; look again."""


class InvitationLimitError(ColleagueError):
    """Too many invitations went to the address, or came from the person; wait."""


class NotConfirmedError(ColleagueError):
    """The secretariat has not confirmed the signatory; until then staff alone invite."""


class ListError(SignatoryError):
    """A list cannot be read; `code` says why, the form says it in words.

    `most` is how many entries are taken at once.
    """

    def __init__(self, code: str, most: int = 0) -> None:
        super().__init__(code)
        self.code, self.most = code, most


class MemberInvitationError(SignatoryError):
    """The invitation is over, or it is too early for another mail; look again."""


class MemberLimitError(MemberInvitationError):
    """Only `left` more mails may go to members today."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} mails are left today")
        self.left = left


class ReviewWaitsError(SignatoryError):
    """The former text is being read; send the new one when that is decided."""


class LastManagerError(SignatoryError):
    """Make somebody else a manager first, or write to the secretariat."""
