"""Glossary and memory: how something was said before, and how it should be said."""

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.languages import DEFAULT, LANGUAGES

_LANGUAGES = [(item.code, item.autonym) for item in LANGUAGES]


def text_digest(text: str) -> str:
    """Return the key of a text in the memory: its SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class MemoryEntry(models.Model):
    """An approved translation of a text, found again by the same or a similar text.

    Attributes:
        source, target: fragments as wagtail-localize stores them.
        digest: SHA-256 of `source`, hexadecimal; exact matches are found by it.
        key: the object it was approved on; None when it came from a file.
        times: how often the same pair was approved or imported.
    """

    source_language = models.CharField(max_length=5, choices=_LANGUAGES)
    language = models.CharField(max_length=5, choices=_LANGUAGES)
    source = models.TextField()
    target = models.TextField()
    digest = models.CharField(max_length=64)
    key = models.UUIDField(null=True, blank=True)
    author_note = models.CharField(max_length=120, blank=True)
    times = models.PositiveIntegerField(default=1)
    approved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["digest", "source_language", "language", "target"],
                name="memory_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_language}-{self.language}: {self.source[:40]}"


class GlossaryConcept(models.Model):
    """A concept of the field with a code; its terms say how each language names it.

    Attributes:
        code: stable and untranslated.
        definition: in English, for translators.
        do_not_translate: the term stays as it is in every language.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    definition = models.TextField(_("definition"), blank=True)
    do_not_translate = models.BooleanField(_("never translated"), default=False)

    panels: ClassVar = [
        FieldPanel("code"),
        FieldPanel("definition"),
        FieldPanel("do_not_translate"),
    ]

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("glossary concept")
        verbose_name_plural = _("glossary concepts")

    def __str__(self) -> str:
        return self.code


class GlossaryTerm(models.Model):
    """One name of a concept in one language.

    Attributes:
        status: preferred, admitted, or never to be used.
    """

    class Status(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ADMITTED = "admitted", _("admitted")
        FORBIDDEN = "forbidden", _("not to be used")

    concept = models.ForeignKey(
        GlossaryConcept,
        verbose_name=_("concept"),
        on_delete=models.CASCADE,
        related_name="terms",
    )
    language = models.CharField(
        _("language"), max_length=5, default=DEFAULT, choices=_LANGUAGES
    )
    text = models.CharField(_("term"), max_length=200)
    status = models.CharField(
        _("use"), max_length=9, choices=Status, default=Status.PREFERRED
    )
    note = models.CharField(_("note for translators"), max_length=400, blank=True)
    is_machine_draft = models.BooleanField(
        _("machine draft, not reviewed"), default=False
    )

    panels: ClassVar = [
        FieldPanel("concept"),
        FieldPanel("language"),
        FieldPanel("text"),
        FieldPanel("status"),
        FieldPanel("note"),
        FieldPanel("is_machine_draft"),
    ]

    class Meta:
        ordering: ClassVar = ["concept", "language", "pk"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["concept", "language", "text"], name="glossary_term_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"
