"""What a check is asked and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The codes of all checks; a warning is accepted under its code.
CODES: Final = (
    "markup",
    "links",
    "script",
    "placeholders",
    "telephone",
    "dates",
    "numbers",
    "length",
    "glossary",
    "untranslated",
    "end_punctuation",
    "doubled_words",
    "whitespace",
)


class Severity(TextChoices):
    """What a finding stands in the way of."""

    # Blocks approval.
    ERROR = "error", _("error")
    # May be accepted with a reason.
    WARNING = "warning", _("warning")


@dataclass(frozen=True, slots=True)
class GlossaryRule:
    """What the glossary says about one term in one target language.

    Attributes:
        source: the term in the source language, one or more words.
        preferred: terms of which one should appear, in any inflection.
        forbidden: terms that should not stand for it, in any inflection.
        do_not_translate: the term must appear unchanged.
    """

    source: str
    preferred: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    do_not_translate: bool = False


@dataclass(frozen=True, slots=True)
class TextPair:
    """A segment and its translation.

    Attributes:
        source, target: fragments of HTML as wagtail-localize stores them: text is
            escaped, a line break is `<br>`, a link has nothing but its `id`.
        source_language, target_language: codes of core.languages.
        max_length: characters of plain text that the field holds; None for no limit.
        terms: what the glossary says, in any order.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    max_length: int | None = None
    terms: Sequence[GlossaryRule] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or may be.

    Attributes:
        check: one of CODES.
        severity: whether it blocks approval.
        message: a sentence for the translator in the active language.
        excerpt: the piece it is about; "" when it is the whole text.
    """

    check: str
    severity: Severity
    message: str
    excerpt: str = ""


def error(check: str, message: str, excerpt: str = "") -> Finding:
    """Return a finding that blocks approval."""
    return Finding(check, Severity.ERROR, message, excerpt)


def warning(check: str, message: str, excerpt: str = "") -> Finding:
    """Return a finding that may be accepted."""
    return Finding(check, Severity.WARNING, message, excerpt)
