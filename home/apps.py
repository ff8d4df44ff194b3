"""The room's entry in Django."""

from importlib import import_module

from django.apps import AppConfig
from django.db import models


class HomeConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "home"

    def ready(self) -> None:
        """Register the projection of structural pages and their page contexts."""
        from core import page_context, publication
        from core.models import BasePage
        from home import projection, selectors
        from home.models import ContentPage, HomePage
        from search.choices import Kind
        from search.projection import register, register_kind
        from translations import receivers
        from translations.registry import register as translate

        translate(HomePage)
        translate(ContentPage, must_be_reviewed=_is_delicate)
        # This room is ready last, so every kind is known by now.
        receivers.connect()
        # So that its check is known in every process.
        import_module("home.checks")
        publication.register(_on_saved)
        register_kind(
            Kind.PAGE, describe=projection.describe, all_keys=projection.all_keys
        )
        # Abstract on purpose: every page type of the portal, whatever its room.
        register(BasePage, identify=projection.identify)  # type: ignore[type-abstract]
        page_context.register(HomePage, selectors.home_context)


def _is_delicate(page: models.Model) -> bool:
    """Whether a page is for children or about help: only reviewed texts are shown."""
    from home.models import ContentPage

    return isinstance(page, ContentPage) and page.readers != ContentPage.Readers.ANYONE


def _on_saved(instance: models.Model) -> None:
    """Have a new structural page appear in every language."""
    from core.jobs import enqueue_on_commit
    from core.models import BasePage
    from home.projection import PAGE_TYPES

    if (
        isinstance(instance, BasePage)
        and type(instance) in PAGE_TYPES
        and instance.live
        and not instance.alias_of_id
        and instance.language == "en"
    ):
        enqueue_on_commit("translations.alias_everywhere", page_id=instance.pk)
