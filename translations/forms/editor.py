"""What the editor's forms send."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from translations.checks import CODES
from translations.models import SegmentComment
from translations.selectors.active_text import person_name
from translations.selectors.mentions import handles, unclear_in
from translations.services.editing import Act
from translations.typed import from_typed

if TYPE_CHECKING:
    from accounts.models import User

# Names of the fields in which a reason for accepting a warning is typed.
ACCEPT = "accept-"


class TextForm(forms.Form):
    """A text, the button that was pressed, and the version that was seen."""

    act = forms.ChoiceField(choices=[(act.value, act.value) for act in Act])
    text = forms.CharField(required=False, strip=False, max_length=100_000)
    seen = forms.IntegerField(min_value=0)
    note = forms.CharField(required=False, max_length=2000)

    def clean_text(self) -> str:
        """Return the fragment that is stored."""
        return from_typed(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        """Refuse to send nothing, and to ask for changes without saying which."""
        data = super().clean() or {}
        if data.get("act") in (Act.SEND, Act.APPROVE) and not data.get("text"):
            self.add_error("text", _("There is no translation yet. Write one first."))
        if data.get("act") == Act.ASK and not data.get("note"):
            self.add_error("note", _("Write what should change."))
        return data


def accepted(data: QueryDict) -> dict[str, str]:
    """Return code of a warning -> the reason that was typed for accepting it.

    One check may warn twice; one reason is enough for both.
    """
    found: dict[str, str] = {}
    for code in CODES:
        typed = [reason.strip()[:300] for reason in data.getlist(f"{ACCEPT}{code}")]
        reasons = list(dict.fromkeys(reason for reason in typed if reason))
        if reasons:
            found[code] = " ".join(reasons)
    return found


class CommentForm(forms.ModelForm[SegmentComment]):
    """A remark about a text."""

    class Meta:
        model = SegmentComment
        fields = ("text",)

    def __init__(self, *args: Any, people: "Sequence[User]", **kwargs: Any) -> None:
        """Take whom a remark can name."""
        super().__init__(*args, **kwargs)
        self._people = people
        field = self.fields["text"]
        field.error_messages["required"] = field.error_messages["max_length"] = _(
            "A remark has between 1 and 2000 characters."
        )

    def clean_text(self) -> str:
        """Refuse a name by which several people may be meant, and say who they are."""
        text = str(self.cleaned_data["text"])
        handle_of = {user.pk: name for name, user in handles(self._people).items()}
        for name, found in unclear_in(text, self._people).items():
            raise ValidationError(
                _(
                    "“@%(name)s” may mean several people. Write one of these instead: "
                    "%(choices)s."
                ),
                params={
                    "name": name,
                    "choices": ", ".join(
                        f"@{handle_of[user.pk]} ({person_name(user)})" for user in found
                    ),
                },
            )
        return text


class LinkForm(forms.Form):
    """Where a link of the page leads in one language; empty: as in the source."""

    value = forms.CharField(required=False, max_length=2000)

    def clean_value(self) -> str:
        """Accept addresses on the web, of the portal, and of mail and telephone."""
        value = str(self.cleaned_data["value"])
        if not value or value.startswith(("/", "#")):
            return value
        if value.startswith(("mailto:", "tel:")) and " " not in value:
            return value
        try:
            URLValidator(schemes=["http", "https"])(value)
        except ValidationError as error:
            raise ValidationError(
                _("Type a whole address, with https:// at the beginning.")
            ) from error
        return value
