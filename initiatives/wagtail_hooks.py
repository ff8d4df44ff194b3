"""Registers the room with the admin."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from accounts.models import User
from core.locales import language_of
from core.models import PublicAddress
from core.withdrawal import is_withdrawn
from initiatives import admin_views, moderation_views
from initiatives.choices import ReviewKind
from initiatives.models import Initiative, InitiativePage
from initiatives.page_rights import (
    MODERATE,
    SEE_FLAGGED,
    PagesPermissionPolicy,
    has_hidden_passages,
    without_drafts,
)
from initiatives.viewsets import InitiativePageViewSet, ModeratorScopeViewSet
from signatories.models import SignatoryProfile
from translations.selectors import page_other_versions

# Before a view asks for Wagtail's own.
register_permission_policy(Page, PagesPermissionPolicy(Page))


@hooks.register("construct_page_chooser_queryset")
def choosable_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer no drafts of signatories to link to; the chooser asks no policy."""
    return without_drafts(pages, request.user)


@hooks.register("register_admin_viewset")
def initiative_viewset() -> InitiativePageViewSet:
    """List initiatives over all languages."""
    return InitiativePageViewSet()


register_snippet(ModeratorScopeViewSet)


@hooks.register("register_admin_urls")
def moderation_urls() -> list[URLPattern]:
    """Mount the queue and the reading of one text."""
    one = "moderation/reviews/<int:pk>/"
    views = moderation_views
    return [
        path("moderation/", views.queue, name="moderation-queue"),
        path(one, views.review, name="moderation-review"),
        path(f"{one}withdraw/", views.withdraw, name="moderation-withdraw"),
        path(f"{one}keep/", views.keep, name="moderation-keep"),
        path(
            f"{one}good-practice/", views.good_practice, name="moderation-good-practice"
        ),
        path(f"{one}pictures/<uuid:key>/", views.picture, name="moderation-picture"),
    ]


class _ModerationItem(MenuItem):
    """Shown to those who may moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may moderate."""
        return bool(request.user.has_perm(MODERATE))


@hooks.register("register_admin_menu_item")
def moderation_item() -> MenuItem:
    """Lead to the queue from the menu."""
    return _ModerationItem(
        _lazy("Moderation"),
        reverse_lazy("moderation-queue"),
        icon_name="clipboard-list",
        order=110,
    )


@hooks.register("register_permissions")
def moderation_permissions() -> Any:
    """Let groups be given the two rights in the admin."""
    return Permission.objects.filter(
        content_type__app_label="initiatives",
        codename__in=["moderate_review", "view_flaggedtext"],
    )


@hooks.register("register_admin_urls")
def withdraw_url() -> list[URLPattern]:
    """Mount the view that withdraws an initiative."""
    return [
        path(
            "initiatives/<int:pk>/withdraw/",
            admin_views.withdraw,
            name="initiative-withdraw",
        )
    ]


@hooks.register("register_page_header_buttons")
def withdraw_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer "Withdraw everywhere" to those who may publish the initiative."""
    if (
        page.specific_class is InitiativePage
        and page.permissions_for_user(user).can_publish()
    ):
        yield Button(
            _("Withdraw everywhere"),
            url=reverse("initiative-withdraw", args=[page.pk]),
            icon_name="warning",
            priority=55,
        )


@hooks.register("before_publish_page")
def refuse_withdrawn(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Tell an editor why a withdrawn initiative cannot be published."""
    kind = PublicAddress.Kind.INITIATIVE
    specific: Any = page.specific_deferred
    if isinstance(specific, InitiativePage) and is_withdrawn(
        kind, page.translation_key
    ):
        messages.error(request, _("This initiative was withdrawn and stays offline."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_edit_snippet")
def refuse_hidden(request: HttpRequest, instance: object) -> HttpResponse | None:
    """Keep editors out of a description with marked passages that they may not see.

    Publishing goes through the same view; the views of versions ask here too.
    """
    if not isinstance(instance, SignatoryProfile) or request.user.has_perm(SEE_FLAGGED):
        return None
    if not has_hidden_passages(
        kind=ReviewKind.PROFILE,
        key=instance.signatory.key,
        language=instance.language,
    ):
        return None
    messages.error(
        request,
        _("A passage is hidden from you. Ask a safeguarding officer to decide."),
    )
    return redirect("wagtailsnippets_signatories_signatoryprofile:list")


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_follow_original(
    pages: Iterable[Page], action: str
) -> dict[Page, Iterable[Page]]:
    """Unpublish and delete an initiative's translations with its original."""
    return {
        page: page_other_versions(page, action)
        for page in pages
        if action != "move"
        and page.specific_class is InitiativePage
        and Initiative.objects.filter(
            key=page.translation_key, written_in=language_of(page.locale_id)
        ).exists()
    }
