"""What the admin shows of shared values besides Wagtail's own lists and forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import EditView, UsageView

from core.current import interface_language
from core.languages import BY_CODE, DEFAULT
from core.models import SharedValue
from core.shared_values.uses import uses_of


def admin_language() -> str:
    """Return the language of the admin as one of the portal's."""
    code = (get_language() or DEFAULT).split("-")[0]
    return interface_language(code) if code in BY_CODE else DEFAULT


def choices(request: HttpRequest) -> JsonResponse:
    """List the values for the list below each text, with its words."""
    language = admin_language()
    items = [
        {
            "code": value.code,
            "reference": value.reference,
            "text": value.text(language),
        }
        for value in SharedValue.objects.all()
    ]
    return JsonResponse(
        {"label": _("Shared value"), "insert": _("Insert"), "items": items}
    )


class SharedValueEditView(EditView):
    """Without the number of uses that Wagtail counts: it knows no references in texts."""

    def get_usage_url(self) -> None:
        """Offer no usage beside the form; the list leads to where a value stands."""


class SharedValueUsageView(UsageView):
    """The texts that show a value; Wagtail's index knows no references in texts."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List them, each with its language and a link."""
        return uses_page(request, [self.object])


def uses_page(
    request: HttpRequest, values: list[SharedValue], *, is_refusal: bool = False
) -> HttpResponse:
    """Show where values stand.

    Args:
        request: of somebody who may see them.
        values: at least one.
        is_refusal: whether somebody asked to delete them.
    """
    context = {
        "rows": [
            {"value": value, "uses": uses_of(value.code), "text": value.text(language)}
            for language in [admin_language()]
            for value in values
        ],
        "is_refusal": is_refusal,
    }
    return render(request, "core/admin/shared_value_uses.html", context)
