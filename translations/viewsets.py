"""Rights in languages and the glossary in the Wagtail admin."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import PermittedChooserViewSet
from translations.models import GlossaryConcept, GlossaryTerm, LanguageRight
from translations.rights import Action, is_central, languages_of

# Items of the menu "Translations": the hook of this name gives them.
MENU_HOOK: Final = "register_translations_menu_item"


class CentralPermissionPolicy(ModelPermissionPolicy):
    """Central editors alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether somebody is a central editor, whatever the action."""
        return is_central(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether somebody is a central editor, whatever the actions."""
        return is_central(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        """Nobody is asked to moderate these."""
        return get_user_model().objects.none()


class GlossaryPermissionPolicy(CentralPermissionPolicy):
    """Whoever translates reads the glossary; central editors and reviewers write it."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Whether somebody may act on the glossary."""
        wanted = Action.SEE if action in ("view", "choose") else Action.REVIEW
        return is_central(user) or bool(languages_of(user, wanted))  # type: ignore[arg-type]

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether somebody may do one of the actions."""
        return any(self.user_has_permission(user, action) for action in actions)


class LanguageRightForm(WagtailAdminModelForm):
    """Offers people who may enter the admin; signatories' accounts are no choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enters = {
            "content_type__app_label": "wagtailadmin",
            "codename": "access_admin",
        }
        in_group = {
            f"groups__permissions__{key}": value for key, value in enters.items()
        }
        alone = {f"user_permissions__{key}": value for key, value in enters.items()}
        field: Any = self.fields["user"]
        field.queryset = (
            get_user_model()
            .objects.filter(is_active=True)
            .filter(Q(is_superuser=True) | Q(**in_group) | Q(**alone))
            .distinct()
            .order_by("email")
        )

    class Meta:
        widgets: ClassVar = {"role": forms.RadioSelect}


class LanguageRightViewSet(SnippetViewSet):
    """Who translates and reviews what; central editors decide."""

    model = LanguageRight
    icon = "user"
    menu_hook = MENU_HOOK
    menu_order = 400
    copy_view_enabled = False
    chooser_viewset_class = PermittedChooserViewSet
    list_display: ClassVar = ["user", "language", "role"]
    list_filter: ClassVar = ["language", "role"]
    search_fields: ClassVar = ["user__email", "user__last_name"]
    edit_handler = ObjectList(LanguageRight.panels, base_form_class=LanguageRightForm)


class GlossaryConceptViewSet(SnippetViewSet):
    """Concepts of the field, by code."""

    model = GlossaryConcept
    icon = "openquote"
    menu_hook = MENU_HOOK
    menu_order = 500
    chooser_viewset_class = PermittedChooserViewSet
    list_display: ClassVar = ["code", "definition", "do_not_translate"]
    list_filter: ClassVar = ["do_not_translate"]
    search_fields: ClassVar = ["code", "definition"]


class GlossaryTermViewSet(SnippetViewSet):
    """What each language calls a concept."""

    model = GlossaryTerm
    icon = "openquote"
    menu_hook = MENU_HOOK
    menu_order = 510
    chooser_viewset_class = PermittedChooserViewSet
    list_display: ClassVar = [
        "text",
        "concept",
        "language",
        "status",
        "is_machine_draft",
    ]
    list_filter: ClassVar = ["language", "status", "is_machine_draft", "concept"]
    search_fields: ClassVar = ["text", "concept__code"]
