"""The form with which staff change a signatory's status."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from signatories import rules
from signatories.choices import Status
from signatories.models import Signatory
from signatories.services.lifecycle import may_be_recorded

VERB_LABELS = {
    "confirmed": _("Confirm: it becomes public"),
    "rejected": _("Reject"),
    "withdrawn": _("Withdraw: it goes offline in all languages"),
    "recorded": _("Show it as recorded from its source: it becomes public"),
    "restored": _("Restore: it awaits confirmation again"),
}


class StatusForm(forms.Form):
    """A step of the lifecycle, with a reason where one is needed."""

    verb = forms.ChoiceField(label=_("What to do"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_("Kept in the log. Needed to reject, withdraw or restore."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, signatory: Signatory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["verb"])
        field.choices = [
            (verb, VERB_LABELS[verb])
            for verb in rules.verbs_from(
                signatory.status, has_source=may_be_recorded(signatory)
            )
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the rules want one."""
        data = super().clean() or {}
        needs_reason = data.get("verb") in rules.NEEDS_REASON
        if needs_reason and not data.get("reason", "").strip():
            self.add_error("reason", _("Give a reason; the log keeps it."))
        return data


class MergeForm(forms.Form):
    """Which other entry is the same, and why."""

    other = forms.ModelChoiceField(
        label=_("Entry that goes"), queryset=Signatory.objects.none()
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, signatory: Signatory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField[Signatory], self.fields["other"])
        field.queryset = (
            Signatory.objects.filter(
                country=signatory.country_id, profile=signatory.profile
            )
            .exclude(pk=signatory.pk)
            .exclude(status=Status.WITHDRAWN)
        )
