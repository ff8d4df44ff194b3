"""Panels on the admin's first page: what waits for somebody."""

from typing import Any, ClassVar

from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.models import Helpline, Report
from initiatives.choices import ReviewState
from initiatives.models import Review
from signatories.models import Signatory

SHOWN = 5


class WaitingPanel(Component):
    """Reports, registrations and unchecked help numbers that wait."""

    name = "waiting"
    template_name = "home/admin/waiting.html"
    order: ClassVar[int] = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Collect what waits, oldest first."""
        reports = Report.objects.filter(handled_at=None).order_by("reported_at")
        signatories = Signatory.objects.awaiting().select_related("country")
        drafts = Page.objects.filter(has_unpublished_changes=True, alias_of=None)
        return {
            "reports": reports[:SHOWN],
            "reports_total": reports.count(),
            "signatories": signatories[:SHOWN],
            "signatories_total": signatories.count(),
            "reviews_total": Review.objects.filter(state=ReviewState.SUBMITTED).count(),
            "drafts_total": drafts.count(),
            "unchecked_total": Helpline.objects.shown().filter(checked_on=None).count(),
        }
