"""Addresses below `/admin/translations/`: editor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
