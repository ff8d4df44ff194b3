"""Addresses below `/admin/translations/`: lists."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
