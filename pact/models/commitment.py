"""What a signatory signs: numbered, hashed, never edited."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.languages import DEFAULT, LANGUAGES


class CommitmentVersion(models.Model):
    """One wording of the commitment in one language.

    Attributes:
        number: version, the same in all languages; a new wording is a new number.
        language: code of core.languages.
        text: plain text, paragraphs separated by an empty line; fixed once saved.
        text_hash: SHA-256 of the text in UTF-8, hexadecimal; what a signature records.
        review_state: a text nobody has reviewed is shown beside the English one, which
            then counts.
    """

    class ReviewState(models.TextChoices):
        DEMONSTRATION = "demonstration", _("demonstration wording")
        MACHINE_DRAFT = "machine_draft", _("machine draft")
        REVIEWED = "reviewed", _("reviewed")

    number = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(
        _("language"),
        max_length=5,
        default=DEFAULT,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )
    text = models.TextField(
        _("text"), help_text=_("Cannot be changed later: save a new version instead.")
    )
    text_hash = models.CharField(_("hash"), max_length=64, editable=False)
    review_state = models.CharField(
        _("review"),
        max_length=13,
        choices=ReviewState,
        default=ReviewState.MACHINE_DRAFT,
    )
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("language")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("review_state"), FieldPanel("in_force_on")]),
    ]

    class Meta:
        ordering = ["-number", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "language"], name="commitment_unique"
            )
        ]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return f"{self.number} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Hash the text when it is first saved; keep both from then on."""
        if self._state.adding:
            self.text_hash = text_hash(self.text)
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a change of a text that may have been signed."""
        super().clean()
        if self.pk and self.text_hash and self.text_hash != text_hash(self.text):
            raise ValidationError(
                {"text": _("This text is fixed. Save a new version instead.")}
            )


class TermsVersion(models.Model):
    """One wording, in one language, of the conditions a signatory accepts.

    They say what the portal does with a signatory's name and texts: publication,
    translation, reuse under the licence in the settings, and withdrawal.

    Attributes:
        number, language, text, text_hash: as of a CommitmentVersion.
    """

    number = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(
        _("language"),
        max_length=5,
        default=DEFAULT,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )
    text = models.TextField(
        _("text"), help_text=_("Cannot be changed later: save a new version instead.")
    )
    text_hash = models.CharField(_("hash"), max_length=64, editable=False)
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("language")]),
        FieldPanel("text"),
        FieldPanel("in_force_on"),
    ]

    class Meta:
        ordering = ["-number", "language"]
        constraints = [
            models.UniqueConstraint(fields=["number", "language"], name="terms_unique")
        ]
        verbose_name = _("conditions")
        verbose_name_plural = _("conditions")

    def __str__(self) -> str:
        return f"{self.number} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Hash the text when it is first saved; keep both from then on."""
        if self._state.adding:
            self.text_hash = text_hash(self.text)
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a change of a text that may have been accepted."""
        super().clean()
        if self.pk and self.text_hash and self.text_hash != text_hash(self.text):
            raise ValidationError(
                {"text": _("This text is fixed. Save a new version instead.")}
            )


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text, its line ends unified, as hexadecimal digits."""
    unified = text.replace("\r\n", "\n").strip()
    return hashlib.sha256(unified.encode()).hexdigest()
