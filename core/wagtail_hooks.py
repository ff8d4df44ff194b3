"""Registers the shared ground's view sets with the admin."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core.models import Report
from core.viewsets import FactsViewSetGroup, ReportPermissionPolicy, ReportViewSet

# Before its view set, which would register Django’s own.
register_permission_policy(Report, ReportPermissionPolicy(Report))
register_snippet(FactsViewSetGroup)
register_snippet(ReportViewSet)
