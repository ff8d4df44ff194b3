"""Forms of the room: for staff, for signing, for colleagues."""

from signatories.forms.colleagues import (
    NOT_YET,
    InvitationForm,
    InvitedForm,
    RoleForm,
    invitation_refusal,
)
from signatories.forms.lists import (
    ClaimForm,
    ClaimLinkForm,
    ListForm,
    list_refusal,
)
from signatories.forms.profile import FactsForm, ProfileForm
from signatories.forms.signing import (
    WHO,
    AcceptForm,
    AccountForm,
    DifferForm,
    MemberBeginForm,
    StartForm,
    form_values,
)
from signatories.forms.status import MergeForm, StatusForm

__all__ = [
    "NOT_YET",
    "WHO",
    "AcceptForm",
    "AccountForm",
    "ClaimForm",
    "ClaimLinkForm",
    "DifferForm",
    "FactsForm",
    "InvitationForm",
    "InvitedForm",
    "ListForm",
    "MemberBeginForm",
    "MergeForm",
    "ProfileForm",
    "RoleForm",
    "StartForm",
    "StatusForm",
    "form_values",
    "invitation_refusal",
    "list_refusal",
]
