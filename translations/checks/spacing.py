"""Spaces, and whether a text fits its field."""

import re
from typing import Final

from django.utils.translation import gettext as _

from translations.checks.base import Finding, error, warning

# A line break is a tag and counted as one.
_SPACES: Final = (" ", "\u00a0", "\u202f", "\u2009", "\t")
_DOUBLE: Final = re.compile(r"\S?[ \u00a0\u202f\u2009\t]{2,}\S?")
_BEFORE_MARK: Final = re.compile(r"\S[ \u00a0\u202f][,.](?=\s|$)")


def check_spaces(source: str, target: str) -> list[Finding]:
    """Find spaces at the ends, double ones, and those before a comma or a stop."""
    found = []
    if target.startswith(_SPACES) and not source.startswith(_SPACES):
        message = _("The translation begins with a space. Take it away.")
        found.append(warning("whitespace", message))
    if target.endswith(_SPACES) and not source.endswith(_SPACES):
        message = _("The translation ends with a space. Take it away.")
        found.append(warning("whitespace", message))
    double = _DOUBLE.search(target.strip())
    if double:
        message = _("There are two spaces in a row. Leave one.")
        found.append(warning("whitespace", message, double.group()))
    before = _BEFORE_MARK.search(target)
    if before:
        message = _("There is a space before a comma or a stop. Take it away.")
        found.append(warning("whitespace", message, before.group()))
    return found


def check_length(target: str, max_length: int | None) -> list[Finding]:
    """Find a text that is longer than its field."""
    if max_length is None or len(target) <= max_length:
        return []
    message = _(
        "The field holds %(limit)s characters, and the text has %(length)s. Shorten it."
    ) % {"length": len(target), "limit": max_length}
    return [error("length", message, target[max_length : max_length + 30])]
