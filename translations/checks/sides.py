"""Source and target, each read once for all checks."""

import re
from dataclasses import dataclass
from typing import Final

from translations.checks.fragments import Fragment, fragment
from translations.checks.placeholders import PLACEHOLDER

# Stands for what is no text: neither letter nor digit nor space.
MASK: Final = "\ufffc"
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)»”\"']"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts.

    Attributes:
        language: code of core.languages.
        fragment: its HTML taken apart.
        text: what a reader sees.
        bare: the text with placeholders and addresses masked, of the same length.
    """

    language: str
    fragment: Fragment
    text: str
    bare: str


def _masked(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def side(raw: str, language: str) -> Side:
    """Read one text."""
    parts = fragment(raw)
    bare = PLACEHOLDER.sub(_masked, parts.text)
    if "@" in bare or "://" in bare or "www." in bare:
        bare = _ADDRESS.sub(_masked, bare)
    return Side(language, parts, parts.text, bare)
