"""States and helplines in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Helpline, MemberState, OtherParty, Report


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
    search_fields = ["name_en", "name_fr", "code"]
    ordering = ["name_en"]


class OtherPartyViewSet(SnippetViewSet):
    """Parties to the Convention that are not member states."""

    model = OtherParty
    icon = "globe"
    list_display = ["name_en", "code", "in_force_on"]


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


class ReportViewSet(SnippetViewSet):
    """What the public reported, waiting reports first."""

    model = Report
    icon = "warning"
    menu_label = _("Reports")
    list_display = ["path", "reason", "reported_at", "handled_at", "handled_by"]
    list_filter = ["reason", "handled_at"]
    ordering = ["handled_at", "-reported_at"]


class FactsViewSetGroup(SnippetViewSetGroup):
    """Menu group of states, Parties and helplines."""

    menu_label = _("States and help")
    menu_icon = "globe"
    menu_order = 300
    items = (MemberStateViewSet, OtherPartyViewSet, HelplineViewSet)
