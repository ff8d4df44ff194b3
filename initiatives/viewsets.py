"""The flat list of initiatives in the Wagtail admin, over all languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import PermittedChooserViewSet
from initiatives.models import InitiativePage, ModeratorScope


class InitiativePageViewSet(PageListingViewSet):
    """All initiatives with language, country, signatory and status."""

    model = InitiativePage
    name = "initiative-pages"
    menu_label = _("Initiatives")
    icon = "folder-open-1"
    menu_order = 150
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.index_view_class.base_columns[:2],
        Column("country", label=_("Country"), accessor="country"),
        Column("signatory", label=_("Signatory"), accessor="signatory"),
        *PageListingViewSet.index_view_class.base_columns[2:],
    ]
    # Wagtail adds the language itself.
    list_filter = ["country", "live", "level", "signatory"]


class ModeratorScopeViewSet(SnippetViewSet):
    """Who looks after which countries and languages."""

    model = ModeratorScope
    chooser_viewset_class = PermittedChooserViewSet
    icon = "user"
    menu_label = _("Moderators")
    menu_order = 115
    add_to_admin_menu = True
    list_display = ["user", "countries", "languages"]
    copy_view_enabled = False
