"""Registers the room with the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search import admin_views


@hooks.register("register_admin_urls")
def set_aside_url() -> list[URLPattern]:
    """Mount the report on the search index."""
    return [path("search-index/", admin_views.set_aside, name="search-set-aside")]


@hooks.register("register_reports_menu_item")
def set_aside_menu_item() -> MenuItem:
    """List the report among the others."""
    return MenuItem(
        _("Search index"),
        reverse("search-set-aside"),
        name="search-index",
        icon_name="search",
        order=1000,
    )
