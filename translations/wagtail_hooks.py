"""Registers the workflow with the admin."""

from django.urls import URLResolver, include, path
from wagtail import hooks

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
