"""Logging in with an e-mail address."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    """E-mail and password; the same message whether the address is known or not."""

    # Django would make the label from the model's name of the field and give it a
    # capital letter, which Georgian does not have.
    username = UsernameField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )

    error_messages = {
        "invalid_login": _(
            "E-mail address and password do not match. Check both and try again."
        ),
        "inactive": _("This account is closed. Write to the secretariat."),
    }

    def clean_username(self) -> str:
        """Accept the address in whatever case it is typed."""
        return str(self.cleaned_data["username"]).strip().lower()
