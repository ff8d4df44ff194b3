"""HTML fragments of wagtail-localize taken apart into text and codes.

Programs for translators show text as text (`R&D`) and protect codes (`<b>`). What has no
second spelling becomes text; every other piece stays a code with its exact characters.
Codes as they are and texts through `encode`, in their order, give the fragment again,
character by character.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final


class Kind(Enum):
    """What a code does: it opens or closes a pair, or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of mark-up.

    Attributes:
        data: its exact characters.
        kind: `OPEN` and `CLOSE` come in well-nested pairs.
        pair: number of the pair in its fragment, from 1; 0 for a single.
        closing: of an `OPEN`, the characters of its end.
    """

    data: str
    kind: Kind = Kind.SINGLE
    pair: int = 0
    closing: str = ""

    @property
    def name(self) -> str:
        """Name of the tag, in lower case; empty for an entity."""
        found = _NAME.match(self.data)
        return found.group(1).lower() if found else ""


Piece = str | Code

_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
# Text in one run, so that nothing is glued together piece by piece.
_TOKEN: Final = re.compile(
    r"(?P<text>(?:[^<>&]|&(?:amp|lt|gt);)+)"
    r"|(?P<code></?[A-Za-z][^<>]*>|&#?\w+;|<!--[^<>]*-->|[<>&])"
)
_PLAIN: Final = re.compile("&(?:amp|lt|gt);")
_DECODED: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_ENCODED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_EMPTY_TAGS: Final = frozenset({"br"})


def split(fragment: str) -> list[Piece]:
    """Take a fragment apart.

    Returns:
        plain text, its entities resolved, and codes; no two texts in a row.
    """
    pieces: list[Piece] = [
        Code(token["code"]) if token["text"] is None else _decode(token["text"])
        for token in _TOKEN.finditer(fragment)
    ]
    return _paired(pieces)


def _decode(text: str) -> str:
    return _PLAIN.sub(lambda entity: _DECODED[entity.group()], text)


def _paired(pieces: list[Piece]) -> list[Piece]:
    """Mark the tags that open and close one another; what has no partner is single."""
    waiting: list[int] = []
    pairs = 0
    for at, piece in enumerate(pieces):
        if isinstance(piece, str) or not piece.name or _is_empty(piece):
            continue
        if not piece.data.startswith("</"):
            waiting.append(at)
            continue
        opening = pieces[waiting[-1]] if waiting else ""
        if isinstance(opening, Code) and opening.name == piece.name:
            pairs += 1
            pieces[waiting.pop()] = replace(
                opening, kind=Kind.OPEN, pair=pairs, closing=piece.data
            )
            pieces[at] = replace(piece, kind=Kind.CLOSE, pair=pairs)
    return pieces


def _is_empty(code: Code) -> bool:
    return code.data.endswith("/>") or code.name in _EMPTY_TAGS


def encode(text: str) -> str:
    """Return plain text as HTML, in the spelling of wagtail-localize."""
    return text.translate(_ENCODED)
