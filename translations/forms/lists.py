"""What of the lists is shown, and what is to be done for chosen languages."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.languages import LANGUAGES
from translations.choices import Gate
from translations.registry import kinds
from translations.selectors.matrix import STATES
from translations.selectors.objects import kind_code

_LANGUAGES = [(item.code, item.autonym) for item in LANGUAGES]
PER_PAGE = 50
MOST_PER_PAGE = 500


class MatrixForm(forms.Form):
    """What of the matrix is shown; a bad value counts as none."""

    q = forms.CharField(label=_("Title"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Type"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("of work", "State"),
        required=False,
        choices=[("", _("any")), *STATES.items()],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("by title")),
            ("kind", _("by type")),
            ("percent", _("least finished first")),
            ("oldest", _("waiting longest first")),
        ],
    )
    language = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    per_page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_PER_PAGE,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [
            ("", _("all")),
            *((kind_code(item), str(item.name)) for item in kinds()),
        ]

    def chosen(self) -> dict[str, Any]:
        """Return what is valid of what was asked for, empty values where nothing was."""
        self.is_valid()
        nothing: dict[str, Any] = dict.fromkeys(self.fields, "") | {"language": []}
        return nothing | {
            key: value for key, value in self.cleaned_data.items() if value
        }


class LanguagesForm(forms.Form):
    """Languages for which something is to be done; at least one."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )

    def __init__(self, *args: Any, choices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["languages"])
        field.choices = [item for item in _LANGUAGES if item[0] in choices]


class GateForm(forms.Form):
    """What a language must have before it is published."""

    gate = forms.ChoiceField(
        label=_("Publish a language"),
        required=False,
        choices=[("", _("as is usual for this type")), *Gate.choices],
    )


class WorkForm(forms.Form):
    """In which of one's languages work is shown."""

    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, choices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["language"])
        own = [item for item in _LANGUAGES if item[0] in choices]
        field.choices = [("", _("all of mine")), *own]
