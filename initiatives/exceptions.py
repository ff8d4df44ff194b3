"""Errors of the initiatives' room.

InitiativeError
├── EditConflictError      somebody else saved meanwhile; nothing was written
├── LockedTextError        the text is being read, or was withdrawn
├── IncompleteTextError    something that a publication needs is missing
├── ReviewClosedError      somebody else decided first
├── HiddenPassageError     who approves has to see every passage
├── UnconfirmedPictureError a picture was not ticked
└── VersionExistsError     the initiative has a version in that language already
"""

from wagtail.models import Revision


class InitiativeError(Exception):
    """Anything that goes wrong in `initiatives`."""


class EditConflictError(InitiativeError):
    """Somebody else saved the text since it was opened; show both and let choose.

    Attributes:
        revision: what the other person saved.
    """

    def __init__(self, revision: Revision) -> None:
        super().__init__(f"revision {revision.pk} is newer than the one edited")
        self.revision = revision


class LockedTextError(InitiativeError):
    """The text is being read by a moderator or was withdrawn: it cannot be changed."""


class IncompleteTextError(InitiativeError):
    """The text cannot be sent yet; `problems` names what is missing, by field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(f"missing: {', '.join(problems)}")
        self.problems = problems


class ReviewClosedError(InitiativeError):
    """The review is not waiting any more; look at what was decided."""


class HiddenPassageError(InitiativeError):
    """A flagged passage is hidden from who approves; ask a safeguarding officer."""


class UnconfirmedPictureError(InitiativeError):
    """A picture was not confirmed to show no recognisable child."""


class VersionExistsError(InitiativeError):
    """The initiative has a version in that language already; edit it instead."""
