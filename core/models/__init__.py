"""Models that more than one room needs."""

from core.models.addresses import PublicAddress
from core.models.documents import PortalDocument
from core.models.editorial_pages import EditorialPage
from core.models.helplines import Helpline
from core.models.images import PortalImage, PortalRendition
from core.models.mail import OutgoingMail
from core.models.pages import BasePage
from core.models.private_pictures import PrivatePicture
from core.models.reports import Report
from core.models.shared_values import SharedValue
from core.models.states import MemberState, OtherParty
from core.models.withdrawals import Withdrawal

__all__ = [
    "BasePage",
    "EditorialPage",
    "Helpline",
    "MemberState",
    "OtherParty",
    "OutgoingMail",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PrivatePicture",
    "PublicAddress",
    "Report",
    "SharedValue",
    "Withdrawal",
]
