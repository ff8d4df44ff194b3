"""Letters as a check compares them: small, without accents, each in its place.

Every character becomes exactly one, so that a passage found in the folded text is the
same passage in the text itself.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    "ə": "e",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "t",
    "æ": "a",
    "œ": "o",
    "ß": "s",
    "ħ": "h",
    "’": "'",
    "ʼ": "'",
    "‘": "'",
    "`": "'",
    "΄": "'",
    "´": "'",
    "ʹ": "'",
}


def folded(text: str) -> str:
    """Return the text in small letters without accents, with the same length."""
    return "".join(_letter(char) for char in text)


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    small = char.lower()
    small = small if len(small) == 1 else small[0]
    small = _LETTERS.get(small, small)
    # Accents alone are dropped; `ґ` and `й` stay what they are for both sides alike.
    return unicodedata.normalize("NFD", small)[0]
