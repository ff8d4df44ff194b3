"""Initiatives: their list page, one page per language, the registry row, the reading."""

from initiatives.models.index_page import InitiativeIndexPage
from initiatives.models.initiative import Initiative
from initiatives.models.initiative_page import InitiativePage
from initiatives.models.picture import DraftPicture
from initiatives.models.review import FlaggedText, ModerationEvent, Review
from initiatives.models.scope import ModeratorScope
from initiatives.models.update import InitiativeUpdate

__all__ = [
    "DraftPicture",
    "FlaggedText",
    "Initiative",
    "InitiativeIndexPage",
    "InitiativePage",
    "InitiativeUpdate",
    "ModerationEvent",
    "ModeratorScope",
    "Review",
]
