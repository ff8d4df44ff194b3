"""Signatories and their descriptions in the Wagtail admin."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    BooleanColumn,
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.admin.views.generic.mixins import BeforeAfterHookMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.chooser import (
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import (
    EditView,
    IndexView,
    PreviewRevisionView,
    RevisionsCompareView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from accounts.models import User
from core.choosers import (
    PermittedChooserViewSet,
    SearchableChooserViewSet,
    WordsChooseResultsView,
    WordsChooseView,
)
from signatories.models import Signatory, SignatoryProfile


def _choosable(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Signatory]:
    """Return what somebody of the staff may choose: what is not public is not for all."""
    may_see_all = isinstance(user, User) and user.has_perm(
        "signatories.change_signatory"
    )
    return Signatory.objects.all() if may_see_all else Signatory.objects.public()


class SignatoryChooseView(WordsChooseView):
    """The chooser of signatories."""

    def get_object_list(self) -> QuerySet[Signatory]:
        """Leave out what the person may not see."""
        return _choosable(self.request.user)


class SignatoryChooseResultsView(WordsChooseResultsView):
    """What it finds."""

    def get_object_list(self) -> QuerySet[Signatory]:
        """Leave out what the person may not see."""
        return _choosable(self.request.user)


class SignatoryChosenView(SnippetChosenView):
    """The name of the one that was chosen."""

    def get_object(self, pk: str) -> Signatory:
        """Find it among those that the person may see."""
        return _choosable(self.request.user).get(pk=pk)


class SignatoryChosenMultipleView(SnippetChosenMultipleView):
    """The names of those that were chosen."""

    def get_objects(self, pks: list[str]) -> QuerySet[Signatory]:
        """Leave out what the person may not see."""
        return _choosable(self.request.user).filter(pk__in=pks)


class SignatoryChooserViewSet(SearchableChooserViewSet):
    """A chooser that keeps what awaits confirmation from staff without a right."""

    choose_view_class = SignatoryChooseView
    choose_results_view_class = SignatoryChooseResultsView
    chosen_view_class = SignatoryChosenView
    chosen_multiple_view_class = SignatoryChosenMultipleView


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


class SignatoryFilterSet(WagtailFilterSet):
    """What the list can be narrowed to."""

    waits = BooleanFilter(
        method="filter_waits", label=_("Web site or contacts wait to be read")
    )

    class Meta:
        model = Signatory
        fields = ["status", "profile", "country", "is_demo"]

    def filter_waits(
        self, rows: QuerySet[Signatory], name: str, value: bool
    ) -> QuerySet[Signatory]:
        """Keep those of which something waits, or the others."""
        nothing = Q(pending_facts={})
        return rows.exclude(nothing) if value else rows.filter(nothing)


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
        BooleanColumn(
            "waits",
            label=_("Contacts wait"),
            accessor=lambda row: bool(row.pending_facts),
        ),
    ]
    filterset_class = SignatoryFilterSet
    search_fields = ["official_name", "latin_name", "region"]
    ordering = ["official_name"]
    index_view_class = SignatoryIndexView
    edit_view_class = SignatoryEditView
    chooser_viewset_class = SignatoryChooserViewSet
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
    chooser_viewset_class = PermittedChooserViewSet
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
