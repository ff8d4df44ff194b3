"""Numbers, dates and telephone numbers that texts refer to instead of repeating them."""

import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.cldr import date_text, number_text

_INTERNATIONAL: Final = re.compile(r"\+[1-9](?: ?[0-9]){6,14}")
_SHORT: Final = re.compile(r"[1-9](?: ?[0-9]){2,5}")


def validate_telephone(number: str) -> None:
    """Refuse what cannot be dialled: neither E.164 with a plus nor a short number."""
    if not _INTERNATIONAL.fullmatch(number) and not _SHORT.fullmatch(number):
        raise ValidationError(
            _(
                "Write the number with + and the code of the country, for example"
                " +33 3 88 41 20 00, or a short number such as 116 111."
            )
        )


class SharedValue(models.Model):
    """A value with a code; a text that says `{{ code }}` shows it.

    Attributes:
        code: what texts write; not changed while a text uses it.
        kind: which of `number`, `day` and `telephone` holds the value; the two others
            are empty.
        number: up to three decimals, which is what CLDR's pattern of numbers shows.
        telephone: as it is dialled, with the usual spaces.
        source: where the value was read: a text, an address, or both.
        checked_on: when a person last compared it with its source; None if nobody has.
    """

    class Kind(models.TextChoices):
        NUMBER = "number", pgettext_lazy("quantity", "number")
        DATE = "date", gettext_lazy("date")
        TELEPHONE = "telephone", gettext_lazy("telephone number")

    code = models.CharField(
        gettext_lazy("code"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z",
                gettext_lazy(
                    "Use lower-case letters from a to z, digits and hyphens, and begin"
                    " with a letter: member-states."
                ),
            )
        ],
        help_text=gettext_lazy(
            "Texts refer to the value by it: {{ member-states }}. It stays as it is"
            " while a text uses it."
        ),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=9, choices=Kind)
    number = models.DecimalField(
        pgettext_lazy("quantity", "number"),
        max_digits=15,
        decimal_places=3,
        null=True,
        blank=True,
    )
    day = models.DateField(gettext_lazy("date"), null=True, blank=True)
    telephone = models.CharField(
        gettext_lazy("telephone number"),
        max_length=30,
        blank=True,
        validators=[validate_telephone],
    )
    source = models.TextField(
        gettext_lazy("source"),
        help_text=gettext_lazy(
            "Where the value was read: a document, a page, its address. Only editors"
            " see this."
        ),
    )
    checked_on = models.DateField(
        gettext_lazy("checked on"),
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "The day on which you compared it with its source. Empty: nobody has yet."
        ),
    )

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("number"),
                        FieldPanel("day"),
                        FieldPanel("telephone"),
                    ]
                )
            ],
            heading=gettext_lazy("Value"),
            help_text=gettext_lazy(
                "Fill in the one field of the kind. Each text shows the value as its"
                " own language writes it."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("checked_on")],
            heading=gettext_lazy("Where it comes from"),
        ),
    ]

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind="number", number__isnull=False, day=None, telephone=""
                )
                | models.Q(kind="date", number=None, day__isnull=False, telephone="")
                | (
                    models.Q(kind="telephone", number=None, day=None)
                    & ~models.Q(telephone="")
                ),
                name="shared_value_is_of_its_kind",
            )
        ]
        verbose_name = gettext_lazy("shared value")
        verbose_name_plural = gettext_lazy("shared values")

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in one transaction with what follows from it (`core.shared_values`)."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Ask for the value of the kind, and for no other.

        Raises:
            ValidationError: by field.
        """
        values: dict[str, Any] = {
            "number": self.number,
            "day": self.day,
            "telephone": self.telephone,
        }
        wanted = "day" if self.kind == self.Kind.DATE else self.kind
        errors = {
            name: _("Leave this empty: the value is of another kind.")
            for name, value in values.items()
            if name != wanted and value not in (None, "")
        }
        if wanted in values and values[wanted] in (None, ""):
            errors[wanted] = _("Fill this in: it is the value.")
        if errors:
            raise ValidationError(errors)

    @property
    def reference(self) -> str:
        """What a text writes to show the value."""
        return f"{{{{ {self.code} }}}}"

    @property
    def dialled(self) -> str:
        """A telephone number without spaces, for `tel:`."""
        return telephone_digits(self.telephone)

    def text(self, language: str) -> str:
        """Return the value as a language writes it; telephone numbers stay as they are."""
        if self.day is not None:
            return date_text(self.day, language)
        if self.number is not None:
            return number_text(self.number, language)
        return self.telephone


def telephone_digits(number: str) -> str:
    """Return what is dialled of a number: its digits, with a plus where it has one."""
    return "".join(char for char in number if char in "+0123456789")
