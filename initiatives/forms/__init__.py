"""Forms of signatories and of staff."""

from initiatives.forms.drafting import InitiativeForm, NewInitiativeForm, VersionForm
from initiatives.forms.sending import DiscardForm, SubmitForm, UpdateForm, WithdrawForm
from initiatives.forms.staff import (
    DecisionForm,
    KeepForm,
    QueueFilterForm,
    WithdrawalForm,
)

__all__ = [
    "DecisionForm",
    "DiscardForm",
    "InitiativeForm",
    "KeepForm",
    "NewInitiativeForm",
    "QueueFilterForm",
    "SubmitForm",
    "UpdateForm",
    "VersionForm",
    "WithdrawForm",
    "WithdrawalForm",
]
