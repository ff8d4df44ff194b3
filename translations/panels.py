"""What waits for a translator, on the admin's first page."""

from typing import Any, ClassVar

from wagtail.admin.ui.components import Component

from translations.selectors.work import Work

SHOWN = 5


class TranslationsPanel(Component):
    """Texts to translate and to review, oldest first."""

    name = "translations"
    template_name = "translations/admin/panel.html"
    order: ClassVar[int] = 60

    def __init__(self, work: Work) -> None:
        self._work = work

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Hand what waits to the template."""
        return {"work": self._work}
