"""The form of a page whose texts refer to shared values."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from core.shared_values.pages import text_fields, texts_in
from core.shared_values.references import SharedValues

# More codes than this are found faster in their list.
_MOST_NAMED: Final = 12


class EditorialPageForm(WagtailAdminPageForm):
    """Refuses a reference to a value that does not exist, where it stands."""

    def clean(self) -> dict[str, Any]:
        """Name unknown codes at the field that has them."""
        data: dict[str, Any] = super().clean()
        values = SharedValues()
        for field in text_fields(type(self.instance)):
            if data.get(field.name) is None:
                continue
            texts = [text for text in texts_in(field, data[field.name]) if "{{" in text]
            if unknown := values.unknown_in(texts):
                self.add_error(field.name, _refusal(unknown, values))
        return data


def _refusal(unknown: list[str], values: SharedValues) -> ValidationError:
    """Say which codes are unknown, and which there are."""
    known = list(values.by_code)
    if not known:
        where = _("There are no shared values yet.")
    elif len(known) <= _MOST_NAMED:
        where = _("These exist: %(codes)s.") % {"codes": ", ".join(known)}
    else:
        where = _("The list “Shared values” below “States and help” has all codes.")
    text = ngettext(
        "There is no shared value with the code %(codes)s.",
        "There are no shared values with the codes %(codes)s.",
        len(unknown),
    ) % {"codes": ", ".join(f"“{code}”" for code in unknown)}
    return ValidationError(f"{text} {where}")
