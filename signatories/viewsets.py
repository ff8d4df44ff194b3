"""Signatories and their descriptions in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from signatories.models import Signatory, SignatoryProfile


class SignatoryViewSet(SnippetViewSet):
    """The registry; its status changes by the button "Status" alone."""

    model = Signatory
    icon = "group"
    list_display = [
        "official_name",
        "latin_name",
        "profile",
        "country",
        "status",
        "signed_on",
        "registered_at",
    ]
    list_filter = ["status", "profile", "country", "is_demo"]
    search_fields = ["official_name", "latin_name", "region"]
    ordering = ["official_name"]
    inspect_view_enabled = True
    list_per_page = 50


class SignatoryProfileViewSet(SnippetViewSet):
    """The descriptions, one per language."""

    model = SignatoryProfile
    icon = "doc-full-inverse"
    list_display = ["signatory", LocaleColumn(), "summary", "live"]
    list_filter = ["live", "signatory__country", "signatory__status"]
    search_fields = ["summary", "signatory__official_name"]


class SignatoriesViewSetGroup(SnippetViewSetGroup):
    """Menu group of signatories and their descriptions."""

    menu_label = _("Signatories")
    menu_icon = "group"
    menu_order = 200
    items = (SignatoryViewSet, SignatoryProfileViewSet)
