"""Addresses of initiatives below the language prefix."""

from django.urls import path

from initiatives import views

app_name = "initiatives"
urlpatterns = [
    path("initiatives/", views.initiative_list, name="list"),
    path("initiatives/<slug:slug>/", views.initiative_detail, name="detail"),
    path("initiatives/<slug:slug>/report/", views.initiative_report, name="report"),
]
