"""The form with which anybody reports a public text or picture."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Report


class ReportForm(forms.Form):
    """A reason to choose, and a trap for programs that fill in every field."""

    reason = forms.ChoiceField(
        choices=Report.Reason.choices,
        initial=Report.Reason.RECOGNISABLE,
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
    )
    trap = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
