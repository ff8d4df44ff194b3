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
from signatories.services.earlier import (
    claim_link_close,
    claim_link_make,
    claim_links_forget,
    earlier_import,
)
from signatories.services.joining import join_decide, join_request
from signatories.services.lifecycle import (
    KIND,
    signatory_ensure_address,
    signatory_register,
    signatory_take_down,
    signatory_transition,
)
from signatories.services.links import (
    claim_start,
    member_begin,
    registration_start,
)
from signatories.services.members import (
    member_decline,
    member_invitations_send,
    member_send_again,
    member_take_back,
    members_forget,
    members_invite,
)
from signatories.services.merging import signatory_merge
from signatories.services.profiles import (
    fact_decide,
    facts_save,
    logo_publish,
    profile_draft_save,
)
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
    registrations_forget,
)

__all__ = [
    "KIND",
    "claim_link_close",
    "claim_link_make",
    "claim_links_forget",
    "claim_start",
    "colleague_hand_over",
    "colleague_invite",
    "colleague_remove",
    "colleague_role",
    "earlier_import",
    "fact_decide",
    "facts_save",
    "invitation_accept",
    "invitation_close",
    "invitations_forget",
    "join_decide",
    "join_request",
    "member_begin",
    "member_decline",
    "member_invitations_send",
    "member_send_again",
    "member_take_back",
    "members_forget",
    "members_invite",
    "logo_publish",
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
]
