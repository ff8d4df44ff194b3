"""Choosers in the Wagtail admin: with a search field, and for whom they are."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)


class WordsForm(BaseFilterForm):
    """Filters by the `search_fields` of the model's own view set."""

    q = forms.CharField(label=_("Search term"), required=False)

    def filter(self, objects: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep rows in which one of the fields contains the words."""
        rows: models.QuerySet[Any] = super().filter(objects)
        words = self.cleaned_data["q"]
        if not words:
            return rows
        self.is_searching, self.search_query = True, words
        names = rows.model.snippet_viewset.search_fields
        return rows.filter(
            reduce(or_, (models.Q(**{f"{name}__icontains": words}) for name in names))
        )


class WordsChooseView(ChooseView):
    """The chooser with its form."""

    filter_form_class = WordsForm


class WordsChooseResultsView(ChooseResultsView):
    """What the chooser finds while somebody types."""

    filter_form_class = WordsForm


class SearchableChooserViewSet(SnippetChooserViewSet):
    """A chooser with a search field, for models that Wagtail's own index leaves out."""

    choose_view_class = WordsChooseView
    choose_results_view_class = WordsChooseResultsView


class _ForThoseWithARight(View):
    """Wagtail shows choosers to all staff; this one wants a right on the model."""

    model_class: Any

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer those who may see the rows in their list."""
        policy = self.model_class.snippet_viewset.permission_policy
        verbs = ["add", "change", "delete", "view"]
        if not policy.user_has_any_permission(request.user, verbs):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _PermittedChoose(_ForThoseWithARight, ChooseView):
    """The chooser."""


class _PermittedResults(_ForThoseWithARight, ChooseResultsView):
    """What it finds."""


class _PermittedChosen(_ForThoseWithARight, SnippetChosenView):
    """The name of what was chosen."""


class _PermittedChosenMultiple(_ForThoseWithARight, SnippetChosenMultipleView):
    """The names of what was chosen."""


class _PermittedCreate(_ForThoseWithARight, SnippetCreateView):
    """Making what is not there yet."""


class PermittedChooserViewSet(SnippetChooserViewSet):
    """A chooser of rows that are not everybody's, not even among staff."""

    choose_view_class = _PermittedChoose
    choose_results_view_class = _PermittedResults
    chosen_view_class = _PermittedChosen
    chosen_multiple_view_class = _PermittedChosenMultiple
    create_view_class = _PermittedCreate
