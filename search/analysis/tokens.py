"""Words of a text: where each stands and by which terms it is found.

Offsets refer to the text as it was given, so a highlight never has to guess. One
pattern serves all languages: what stands inside a word in only one of them (the
Ukrainian apostrophe, the Catalan l·l, the Armenian question mark) is recognised by the
letters around it.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import repeat
from typing import Final, NamedTuple

from search.analysis.letters import folded_forms, normalise

# Longer "words" are keys, hashes and addresses; nobody types them, and an index term
# has a limit.
MAX_TERM_CHARACTERS: Final = 64

_LETTER = r"[^\W_\u02bc]"
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_SILENT = r"\u00ad\u200b-\u200d\u2060\ufeff"
_WORD: Final = re.compile(
    rf"""
    {_LETTER}+
    (?:
        (?: [{_MARKS}{_SILENT}]+
          | ['’‘ʼ`´](?=[яюєїЯЮЄЇ])
          | (?<=[lL])[·‧∙](?=[lL])
          | [\u055b\u055c\u055e](?={_LETTER})
        )
        {_LETTER}*
    )*
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word of a text.

    Attributes:
        text: the word as it is written.
        start, end: its place; `source[start:end] == text`.
        position: its number among the words, from 0.
        terms: what it is found by, strongest first; two words meet when they share one.
        folded: what it is found by when one of two was typed without its keyboard.
    """

    text: str
    start: int
    end: int
    position: int
    terms: tuple[str, ...]
    folded: tuple[str, ...]


class Forms(NamedTuple):
    """The terms and folded forms of one word."""

    terms: tuple[str, ...]
    folded: tuple[str, ...]


@lru_cache(maxsize=65_536)
def forms_of(word: str, language: str) -> Forms:
    """Return by what one written word is found; both empty when nothing is left."""
    term = normalise(word, language)
    if not term.isalnum():
        term = "".join(char for char in term if _belongs(char))
    term = term[:MAX_TERM_CHARACTERS]
    if not term:
        return Forms((), ())
    return Forms((term,), folded_forms(term, language))


def _belongs(char: str) -> bool:
    return char.isalnum() or char == "’" or unicodedata.combining(char) != 0


def analyse(text: str, language: str) -> list[Token]:
    """Return the words of `text` in order; [] when it has none."""
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        word = match.group()
        terms, folded = forms_of(word, language)
        if terms:
            token = Token(word, match.start(), match.end(), len(tokens), terms, folded)
            tokens.append(token)
    return tokens


def forms_in(text: str, language: str) -> list[Forms]:
    """Return the forms of each word in order: `analyse` without the places, faster."""
    every = map(forms_of, _WORD.findall(text), repeat(language))
    return [forms for forms in every if forms.terms]
