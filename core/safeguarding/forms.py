"""Forms whose text may tell of abuse: help first, and nothing kept before a choice.

A view of such a form does this:

    form = MyForm(request.POST, language="az")
    if form.is_discarded:
        return redirect(...)          # nothing was stored, nothing is shown back
    if form.is_valid():
        ...store...
    return render(...)                # with core/safeguarding/_help_panel.html on top

`is_valid` is False while somebody has to choose, with no error on any field.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from core.current import current_language
from core.languages import BY_CODE
from core.safeguarding.checks import Flag, disclosures, strong

# Name of the two buttons of the panel.
CHOICE = "safeguarding"
CONTINUE = "continue"
DISCARD = "discard"


class SafeTextMixin(forms.BaseForm):
    """Reads the free text of a form for signs of abuse before it is kept.

    Attributes:
        safe_fields: names of the fields with free text.
        help_needed: whether the panel has to be shown instead of storing anything.
        flags: what was found, by field, for the moderator; offsets, no text.
    """

    safe_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *args: Any,
        language: str = "",
        small_place: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text_language = language
        self.small_place = small_place
        self.help_needed = False
        self.flags: dict[str, tuple[Flag, ...]] = {}

    @property
    def is_discarded(self) -> bool:
        """Whether the person chose to throw the text away."""
        return self.is_bound and self.data.get(CHOICE) == DISCARD

    def is_valid(self) -> bool:
        """Whether it may be stored; False while help is offered first."""
        return super().is_valid() and not self.help_needed

    def clean(self) -> Any:
        """Look at the text, then do what other forms do."""
        data = super().clean()
        values = self.cleaned_data if data is None else data
        self.flags = self._flags(values)
        found = [flag for flags in self.flags.values() for flag in flags]
        self.help_needed = strong(found) and self.data.get(CHOICE) != CONTINUE
        return data

    def language_of_text(self) -> str:
        """Code of the language of the text; that of the page when none was given."""
        return (
            self.text_language if self.text_language in BY_CODE else current_language()
        )

    def _flags(self, values: Mapping[str, Any]) -> dict[str, tuple[Flag, ...]]:
        language = self.language_of_text()
        found = {
            name: disclosures(
                str(values.get(name) or self.data.get(self.add_prefix(name)) or ""),
                language,
                small_place=self.small_place,
            )
            for name in self.safe_fields
        }
        return {name: flags for name, flags in found.items() if flags}
