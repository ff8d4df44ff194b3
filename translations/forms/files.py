"""Forms for files: choosing one, and what to do with it."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES

# What is read of an upload at most; a larger one is refused for its size anyway.
_MOST_BYTES: Final = 20_000_000


class FileForm(forms.Form):
    """A file to be looked at."""

    file = forms.FileField(label=_("File"))

    def __init__(
        self, *args: Any, accept: str = "", help: str | Promise = "", **kwargs: Any
    ):
        """Take what the browser offers to choose from.

        Args:
            args: as any form.
            accept: endings, as in HTML.
            help: says which files are meant.
            kwargs: as any form.
        """
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.widget.attrs["accept"] = accept
        field.help_text = str(help)

    def content(self) -> tuple[str, bytes]:
        """Return the name and the bytes of the file, once the form is valid."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return file.name or "", file.read(_MOST_BYTES)


class ImportForm(forms.Form):
    """What to do with texts about which the file alone cannot say."""

    replace = forms.BooleanField(
        label=_("Also replace texts that were changed in the portal meanwhile"),
        required=False,
    )
    outdated = forms.BooleanField(
        label=_(
            "Also take over translations whose original has changed since the file was "
            "made; they will need editing"
        ),
        required=False,
    )
    approve = forms.BooleanField(
        label=_(
            "Approve what the file calls final: I have read these texts, and somebody "
            "else wrote them"
        ),
        required=False,
    )

    def __init__(self, *args: Any, may_approve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_approve:
            del self.fields["approve"]


class MemoryForm(forms.Form):
    """Words to be found in the memory of a pair of languages."""

    text = forms.CharField(label=_("Text"), required=False, max_length=1000)
    source_language = forms.ChoiceField(label=_("From"))
    language = forms.ChoiceField(label=_("Into"))

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        """Take the languages of whoever asks."""
        super().__init__(*args, **kwargs)
        known = [(item.code, item.autonym) for item in LANGUAGES]
        wanted = set(languages)
        self._choices("source_language", known)
        self._choices("language", [pair for pair in known if pair[0] in wanted])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
