"""Everything that changes an initiative, its news, its pictures and their reading."""

from initiatives.services.drafts import (
    initiative_discard,
    initiative_draft_create,
    initiative_draft_save,
    initiative_submit,
    initiative_take_back,
    initiative_version_add,
    initiative_withdraw,
)
from initiatives.services.flagged import flagged_text_forget, flagged_text_keep
from initiatives.services.moving import initiatives_move
from initiatives.services.pictures import picture_add, pictures_forget
from initiatives.services.profiles import profile_submit
from initiatives.services.publication import (
    initiative_mark_good_practice,
    initiative_saved,
    initiative_take_down,
    signatory_changed,
)
from initiatives.services.reviews import (
    review_approve,
    review_ask_changes,
    review_reject,
    review_submit,
    review_take_back,
)
from initiatives.services.updates import update_add, update_save, update_withdraw

__all__ = [
    "flagged_text_forget",
    "flagged_text_keep",
    "initiative_discard",
    "initiative_draft_create",
    "initiative_draft_save",
    "initiative_mark_good_practice",
    "initiative_saved",
    "initiative_submit",
    "initiative_take_back",
    "initiative_take_down",
    "initiative_version_add",
    "initiative_withdraw",
    "initiatives_move",
    "picture_add",
    "pictures_forget",
    "profile_submit",
    "review_approve",
    "review_ask_changes",
    "review_reject",
    "review_submit",
    "review_take_back",
    "signatory_changed",
    "update_add",
    "update_save",
    "update_withdraw",
]
