"""Registers the workflow with the admin."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail_localize import wagtail_hooks as localize

from translations import urls_editor, urls_files, urls_lists
from translations.action_menu import (
    PublishPageWithEffect,
    PublishSnippetWithEffect,
    effect_read,
)
from translations.choices import Effect
from translations.models import GlossaryConcept, GlossaryTerm, LanguageRight
from translations.panels import SHOWN, TranslationsPanel
from translations.registry import kind_of
from translations.rights import Action, is_central, languages_of
from translations.selectors.sources import source_of, translation_into
from translations.views.begin import begin_url
from translations.views.work import work_for
from translations.viewsets import (
    MENU_HOOK,
    CentralPermissionPolicy,
    GlossaryConceptViewSet,
    GlossaryPermissionPolicy,
    GlossaryTermViewSet,
    LanguageRightViewSet,
)

if TYPE_CHECKING:
    from accounts.models import User

# What wagtail-localize hangs into the admin leads past the workflow. Importing its
# hooks registers them; these are taken out again and replaced below.
for _name, _hook in (
    ("register_page_header_buttons", localize.page_listing_more_buttons),
    ("register_page_listing_more_buttons", localize.page_listing_more_buttons),
    ("register_snippet_listing_buttons", localize.register_snippet_listing_buttons),
    ("before_edit_page", localize.before_edit_page),
    ("before_edit_snippet", localize.before_edit_snippet),
    (
        "register_page_action_menu_item",
        localize.register_restart_translation_page_action_menu_item,
    ),
    (
        "register_page_action_menu_item",
        localize.register_convert_back_to_alias_page_action_menu_item,
    ),
    (
        "register_snippet_action_menu_item",
        localize.register_restart_translation_snippet_action_menu_item,
    ),
    (
        "register_reports_menu_item",
        localize.register_wagtail_localize2_report_menu_item,
    ),
):
    hooks._hooks[_name].remove((_hook, 0))  # noqa: SLF001 - nothing public takes one out

# Before the view sets, which would register Django’s own.
register_permission_policy(LanguageRight, CentralPermissionPolicy(LanguageRight))
for _model in (GlossaryConcept, GlossaryTerm):
    register_permission_policy(_model, GlossaryPermissionPolicy(_model))
for _viewset in (LanguageRightViewSet, GlossaryConceptViewSet, GlossaryTermViewSet):
    register_snippet(_viewset)


@hooks.register("register_admin_urls")
def workflow_urls() -> list[URLResolver]:
    """Mount lists, editor and files below one address and one namespace."""
    patterns = [
        *urls_lists.urlpatterns,
        *urls_editor.urlpatterns,
        *urls_files.urlpatterns,
    ]
    return [path("translations/", include((patterns, "translations")))]


def _has_a_language(user: Any) -> bool:
    return is_central(user) or bool(languages_of(user, Action.SEE))


class _WorkflowMenu(SubmenuMenuItem):
    """Shown to whoever has a right in a language."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person translates, reviews or begins translations."""
        return _has_a_language(request.user) and bool(super().is_shown(request))


class _CentralMenuItem(MenuItem):
    """Shown to central editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return is_central(request.user)


@hooks.register("register_admin_menu_item")
def workflow_menu() -> MenuItem:
    """Gather the workflow's pages in one menu."""
    return _WorkflowMenu(
        gettext_lazy("Translations"),
        Menu(register_hook_name=MENU_HOOK),
        name="translations",
        icon_name="site",
        order=115,
    )


@hooks.register(MENU_HOOK)
def matrix_item() -> MenuItem:
    """Lead to the matrix."""
    return MenuItem(
        gettext_lazy("All languages"),
        reverse_lazy("translations:matrix"),
        name="translations-matrix",
        icon_name="list-ul",
        order=100,
    )


@hooks.register(MENU_HOOK)
def work_item() -> MenuItem:
    """Lead to what waits for somebody."""
    return MenuItem(
        gettext_lazy("My work"),
        reverse_lazy("translations:work"),
        name="translations-work",
        icon_name="edit",
        order=200,
    )


@hooks.register(MENU_HOOK)
def files_item() -> MenuItem:
    """Lead to files, memory and glossary."""
    return MenuItem(
        gettext_lazy("Files"),
        reverse_lazy("translations:files"),
        name="translations-files",
        icon_name="download",
        order=250,
    )


@hooks.register(MENU_HOOK)
def jobs_item() -> MenuItem:
    """Lead to background work."""
    return _CentralMenuItem(
        gettext_lazy("Background work"),
        reverse_lazy("translations:jobs"),
        name="translations-jobs",
        icon_name="cogs",
        order=300,
    )


@hooks.register("construct_homepage_panels")
def translations_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show translators and reviewers what waits, on the admin's first page."""
    user = cast("User", request.user)
    if languages_of(user, Action.SEE):
        panels.append(TranslationsPanel(work_for(user, shown=SHOWN)))


def _to_workflow(instance: Any) -> HttpResponse | None:
    """Lead to the workflow's editor when a translation writes this version."""
    if not isinstance(instance, TranslatableMixin) or not kind_of(type(instance)):
        return None
    translation = translation_into(instance)
    return redirect("translations:edit", translation.pk) if translation else None


@hooks.register("before_edit_page", order=-10)
def edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Open the translation of a page, or of the alias it will replace."""
    return _to_workflow(page.specific_deferred)


@hooks.register("before_edit_snippet", order=-10)
def edit_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Open the translation of a snippet."""
    return _to_workflow(instance)


def _button(instance: Any, user: "User") -> Iterator[Button]:
    """Offer the languages of an object, or to begin the first."""
    if not isinstance(instance, TranslatableMixin) or not kind_of(type(instance)):
        return
    source = source_of(instance)
    if source and _has_a_language(user):
        url = reverse("translations:object", args=[source.pk])
    elif is_central(user):
        url = begin_url(instance)
    else:
        return
    yield Button(
        _("Translations"),
        url,
        priority=60,
        icon_name="site",
        attrs={
            "aria-label": _("Translations of “%(title)s”") % {"title": str(instance)}
        },
    )


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def page_button(
    page: Page, user: "User", view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a page to its languages."""
    yield from _button(page.specific_deferred, user)


@hooks.register("register_snippet_listing_buttons")
def snippet_button(
    snippet: Any, user: "User", next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a snippet to its languages."""
    yield from _button(snippet, user)


@hooks.register("register_page_action_menu_item")
def publish_minor_page() -> PublishPageWithEffect:
    """Publish a page after a minor edit."""
    return PublishPageWithEffect(Effect.MINOR, order=31)


@hooks.register("register_page_action_menu_item")
def publish_urgent_page() -> PublishPageWithEffect:
    """Publish a page after an urgent change."""
    return PublishPageWithEffect(Effect.URGENT, order=32)


@hooks.register("register_snippet_action_menu_item")
def publish_minor_snippet(model: type[Any]) -> PublishSnippetWithEffect:
    """Publish a snippet after a minor edit."""
    return PublishSnippetWithEffect(Effect.MINOR, order=31)


@hooks.register("register_snippet_action_menu_item")
def publish_urgent_snippet(model: type[Any]) -> PublishSnippetWithEffect:
    """Publish a snippet after an urgent change."""
    return PublishSnippetWithEffect(Effect.URGENT, order=32)


@hooks.register("register_log_actions")
def workflow_log_actions(actions: LogActionRegistry) -> None:
    """Name what the workflow writes into Wagtail's log."""
    actions.register_action(
        "translations.withhold",
        gettext_lazy("Withhold"),
        gettext_lazy("Withheld; readers see the source"),
    )


@hooks.register("before_publish_page")
def page_effect(request: HttpRequest, page: Page) -> None:
    """Note what the change of a page means for its translations."""
    effect_read(request, page.specific_deferred)


@hooks.register("before_publish")
def snippet_effect(request: HttpRequest, instance: Any) -> None:
    """Note what the change of a snippet means for its translations."""
    effect_read(request, instance)
