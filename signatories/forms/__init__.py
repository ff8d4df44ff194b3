"""Forms of the room: for staff, for signing, for colleagues."""

from signatories.forms.colleagues import (
    NOT_YET,
    InvitationForm,
    InvitedForm,
    RoleForm,
    invitation_refusal,
)
from signatories.forms.profile import FactsForm, ProfileForm
from signatories.forms.signing import (
    WHO,
    AcceptForm,
    AccountForm,
    DifferForm,
    StartForm,
    form_values,
)
from signatories.forms.status import MergeForm, StatusForm

__all__ = [
    "NOT_YET",
    "WHO",
    "AcceptForm",
    "AccountForm",
    "DifferForm",
    "FactsForm",
    "InvitationForm",
    "InvitedForm",
    "MergeForm",
    "ProfileForm",
    "RoleForm",
    "StartForm",
    "StatusForm",
    "form_values",
    "invitation_refusal",
]
