"""Registers the room with the admin: view sets, the status view and its button."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from accounts.models import User
from signatories import admin_earlier, admin_views
from signatories.models import Signatory
from signatories.viewsets import SignatoriesViewSetGroup

register_snippet(SignatoriesViewSetGroup)


@hooks.register("register_admin_urls")
def status_url() -> list[URLPattern]:
    """Mount what staff do with a signatory."""
    return [
        path(
            "signatories/<int:pk>/status/", admin_views.status, name="signatory-status"
        ),
        path("signatories/<int:pk>/merge/", admin_views.merge, name="signatory-merge"),
        path(
            "signatories/<int:pk>/invite/", admin_views.invite, name="signatory-invite"
        ),
        path(
            "signatories/<int:pk>/fact/",
            admin_views.fact,
            name="signatory-fact",
        ),
        path("signatories/earlier/", admin_earlier.earlier, name="signatory-earlier"),
        path(
            "signatories/<int:pk>/claim-link/",
            admin_earlier.claim_link,
            name="signatory-claim-link",
        ),
        path(
            "signatories/requests/<int:pk>/",
            admin_views.join_decide,
            name="signatory-join-decide",
        ),
        path(
            "signatories/decisions/<int:pk>/",
            admin_views.decision,
            name="signatory-decision",
        ),
    ]


@hooks.register("register_snippet_listing_buttons")
def status_button(
    snippet: object, user: User, next_url: str | None = None
) -> Iterator[Button]:
    """Offer "Status" in the list of signatories."""
    if isinstance(snippet, Signatory):
        yield Button(
            _("Status"),
            url=reverse("signatory-status", args=[snippet.pk]),
            icon_name="list-ul",
            priority=5,
        )
