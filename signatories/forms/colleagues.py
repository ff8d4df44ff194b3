"""The forms with which managers look after their colleagues."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.languages import LANGUAGES
from signatories.choices import MembershipRole
from signatories.exceptions import (
    ColleagueError,
    InvitationLimitError,
    NotConfirmedError,
)

NOT_YET = _(
    "You can invite colleagues once the secretariat has confirmed the signature."
)


class InvitationForm(forms.Form):
    """Whom to invite, as what, in which language."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_("Managers also invite colleagues and change roles."),
        choices=MembershipRole.choices,
        initial=MembershipRole.CONTRIBUTOR,
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )


def invitation_refusal(error: ColleagueError) -> str:
    """Say to whoever invites why no invitation goes out."""
    match error:
        case InvitationLimitError():
            text = _("Too many invitations within a short time. Try again later.")
        case NotConfirmedError():
            text = NOT_YET
        case _error:
            text = _("This person is a colleague already.")
    return str(text)


class RoleForm(forms.Form):
    """Another role for a colleague."""

    role = forms.ChoiceField(choices=MembershipRole.choices)


class InvitedForm(forms.Form):
    """The account of somebody who follows an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Not published."),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Check the password like any other one."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email))
        return password
