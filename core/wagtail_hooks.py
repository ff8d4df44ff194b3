"""Registers the shared ground's view sets and views with the admin."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core import admin_views
from core.models import OutgoingMail, Report
from core.viewsets import (
    FactsViewSetGroup,
    OutgoingMailPermissionPolicy,
    OutgoingMailViewSet,
    ReportPermissionPolicy,
    ReportViewSet,
)

# Before its view set, which would register Django’s own.
register_permission_policy(Report, ReportPermissionPolicy(Report))
register_permission_policy(OutgoingMail, OutgoingMailPermissionPolicy(OutgoingMail))
register_snippet(FactsViewSetGroup)
register_snippet(ReportViewSet)
register_snippet(OutgoingMailViewSet)


@hooks.register("register_admin_urls")
def mail_urls() -> list[URLPattern]:
    """Mount the view that sends a mail again."""
    return [
        path("mail/<int:pk>/again/", admin_views.try_again, name="mail-try-again"),
    ]


@hooks.register("register_snippet_listing_buttons")
def mail_buttons(
    snippet: object, user: AbstractUser, next_url: str | None = None
) -> Iterator[Button]:
    """Offer "Try again" in the list of mails that were not sent."""
    if isinstance(snippet, OutgoingMail) and user.has_perm("core.change_outgoingmail"):
        yield Button(
            _("Try again"),
            url=reverse("mail-try-again", args=[snippet.pk]),
            icon_name="mail",
            priority=5,
        )
