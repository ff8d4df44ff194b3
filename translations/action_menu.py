"""Publishing a source with what the change means for its translations."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import PublishMenuItem as PublishPage
from wagtail.snippets.action_menu import PublishMenuItem as PublishSnippet

from translations.choices import Effect
from translations.selectors.sources import source_of
from translations.services.orders import effect_set

LABELS: dict[Effect, Promise] = {
    Effect.MINOR: _("Publish (minor edit: translations stay valid)"),
    Effect.URGENT: _("Publish (urgent: readers see this text at once)"),
}


class _WithEffect:
    """A button "Publish" whose value says what the change means.

    Wagtail publishes whatever the value is; a hook reads it just before.
    """

    template_name = "translations/admin/publish_button.html"
    effect: Effect

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add name and value of the button."""
        context: dict[str, Any] = super().get_context_data(parent_context)  # type: ignore[misc]
        return context | {"value": self.effect.value, "label": LABELS[self.effect]}


class PublishPageWithEffect(_WithEffect, PublishPage):
    """For pages that are translated."""

    def __init__(self, effect: Effect, order: int) -> None:
        super().__init__(order=order)
        self.effect = effect

    def is_shown(self, context: Any) -> bool:
        """Whether the person may publish, and translations are there to be meant."""
        return (
            context["view"] == "edit"
            and bool(super().is_shown(context))
            and source_of(context["page"]) is not None
        )


class PublishSnippetWithEffect(_WithEffect, PublishSnippet):
    """For snippets that are translated."""

    def __init__(self, effect: Effect, order: int) -> None:
        super().__init__(order=order)
        self.effect = effect

    def is_shown(self, context: Any) -> bool:
        """Whether the person may publish, and translations are there to be meant."""
        return (
            context["view"] == "edit"
            and bool(context.get("draftstate_enabled"))
            and bool(super().is_shown(context))
            and source_of(context["instance"]) is not None
        )


def effect_read(request: HttpRequest, instance: Any) -> None:
    """Note which button was pressed, just before the source is published."""
    source = source_of(instance)
    if source is None:
        return
    value = request.POST.get("action-publish", "")
    effect = Effect(value) if value in (Effect.MINOR, Effect.URGENT) else Effect.NORMAL
    effect_set(source=source, effect=effect)
