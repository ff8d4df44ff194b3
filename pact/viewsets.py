"""Vocabulary and commitment in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pact.models import (
    Action,
    CommitmentVersion,
    Principle,
    TargetGroup,
    TermsVersion,
)


class PrincipleViewSet(SnippetViewSet):
    """The four principles in each language."""

    model = Principle
    icon = "tag"
    list_display = ["label", "code", LocaleColumn(), "sort_order"]
    list_filter = ["code"]
    search_fields = ["label", "code"]


class ActionViewSet(PrincipleViewSet):
    """The eight kinds of action in each language."""

    model = Action


class TargetGroupViewSet(PrincipleViewSet):
    """The target groups in each language."""

    model = TargetGroup


class CommitmentVersionViewSet(SnippetViewSet):
    """The wordings of what is signed."""

    model = CommitmentVersion
    icon = "doc-full"
    list_display = ["number", "language", "review_state", "in_force_on", "text_hash"]
    list_filter = ["number", "language", "review_state"]
    inspect_view_enabled = True
    copy_view_enabled = True


class TermsVersionViewSet(SnippetViewSet):
    """The conditions that signatories accept."""

    model = TermsVersion
    icon = "doc-full"
    list_display = ["number", "language", "in_force_on", "text_hash"]
    list_filter = ["number", "language"]
    inspect_view_enabled = True
    copy_view_enabled = True


class PactViewSetGroup(SnippetViewSetGroup):
    """Menu group of the vocabulary and the commitment."""

    menu_label = _("The Pact")
    menu_icon = "tag"
    menu_order = 250
    items = (
        PrincipleViewSet,
        ActionViewSet,
        TargetGroupViewSet,
        CommitmentVersionViewSet,
        TermsVersionViewSet,
    )
