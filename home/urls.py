"""Addresses below the language prefix that belong to the home room."""

from django.urls import path, re_path

from home import views
from home.translation_reports import translation_report

urlpatterns = [
    path("account/", views.dashboard, name="dashboard"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:country>/", views.help_country, name="help-country"),
    path("languages/", views.languages, name="languages"),
    path("figures/", views.figures, name="figures"),
    path("open-data/", views.open_data, name="open-data"),
    re_path(
        r"^report-translation/((?:[\w\-]+/)*)$",
        translation_report,
        name="report-translation",
    ),
    # Wagtail asks for this name when it makes addresses; it stays last.
    re_path(r"^((?:[\w\-]+/)*)$", views.page, name="wagtail_serve"),
]
