"""Placeholders: what a program puts into a text must find its place again."""

import re
from collections import Counter
from typing import Final

from django.utils.translation import gettext as _

from translations.checks.base import Finding, error

# `100 % der Fälle` has a space, and `100%di` a digit before it: no placeholders.
PLACEHOLDER: Final = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}"
    r"|\{%[^{}\n]{0,80}%\}"
    r"|\[\[[^\[\]\n]{0,80}\]\]"
    r"|\{(?:[A-Za-z_][\w.]{0,60}|\d{0,2})(?:![rsa])?(?::[^{}\n]{0,20})?\}"
    r"|%\([A-Za-z_]\w{0,60}\)[#0 +-]?\d{0,3}(?:\.\d{1,2})?[a-zA-Z]"
    r"|(?<![\d%])%[sd](?![^\W\d_])"
)
_SPACE: Final = re.compile(r"\s+")


def _placeholders(text: str) -> Counter[str]:
    return Counter(_SPACE.sub("", found) for found in PLACEHOLDER.findall(text))


def check_placeholders(source: str, target: str) -> list[Finding]:
    """Find placeholders that are missing, changed or invented; texts are plain."""
    wanted, given = _placeholders(source), _placeholders(target)
    missing, unknown = wanted - given, given - wanted
    found = [
        error(
            "placeholders",
            _(
                "The placeholder %(placeholder)s is missing. Copy it from the source"
                " exactly as it is."
            )
            % {"placeholder": name},
            name,
        )
        for name in missing
    ]
    found += [
        error(
            "placeholders",
            _(
                "The placeholder %(placeholder)s stands here more often than in the"
                " source. Take it out."
            )
            % {"placeholder": name},
            name,
        )
        for name in unknown
    ]
    return found
