"""Forms of staff: withdrawing, filtering the queue, deciding."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES
from core.states import country_choices
from initiatives.choices import Reason, ReviewKind


class WithdrawalForm(forms.Form):
    """The reason, which is kept with the withdrawal."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Kept with your name; readers do not see it. Its pictures leave the public "
            "folder for good: allowed back, it comes without them."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QueueFilterForm(forms.Form):
    """What of the queue is shown; a bad value shows everything."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("everything")),
            ("report", _("reports by the public")),
            ("signatory", _("signatories that await confirmation")),
            *ReviewKind.choices,
        ],
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    flagged = forms.BooleanField(label=_("Only with flags"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", gettext("all"))
        names = country_choices(get_language() or "en")
        country = cast(forms.ChoiceField, self.fields["country"])
        language = cast(forms.ChoiceField, self.fields["language"])
        country.choices = [every, *names]
        language.choices = [every, *((item.code, item.autonym) for item in LANGUAGES)]


class DecisionForm(forms.Form):
    """What is decided about a text.

    Attributes:
        picture_fields: one check box for each picture nobody has approved yet.
        read: when the text that stands above the form was sent.
    """

    read = forms.CharField(widget=forms.HiddenInput, required=False)
    reasons = forms.MultipleChoiceField(
        label=_("Reasons"),
        choices=Reason.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=4000,
        help_text=_("Goes to the signatory by mail and stands above its form."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, decision: str = "", pictures: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        for key in pictures:
            self.fields[f"picture_{key}"] = forms.BooleanField(
                label=_("No child can be recognised in this picture"), required=False
            )

    def clean(self) -> Any:
        """Ask for the reason of a refusal, and for a tick at each picture."""
        data = super().clean() or {}
        if self.decision == "approve":
            for name in self.fields:
                if name.startswith("picture_") and not data.get(name):
                    self.add_error(
                        name,
                        gettext("Tick it, or ask for changes: no picture goes unseen."),
                    )
        elif not data.get("reasons"):
            self.add_error("reasons", gettext("Choose at least one reason."))
        if "other" in data.get("reasons", []) and not data.get("comment", "").strip():
            self.add_error("comment", gettext("Explain the other reason."))
        return data


class KeepForm(forms.Form):
    """Why a marked passage is kept longer than 30 days."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason to keep it longer than 30 days"), required=False, max_length=500
    )
