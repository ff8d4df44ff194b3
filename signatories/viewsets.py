"""Signatories and their descriptions in the Wagtail admin."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.admin.views.generic.mixins import BeforeAfterHookMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import (
    EditView,
    IndexView,
    PreviewRevisionView,
    RevisionsCompareView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.choosers import SearchableChooserViewSet
from signatories.models import Signatory, SignatoryProfile


class SignatoryEditView(EditView):
    """The form of a signatory, with the way to its status in the menu at the top."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer "Status" beside what Wagtail offers."""
        url = reverse("signatory-status", args=[self.object.pk])
        status = Button(_("Status"), url=url, icon_name="list-ul", priority=5)
        return [status, *super().header_more_buttons]


class SignatoryIndexView(IndexView):
    """The list of signatories, with the way to record those of an earlier list."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer the import to those who may use it."""
        buttons: list[Button] = super().header_more_buttons
        if self.request.user.has_perm("signatories.change_signatory"):
            url = reverse("signatory-earlier")
            text = _("Import earlier signatories")
            buttons.append(Button(text, url=url, icon_name="upload", priority=5))
        return buttons


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
    index_view_class = SignatoryIndexView
    edit_view_class = SignatoryEditView
    chooser_viewset_class = SearchableChooserViewSet
    inspect_view_enabled = True
    # A copy would be a second registration of the same town.
    copy_view_enabled = False
    list_per_page = 50


class _AsksLikeEditing(BeforeAfterHookMixin):
    """Shows a version only to those whom the hooks let edit the description.

    Wagtail runs `before_edit_snippet` for the form alone, but a version shows as much.
    """

    def run_before_hook(self) -> HttpResponse | None:
        """Ask the hooks; a response of theirs takes the place of the page."""
        answer: HttpResponse | None = self.run_hook(
            "before_edit_snippet", self.request, self.object
        )
        return answer


class ProfileRevisionView(_AsksLikeEditing, PreviewRevisionView):
    """One version of a description."""


class ProfileCompareView(_AsksLikeEditing, RevisionsCompareView):
    """Two versions of a description side by side."""


class SignatoryProfileViewSet(SnippetViewSet):
    """The descriptions, one per language."""

    model = SignatoryProfile
    icon = "doc-full-inverse"
    list_display = [
        "signatory",
        LocaleColumn(),
        "summary",
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    revisions_view_class = ProfileRevisionView
    revisions_compare_view_class = ProfileCompareView
    list_filter = ["live", "signatory__country", "signatory__status"]
    search_fields = ["summary", "signatory__official_name"]


class SignatoriesViewSetGroup(SnippetViewSetGroup):
    """Menu group of signatories and their descriptions."""

    menu_label = _("Signatories")
    menu_icon = "group"
    menu_order = 200
    items = (SignatoryViewSet, SignatoryProfileViewSet)
