"""A text as a translator types it, and as wagtail-localize stores it.

Stored is a fragment of HTML: `&amp;` for an ampersand, `<br/>` for a new line, `<b>` and
`<a id="a1">` for mark-up. Typed are ampersands and new lines as they are on any
keyboard; mark-up stays, because it belongs where the translator puts it.
"""

import re
from typing import Final

_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY: Final = r"(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);"
# An ampersand that can be shown as one, since nothing after it makes it an entity.
_PLAIN_AMPERSAND: Final = re.compile(rf"&amp;(?!{_ENTITY})")
_BARE_AMPERSAND: Final = re.compile(rf"&(?!{_ENTITY})")
_BARE_LESS: Final = re.compile(r"<(?![a-zA-Z/!])")
_TAG: Final = re.compile(r"<[^>]+>")


def to_typed(fragment: str) -> str:
    """Return a stored fragment as it is shown for typing."""
    return _PLAIN_AMPERSAND.sub("&", _BREAK.sub("\n", fragment))


def from_typed(text: str) -> str:
    """Return what is stored of what was typed; blanks around it are nobody's wish."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    escaped = _BARE_LESS.sub("&lt;", _BARE_AMPERSAND.sub("&amp;", lines))
    return escaped.replace("\n", "<br/>")


def shown_length(fragment: str) -> int:
    """Return how many characters readers see of a fragment, mark-up left out."""
    return len(_TAG.sub("", to_typed(fragment)))
