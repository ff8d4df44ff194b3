"""Panels on the admin's first page: what waits for somebody."""

from typing import Any, ClassVar, Final

from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.models import Helpline, Report
from initiatives.choices import ReviewState
from initiatives.models import Review
from initiatives.page_rights import MODERATE
from signatories.models import Signatory

SHOWN = 5
# What is shown -> the permission of whoever deals with it.
RIGHTS: Final = {
    "reports": "core.change_report",
    "signatories": "signatories.change_signatory",
    "reviews": MODERATE,
    "helplines": "core.change_helpline",
}


def sees_waiting(user: Any) -> bool:
    """Whether somebody deals with anything of what waits."""
    return any(user.has_perm(permission) for permission in RIGHTS.values())


class WaitingPanel(Component):
    """Reports, registrations and unchecked help numbers that wait.

    Each is shown to those alone who deal with it: names of signatories that nobody has
    confirmed are not for everybody who translates.
    """

    name = "waiting"
    template_name = "home/admin/waiting.html"
    order: ClassVar[int] = 50

    class Media:
        css: ClassVar = {"all": ["home/panels.css"]}

    def __init__(self, user: Any) -> None:
        self._user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Collect what waits, oldest first."""
        reports = Report.objects.filter(handled_at=None).order_by("reported_at")
        signatories = Signatory.objects.awaiting().select_related("country")
        drafts = Page.objects.filter(has_unpublished_changes=True, alias_of=None)
        return {
            "sees": {
                part: self._user.has_perm(permission)
                for part, permission in RIGHTS.items()
            },
            "reports": reports[:SHOWN],
            "reports_total": reports.count(),
            "signatories": signatories[:SHOWN],
            "signatories_total": signatories.count(),
            "reviews_total": Review.objects.filter(state=ReviewState.SUBMITTED).count(),
            "drafts_total": drafts.count(),
            "unchecked_total": Helpline.objects.shown().filter(checked_on=None).count(),
        }
