"""The form with which anybody reports a public text or picture."""

from typing import Any, cast

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

    def __init__(
        self, *args: Any, about_translation: bool = False, **more: Any
    ) -> None:
        """Offer a bad translation first for a translation, and not at all otherwise."""
        super().__init__(*args, **more)
        bad = Report.Reason.BAD_TRANSLATION
        others = [pair for pair in Report.Reason.choices if pair[0] != bad]
        reason = cast(forms.ChoiceField, self.fields["reason"])
        if about_translation:
            reason.choices = [(bad.value, bad.label), *others]
            reason.initial = bad
        else:
            reason.choices = others
