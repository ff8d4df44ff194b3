"""Checks before a translation is saved: pure, no database, no clock.

Errors block approval; warnings are accepted with a reason. A check would rather miss a
fault than tell a translator of one that is none: who is told wrongly three times reads
no more. Source: issue 6, 5.
"""

from translations.checks.base import (
    CODES,
    Finding,
    GlossaryRule,
    Severity,
    TextPair,
)
from translations.checks.doubled import check_doubled
from translations.checks.figures import check_figures
from translations.checks.glossary import check_glossary
from translations.checks.markup import check_links, check_markup, check_script
from translations.checks.placeholders import check_placeholders
from translations.checks.punctuation import check_end, check_marks
from translations.checks.sides import side
from translations.checks.spacing import check_length, check_spaces
from translations.checks.untranslated import check_untranslated

__all__ = ["CODES", "Finding", "GlossaryRule", "Severity", "TextPair", "check"]


def check(pair: TextPair) -> list[Finding]:
    """Check a translation against its source.

    Returns:
        what was found, errors first, otherwise in the order of CODES; [] when all is
        well and when there is no translation yet.
    """
    if not pair.target.strip():
        return []
    source = side(pair.source, pair.source_language)
    target = side(pair.target, pair.target_language)
    copied = check_untranslated(source, target, pair.terms)
    found = [
        *check_markup(source.fragment, target.fragment),
        *check_links(source.fragment, target.fragment),
        *check_script(source.fragment, target.fragment),
        *check_placeholders(source.text, target.text),
        *check_figures(source, target),
        *check_length(target.text, pair.max_length),
        *copied,
        # What was not translated has no terms, ends and words of its own.
        *([] if copied else check_glossary(source, target, pair.terms)),
        *([] if copied else check_end(source, target)),
        *([] if copied else check_marks(target)),
        *check_doubled(source, target),
        *check_spaces(source.text, target.text),
    ]
    return sorted(found, key=_rank)


def _rank(finding: Finding) -> tuple[bool, int]:
    return finding.severity != Severity.ERROR, CODES.index(finding.check)
