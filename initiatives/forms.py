"""The form with which staff withdraw an initiative."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawalForm(forms.Form):
    """The reason, which is kept with the withdrawal."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with your name; readers do not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
