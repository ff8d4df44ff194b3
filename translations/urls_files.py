"""Addresses below `/admin/translations/`: files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
