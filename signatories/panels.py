"""Panels of the room in the Wagtail admin."""

from typing import Any

from wagtail.admin.panels import InlinePanel


class PeoplePanel(InlinePanel):
    """Accounts that act for a signatory, row by row."""

    class BoundPanel(InlinePanel.BoundPanel):
        """The rows; Wagtail's template asks for an icon that its context lacks."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Name the icon of the button that adds a row."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"icon": "plus-inverse"}
