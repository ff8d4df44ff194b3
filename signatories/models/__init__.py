"""Who signs the Pact: the registry row and the public description beside it."""

from signatories.models.claim_link import ClaimLink
from signatories.models.draft_logo import DraftLogo
from signatories.models.index_page import SignatoryIndexPage
from signatories.models.member_invitation import MemberInvitation, UnwantedAddress
from signatories.models.membership import Membership
from signatories.models.profile import SignatoryProfile
from signatories.models.registration import Invitation, JoinRequest, Registration
from signatories.models.signatory import Signatory, SignatoryEvent
from signatories.models.signature import Signature

__all__ = [
    "ClaimLink",
    "DraftLogo",
    "Invitation",
    "JoinRequest",
    "MemberInvitation",
    "Membership",
    "Registration",
    "Signatory",
    "SignatoryEvent",
    "SignatoryIndexPage",
    "SignatoryProfile",
    "Signature",
    "UnwantedAddress",
]
