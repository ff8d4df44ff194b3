"""Registers the shared ground's view sets with the admin."""

from wagtail.snippets.models import register_snippet

from core.viewsets import FactsViewSetGroup, ReportViewSet

register_snippet(FactsViewSetGroup)
register_snippet(ReportViewSet)
