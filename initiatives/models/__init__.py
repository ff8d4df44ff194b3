"""Initiatives: the registry row and the page in each language."""

from initiatives.models.index_page import InitiativeIndexPage
from initiatives.models.initiative import Initiative
from initiatives.models.initiative_page import InitiativePage

__all__ = ["Initiative", "InitiativeIndexPage", "InitiativePage"]
