"""Registers the room with the admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search import admin_views, explain_view, unanswered_view
from search.unanswered import MAY_READ
from search.viewsets import MENU_HOOK, WordsViewSetGroup

register_snippet(WordsViewSetGroup)


class PermittedMenuItem(MenuItem):
    """A menu item for those who have a permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open it."""
        return bool(request.user.has_perm(self._permission))


@hooks.register("register_admin_urls")
def set_aside_url() -> list[URLPattern]:
    """Mount the report on the search index."""
    return [path("search-index/", admin_views.set_aside, name="search-set-aside")]


@hooks.register("register_reports_menu_item")
def set_aside_menu_item() -> MenuItem:
    """List the report among the others."""
    return PermittedMenuItem(
        _("Search index"),
        reverse("search-set-aside"),
        name="search-index",
        icon_name="search",
        order=1000,
        permission=admin_views.MAY_LOOK,
    )


@hooks.register("register_admin_urls")
def words_urls() -> list[URLPattern]:
    """Mount the list of searches without results and the explanations."""
    return [
        path(
            "search-unanswered/", unanswered_view.unanswered, name="search-unanswered"
        ),
        path("search-explained/", explain_view.explain, name="search-explained"),
    ]


@hooks.register(MENU_HOOK)
def unanswered_menu_item() -> MenuItem:
    """List searches without results beside the words of editors."""
    return PermittedMenuItem(
        _("Searches without results"),
        reverse("search-unanswered"),
        name="search-unanswered",
        icon_name="list-ul",
        order=100,
        permission=MAY_READ,
    )


@hooks.register(MENU_HOOK)
def explain_menu_item() -> MenuItem:
    """Offer the explanations beside the words of editors."""
    return PermittedMenuItem(
        _("Why is it there?"),
        reverse("search-explained"),
        name="search-explained",
        icon_name="info-circle",
        order=110,
        permission=explain_view.MAY_EXPLAIN,
    )


@hooks.register("register_permissions")
def unanswered_permissions() -> QuerySet[Permission, Permission]:
    """Let groups be given the searches without results, and the state of the index."""
    return Permission.objects.filter(
        content_type__app_label="search",
        codename__in=(
            "view_unansweredquery",
            "delete_unansweredquery",
            "view_searchobject",
        ),
    )
