"""Registers the workflow with the admin."""

from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from translations import urls_editor, urls_files, urls_lists


@hooks.register("register_admin_urls")
def workflow_urls() -> list[URLResolver]:
    """Mount lists, editor and files below one address and one namespace."""
    patterns = [
        *urls_lists.urlpatterns,
        *urls_editor.urlpatterns,
        *urls_files.urlpatterns,
    ]
    return [path("translations/", include((patterns, "translations")))]


@hooks.register("register_log_actions")
def workflow_log_actions(actions: LogActionRegistry) -> None:
    """Name what the workflow writes into Wagtail's log."""
    actions.register_action(
        "translations.withhold", _("Withhold"), _("Withheld; readers see the source")
    )
