"""The flat list of initiatives in the Wagtail admin, over all languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from initiatives.models import InitiativePage


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
