"""Choosers in the Wagtail admin that can be searched, for lists longer than a screen."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
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
