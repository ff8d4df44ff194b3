"""The forms for lists of members and of earlier signatories, and for claiming a page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES
from signatories.exceptions import ListError
from signatories.typed_lists import MAX_BYTES, decode, text_digest

EMPTY = _("Paste a list, or choose a file.")
_REASONS = {
    "empty": EMPTY,
    "too-large": _("The list is larger than 1 MB. Split it."),
    "too-many": _("The list has more than %(most)d lines. Split it."),
    "encoding": _(
        "The letters of this file cannot be read. Save it as CSV in UTF-8 and choose it "
        "again."
    ),
    "columns": _(
        "The first line names columns, but not all that are needed. See the help above "
        "the field."
    ),
}


def list_refusal(error: ListError) -> str:
    """Say why a list cannot be read."""
    text = str(_REASONS[error.code])
    return text % {"most": error.most} if error.most else text


class ListForm(forms.Form):
    """A pasted list, or a file whose text takes its place.

    After a file was read the text of it stands in the box, so that it can be corrected
    there. `checked` says for which text the rows on the page stand.
    """

    text = forms.CharField(
        label=_("List"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "translate": "no"}),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        help_text=_("1 MB at most. It takes the place of the text above."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> str | None:
        """Read the file as text."""
        file: File[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            return decode(file.read(MAX_BYTES + 1))
        except ListError as error:
            raise ValidationError(list_refusal(error)) from error

    @property
    def text_now(self) -> str:
        """Return the list: that of the file when there is one."""
        uploaded: str | None = self.cleaned_data.get("file")
        typed: str = self.cleaned_data.get("text", "")
        return typed if uploaded is None else uploaded

    @property
    def is_checked(self) -> bool:
        """Whether the list is the one whose rows were shown."""
        return bool(self.cleaned_data.get("checked") == text_digest(self.text_now))


class ClaimForm(forms.Form):
    """Where the link goes with which somebody claims a page."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Best an address at work. You get a link there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        max_length=254,
    )
    trap = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )


class ClaimLinkForm(forms.Form):
    """Whether staff have a claim link mailed, and in which language."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Leave it empty to get the link and hand it over yourself."),
        required=False,
        max_length=254,
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )
