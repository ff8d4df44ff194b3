"""Model fields that two rooms need."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

Choices = list[tuple[str, str]]


class CodesField(models.JSONField):
    """A list of vocabulary codes, such as `["awareness", "training"]`.

    Codes are stable and untranslated, so a translation shares them with its source and
    nothing follows them; JSON keeps the same shape on SQLite and PostgreSQL.

    Args:
        vocabulary: returns the (code, label) pairs that may be chosen now.
    """

    def __init__(
        self, *args: Any, vocabulary: Callable[[], Choices] | None = None, **kwargs: Any
    ) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Offer the vocabulary as check boxes."""
        return forms.MultipleChoiceField(
            choices=self.vocabulary or list,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse anything but a list of known codes."""
        super().validate(value, model_instance)
        known = {code for code, _label in (self.vocabulary or list)()}
        unknown = [code for code in value or [] if code not in known]
        if unknown:
            raise ValidationError(
                _("Unknown code: %(codes)s."), params={"codes": ", ".join(unknown)}
            )
