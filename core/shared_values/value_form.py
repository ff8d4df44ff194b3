"""The form of a shared value."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.shared_values.uses import uses_of


class SharedValueForm(WagtailAdminModelForm):
    """Keeps a code while texts use it."""

    def clean_code(self) -> str:
        """Refuse another code for a value that stands in a text."""
        code: str = self.cleaned_data["code"]
        former = self.instance.code
        if not self.instance.pk or code == former:
            return code
        titles = dict.fromkeys(use.title for use in uses_of(former))
        if titles:
            raise ValidationError(
                _(
                    "Texts use this code, so it stays “%(code)s”. It stands in:"
                    " %(titles)s."
                )
                % {"code": former, "titles": "; ".join(titles)}
            )
        return code
