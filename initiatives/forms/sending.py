"""Sending to the moderators, news, taking down."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES
from core.safeguarding.forms import SafeTextMixin


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(
        label=label, error_messages={"required": _("Read this and tick it.")}
    )


class SubmitForm(SafeTextMixin, forms.Form):
    """The safeguarding checklist, and a word to the moderator."""

    safe_fields = ("answer",)

    no_child = _tick(
        _(
            "Nobody can tell from the text which child is meant: no name, no age with a "
            "name, no class, no family, no case that people know."
        )
    )
    no_picture = _tick(
        _(
            "No child can be recognised in a picture, neither by face nor by name, school "
            "or number."
        )
    )
    adults = _tick(
        _("Adults are named in their office only, or have agreed to be named.")
    )
    no_case = _tick(
        _("Nothing is told of a case before the police, a court or a social service.")
    )
    answer = forms.CharField(
        label=_("A word to the moderator"),
        required=False,
        max_length=1000,
        help_text=_("For example what you changed. It is not published."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UpdateForm(SafeTextMixin, forms.Form):
    """A dated piece of news."""

    safe_fields = ("text",)

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    language = forms.ChoiceField(
        label=_("Language"), choices=[(item.code, item.autonym) for item in LANGUAGES]
    )
    happened_on = forms.DateField(
        label=_("When was it?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        help_text=_("A few sentences. Nothing that identifies a child."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    no_child = _tick(
        _(
            "Nobody can tell from the text which child is meant: no name, no age with a "
            "name, no class, no family, no case that people know."
        )
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["key"], self.fields["language"]

    def clean_happened_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("This day has not come yet."))
        return day

    def language_of_text(self) -> str:
        """Read the text in the language chosen."""
        return str(self.data.get("language") or super().language_of_text())


class WithdrawForm(SafeTextMixin, forms.Form):
    """Why something is taken down."""

    safe_fields = ("reason",)

    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("The people who look after this portal read it, nobody else."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DiscardForm(forms.Form):
    """A draft is thrown away only by somebody who says so."""

    sure = _tick(_("Yes, throw it away. It cannot be brought back."))
