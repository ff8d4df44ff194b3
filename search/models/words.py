"""What editors tell the search, per language; it takes effect at once."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES
from search.choices import Kind, NeedPart

_CHOICES = [(language.code, language.autonym) for language in LANGUAGES]


class LanguageWords(models.Model):
    """A row of words in one language."""

    language = models.CharField(_("language"), max_length=5, choices=_CHOICES)

    class Meta:
        abstract = True

    @staticmethod
    def lines(text: str) -> list[str]:
        """Return the lines of a text that hold something."""
        return [line.strip() for line in text.splitlines() if line.strip()]


class SynonymSet(LanguageWords):
    """Words and phrases that mean the same: whoever searches one finds the others."""

    words = models.TextField(
        _("words"),
        help_text=_("Words or short phrases that mean the same, one a line."),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "words"]

    def __str__(self) -> str:
        return ", ".join(self.lines(self.words))


class BestBet(LanguageWords):
    """What editors recommend above the results of certain queries.

    Attributes:
        queries: whole queries, one a line; other forms of their words count, too.
        kind, key: the public object that is recommended.
    """

    queries = models.TextField(
        _("queries"),
        help_text=_(
            "What people type, one query a line; other forms of the words count."
        ),
    )
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.UUIDField()

    class Meta:
        verbose_name = _("recommended result")
        verbose_name_plural = _("recommended results")
        ordering = ["language", "queries"]

    def __str__(self) -> str:
        return ", ".join(self.lines(self.queries))


class BlockedSuggestion(LanguageWords):
    """A word that is never suggested, neither while typing nor as a correction."""

    word = models.CharField(_("word or phrase"), max_length=100)

    class Meta:
        verbose_name = _("blocked suggestion")
        verbose_name_plural = _("blocked suggestions")
        ordering = ["language", "word"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["language", "word"], name="blockedsuggestion_unique"
            )
        ]

    def __str__(self) -> str:
        return self.word


class NeedPhrase(LanguageWords):
    """What a person in need may type; the help panel is shown and nothing is kept.

    Attributes:
        phrase: one word unless it is enough by itself; a word for oneself counts as it
            is typed, the others in any form.
    """

    phrase = models.CharField(_("phrase"), max_length=100)
    part = models.CharField(
        _("counts as"), max_length=8, choices=NeedPart, default=NeedPart.WHOLE
    )

    class Meta:
        verbose_name = _("phrase of a person in need")
        verbose_name_plural = _("phrases of a person in need")
        ordering = ["language", "-part", "phrase"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["language", "part", "phrase"], name="needphrase_unique_part"
            )
        ]

    def __str__(self) -> str:
        return self.phrase
