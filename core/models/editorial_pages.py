"""The abstract page whose texts the editors of the Congress write."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.panels import HelpPanel

from core.models.pages import BasePage
from core.shared_values.page_form import EditorialPageForm
from core.shared_values.pages import with_values


class EditorialPage(BasePage):
    """A page in whose texts `{{ code }}` shows a shared value.

    What signatories write stands on other pages and is shown as they wrote it.
    """

    base_form_class = EditorialPageForm

    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        HelpPanel(template="core/admin/shared_values_help.html"),
    ]

    class Meta:
        abstract = True

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Show the page, or its preview, with the values of today."""
        shown = with_values(self, self.language)
        return super(EditorialPage, shown).get_context(request, *args, **kwargs)
