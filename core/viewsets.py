"""States and helplines in the Wagtail admin."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import PermittedChooserViewSet, SearchableChooserViewSet
from core.models import (
    Helpline,
    MemberState,
    OtherParty,
    OutgoingMail,
    Report,
    SharedValue,
)
from core.shared_values.value_form import SharedValueForm
from core.shared_values.views import (
    SharedValueEditView,
    SharedValueUsageView,
    admin_language,
)


def shared_value_text(value: SharedValue) -> str:
    """Return a value as the language of the admin writes it."""
    return value.text(admin_language())


class HelplineForm(WagtailAdminModelForm):
    """Names who has checked a number: whoever notes the day, unless it is somebody else."""

    def clean(self) -> dict[str, Any]:
        """Fill in the person beside the day."""
        data: dict[str, Any] = super().clean()
        if data.get("checked_on") and not data.get("checked_by"):
            data["checked_by"] = self.for_user
        return data


class ReportForm(WagtailAdminModelForm):
    """Names who has dealt with a report: whoever notes the time."""

    def clean(self) -> dict[str, Any]:
        """Fill in the person beside the time."""
        data: dict[str, Any] = super().clean()
        if data.get("handled_at") and not data.get("handled_by"):
            data["handled_by"] = self.for_user
        return data


class ReportPermissionPolicy(ModelPermissionPolicy):
    """Only the public reports; staff read reports and note what was done."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Whether a user may act on reports; nobody adds one in the admin."""
        return action != "add" and super().user_has_permission(user, action)


class OutgoingMailPermissionPolicy(ModelPermissionPolicy):
    """The portal alone writes mail; staff see what was not sent, and have it sent."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Whether a user may act on mails; their texts are shown to nobody."""
        return action == "view" and super().user_has_permission(user, action)


class MemberStateViewSet(SnippetViewSet):
    """The 46 member states with their treaty dates."""

    model = MemberState
    icon = "globe"
    list_display = [
        "name_en",
        "code",
        "languages",
        "is_party",
        "signed_on",
        "deposited_on",
        "in_force_on",
    ]
    list_filter = ["is_party"]
    chooser_viewset_class = SearchableChooserViewSet
    chooser_per_page = 50
    search_fields = ["name_en", "name_fr", "code"]
    ordering = ["name_en"]


class OtherPartyViewSet(SnippetViewSet):
    """Parties to the Convention that are not member states."""

    model = OtherParty
    icon = "globe"
    list_display = ["name_en", "code", "in_force_on"]
    search_fields = ["name_en", "name_fr", "code"]


class HelplineViewSet(SnippetViewSet):
    """Help numbers; the list shows at once which nobody has checked."""

    model = Helpline
    icon = "help"
    list_display = [
        "country",
        "kind",
        "number",
        "name",
        "confidence",
        "source_year",
        "checked_on",
        "checked_by",
    ]
    list_filter = ["kind", "confidence", "country", "checked_on"]
    search_fields = ["name", "number"]
    ordering = ["country", "kind"]
    edit_handler = ObjectList(Helpline.panels, base_form_class=HelplineForm)


class SharedValueViewSet(SnippetViewSet):
    """Numbers, dates and telephone numbers that texts refer to."""

    model = SharedValue
    icon = "code"
    list_display = [
        "code",
        Column("value", label=capfirst(_("value")), accessor=shared_value_text),
        Column("reference", label=capfirst(_("in a text")), accessor="reference"),
        "kind",
        "source",
        "checked_on",
    ]
    list_filter = ["kind"]
    search_fields = ["code", "source"]
    ordering = ["code"]
    copy_view_enabled = False
    edit_view_class = SharedValueEditView
    usage_view_class = SharedValueUsageView
    chooser_viewset_class = PermittedChooserViewSet
    edit_handler = ObjectList(SharedValue.panels, base_form_class=SharedValueForm)


class ReportViewSet(SnippetViewSet):
    """What the public reported, waiting reports first."""

    model = Report
    chooser_viewset_class = PermittedChooserViewSet
    icon = "warning"
    menu_label = _("Public reports")
    menu_order = 120
    add_to_admin_menu = True
    edit_handler = ObjectList(Report.panels, base_form_class=ReportForm)
    list_display = ["path", "reason", "reported_at", "handled_at", "handled_by"]
    list_filter = {"reason": ["exact"], "handled_at": ["isnull"]}
    ordering = ["handled_at", "-reported_at"]


class OutgoingMailViewSet(SnippetViewSet):
    """Mails that are not sent; never their texts, which may open an account."""

    model = OutgoingMail
    chooser_viewset_class = PermittedChooserViewSet
    icon = "mail"
    menu_label = _("Mail that was not sent")
    menu_order = 130
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "to",
        "subject",
        "state",
        "tries",
        "created_at",
        "next_try_at",
        "error",
    ]
    inspect_view_fields = [
        "to",
        "subject",
        "template",
        "language",
        "state",
        "tries",
        "created_at",
        "next_try_at",
        "error",
    ]
    list_filter = ["state", "language"]
    search_fields = ["to", "subject"]
    ordering = ["state", "-created_at"]
    # Nobody edits a mail; Wagtail asks for the fields of a form all the same.
    exclude_form_fields = ["text", "html"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingMail]:
        """Leave out what was sent."""
        return OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT)


class FactsViewSetGroup(SnippetViewSetGroup):
    """Menu group of states, Parties, helplines and shared values."""

    menu_label = _("States and help")
    menu_icon = "globe"
    menu_order = 300
    items = (
        MemberStateViewSet,
        OtherPartyViewSet,
        HelplineViewSet,
        SharedValueViewSet,
    )
