"""Registers the shared ground's view sets and views with the admin."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from core import admin_views
from core.blocks.body import SHARED_VALUE_FEATURE
from core.models import OutgoingMail, Report, SharedValue
from core.shared_values import views as shared_value_views
from core.shared_values.uses import uses_of
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


@hooks.register("register_admin_urls")
def shared_value_urls() -> list[URLPattern]:
    """Mount the list of values that is offered below texts."""
    return [path("shared-values/", shared_value_views.choices, name="shared-values")]


@hooks.register("register_rich_text_features")
def shared_value_feature(features: FeatureRegistry) -> None:
    """Offer the shared values below texts that ask for the feature."""
    features.register_editor_plugin(
        "draftail",
        SHARED_VALUE_FEATURE,
        ControlFeature(
            {"type": SHARED_VALUE_FEATURE},
            js=["core/js/shared-values.js"],
            css={"all": ["core/css/shared-values.css"]},
        ),
    )


@hooks.register("register_snippet_listing_buttons")
def shared_value_buttons(
    snippet: object, user: AbstractUser, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a shared value to the texts that use it."""
    if isinstance(snippet, SharedValue):
        yield Button(
            _("Where it is used"),
            url=reverse("wagtailsnippets_core_sharedvalue:usage", args=[snippet.pk]),
            icon_name="link",
            priority=5,
        )


@hooks.register("before_delete_snippet")
def keep_used_values(
    request: HttpRequest, instances: Iterable[object]
) -> HttpResponse | None:
    """Refuse to delete values that texts refer to, and show where they stand."""
    used = [
        value
        for value in instances
        if isinstance(value, SharedValue) and uses_of(value.code)
    ]
    if not used:
        return None
    return shared_value_views.uses_page(request, used, is_refusal=True)
