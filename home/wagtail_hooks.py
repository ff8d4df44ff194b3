"""Registers the home room with the admin."""

from collections.abc import Iterable

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.languages import DEFAULT
from core.locales import locale_id
from home.panels import WaitingPanel, sees_waiting
from home.projection import PAGE_TYPES
from translations.selectors import page_other_versions


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show what waits on the admin's first page, to those who deal with it."""
    if sees_waiting(request.user):
        panels.append(WaitingPanel(request.user))


@hooks.register("construct_translated_pages_to_cascade_actions")
def versions_follow_source(
    pages: Iterable[Page], action: str
) -> dict[Page, Iterable[Page]]:
    """Move, unpublish and delete a structural page in all languages with its source."""
    return {
        page: page_other_versions(page, action)
        for page in pages
        if page.specific_class in PAGE_TYPES and page.locale_id == locale_id(DEFAULT)
    }
