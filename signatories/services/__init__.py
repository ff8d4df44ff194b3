"""Everything that changes a signatory, by subject."""

from signatories.services.colleagues import (
    colleague_hand_over,
    colleague_invite,
    colleague_remove,
    colleague_role,
    invitation_accept,
    invitation_close,
    invitations_forget,
    still_ask_all,
    still_confirm,
)
from signatories.services.joining import join_decide, join_request
from signatories.services.lifecycle import (
    KIND,
    signatory_ensure_address,
    signatory_register,
    signatory_take_down,
    signatory_transition,
)
from signatories.services.merging import signatory_merge
from signatories.services.profiles import facts_save, profile_draft_save, website_decide
from signatories.services.registration import (
    registration_accept,
    registration_answer,
    registration_complete,
    registration_decision,
    registration_differ,
    registration_finish,
    registration_join,
    registration_opened,
    registration_password,
    registration_start,
    registrations_forget,
)

__all__ = [
    "KIND",
    "colleague_hand_over",
    "colleague_invite",
    "colleague_remove",
    "colleague_role",
    "facts_save",
    "invitation_accept",
    "invitation_close",
    "invitations_forget",
    "join_decide",
    "join_request",
    "profile_draft_save",
    "registration_accept",
    "registration_answer",
    "registration_complete",
    "registration_decision",
    "registration_differ",
    "registration_finish",
    "registration_join",
    "registration_opened",
    "registration_password",
    "registration_start",
    "registrations_forget",
    "signatory_ensure_address",
    "signatory_merge",
    "signatory_register",
    "signatory_take_down",
    "signatory_transition",
    "still_ask_all",
    "still_confirm",
    "website_decide",
]
