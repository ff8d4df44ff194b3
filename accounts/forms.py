"""The forms of the accounts: allauth's, with the portal's labels and explanations."""

from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.languages import LANGUAGES

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("New password, once more")
CODE = _("Code")
PASSWORD_HELP = _(
    "At least 8 characters; not only digits, nothing that many people use, and nothing "
    "like your name or address. Several words are good."
)


class HouseMixin:
    """Labels and help of the house; allauth's placeholders repeat its own labels."""

    labels: ClassVar[dict[str, Promise]] = {}
    helps: ClassVar[dict[str, Promise]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            field = self.fields[name]
            field.label = label  # type: ignore[assignment]
            field.help_text = self.helps.get(name, "")  # type: ignore[assignment]
            field.widget.attrs.pop("placeholder", None)


class LoginForm(HouseMixin, account_forms.LoginForm):
    """E-mail and password; the same message whether the address is known or not."""

    labels = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username")


class ResetPasswordForm(HouseMixin, account_forms.ResetPasswordForm):
    """The address to which a link is sent, if there is an account."""

    labels = {"email": EMAIL}


class ResetPasswordKeyForm(HouseMixin, account_forms.ResetPasswordKeyForm):
    """A new password, by the link."""

    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}
    helps = {"password1": PASSWORD_HELP}


class ChangePasswordForm(HouseMixin, account_forms.ChangePasswordForm):
    """A new password, by the old one."""

    labels = {
        "oldpassword": _("Password until now"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }
    helps = {"password1": PASSWORD_HELP}


class SetPasswordForm(HouseMixin, account_forms.SetPasswordForm):
    """A first password."""

    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}
    helps = {"password1": PASSWORD_HELP}


class AddEmailForm(HouseMixin, account_forms.AddEmailForm):
    """Another address, which counts once it is confirmed."""

    labels = {"email": _("New e-mail address")}


class ReauthenticateForm(HouseMixin, account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    labels = {"password": PASSWORD}


class CodeForm(HouseMixin, mfa_forms.AuthenticateForm):
    """A code from the telephone, or a recovery code."""

    labels = {"code": CODE}
    helps = {
        "code": _("Six digits from your telephone, or one of your recovery codes.")
    }


class CodeAgainForm(HouseMixin, mfa_forms.ReauthenticateForm):
    """A code once more, before something that matters."""

    labels = {"code": CODE}
    helps = CodeForm.helps


class ActivateForm(HouseMixin, totp_forms.ActivateTOTPForm):
    """The first code, which proves that the telephone has understood."""

    labels = {"code": CODE}
    helps = {"code": _("The six digits that your telephone shows now.")}


class PasswordForm(forms.Form):
    """The password, before data are handed out or deleted."""

    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Compare, counting failed attempts like those of logging in."""
        password = str(self.cleaned_data["password"])
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("incorrect_password")
        return password


class PersonForm(forms.Form):
    """How the portal calls a person, and in which language it writes."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails we send you"),
        choices=[
            (item.code, item.autonym)
            for item in sorted(LANGUAGES, key=lambda item: item.autonym.casefold())
        ],
    )
