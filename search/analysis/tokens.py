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

from search.analysis import clitics
from search.analysis.letters import normalise
from search.analysis.words import Forms, analyser

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
          | (?<=[lL])[·‧∙•](?=[lL])
          | [\u055b\u055c\u055e](?={_LETTER})
        )
        {_LETTER}*
    )*
    """,
    re.VERBOSE,
)


# A word that goes on in the next line, behind one empty line or on the next page; in
# `Vor- und Nachname` none does. Old scans have ¬ for the hyphen, Armenian its own.
_BROKEN: Final = re.compile(
    rf"""
    (?<={_LETTER}) [-\u2010\u2011\u00ad\u00ac\u058a]
    (?: (?: [ \t]* \r?\n ){{1,2}} | [ \t]* (?: \r?\n )? [ \t]* \f (?: [ \t]* \r?\n )? )
    [ \t]* (?={_LETTER})
    (?! (?i: und|oder|bzw|sowie|en|of|och|eller|og|ja|tai|või|és|vagy|an ) \b )
    """,
    re.VERBOSE,
)


_LETTERS: Final = re.compile(f"{_LETTER}+")
_LETTERS_BEFORE: Final = re.compile(rf"{_LETTER}+\Z")
# Where no keyboard had the dot of l·l: `col.legi`, `col-legi`.
_CATALAN_L: Final = re.compile(
    rf"[lL](?<={_LETTER}[lL])[.\-\u2010\u2011](?=[lL]{_LETTER})"
)


class Token(NamedTuple):
    """One word of a text.

    Attributes:
        text: the word as it is written.
        start, end: its place; `source[start:end] == text`.
        position: its number among the words, from 0.
        forms: by what it is found.
    """

    text: str
    start: int
    end: int
    position: int
    forms: Forms


NOTHING: Final = Forms("")


@lru_cache(maxsize=131_072)
def forms_of(word: str, language: str) -> Forms:
    """Return by what one written word is found; NOTHING when nothing is left."""
    term = normalise(word, language)
    if not term.isalnum():
        term = "".join(char for char in term if _belongs(char))
    term = term[:MAX_TERM_CHARACTERS]
    if not term:
        return NOTHING
    return analyser(language).forms(term, word)


def _belongs(char: str) -> bool:
    return char.isalnum() or char == "’" or unicodedata.combining(char) != 0


class Words(NamedTuple):
    """The words of a text in order, as two lists of one length.

    Attributes:
        places: start and end of each; `source[start:end]` is the word as it is written.
        forms: by what each is found; equal words share one object.
    """

    places: list[tuple[int, int]]
    forms: list[Forms]


def words_of(text: str, language: str) -> Words:
    """Return places and forms of the words of `text`: `analyse`, but twice as fast."""
    matches = [*_WORD.finditer(_words_only(text, language))]
    written = [match.group() for match in matches]
    places = [match.span() for match in matches]
    forms = [*map(forms_of, written, repeat(language))]
    if NOTHING in forms:
        kept = [number for number, item in enumerate(forms) if item.exact]
        return Words([places[n] for n in kept], [forms[n] for n in kept])
    return Words(places, forms)


def analyse(text: str, language: str) -> list[Token]:
    """Return the words of `text` in order; [] when it has none."""
    return [
        Token(text[start:end], start, end, position, forms)
        for position, ((start, end), forms) in enumerate(
            zip(*words_of(text, language), strict=True)
        )
    ]


def forms_in(text: str, language: str) -> list[Forms]:
    """Return the forms of each word in order: `analyse` without the places, faster."""
    every = map(forms_of, _WORD.findall(_words_only(text, language)), repeat(language))
    return [forms for forms in every if forms.exact]


def _words_only(text: str, language: str) -> str:
    """Return a text as its words are read; every place stays as it is."""
    if "\n" in text or "\f" in text:
        text = _BROKEN.sub(_mended, text)
    if language == "ca":
        text = _CATALAN_L.sub(_with_dot, text)
    return clitics.without(text, language)


def _mended(match: re.Match[str]) -> str:
    """Put a word together that is broken over two lines.

    What goes on with a capital is a hyphen of its own, `Social-` `Democrats`, unless all
    of it is in capitals.
    """
    text, end = match.string, match.end()
    around = text[max(match.start() - 2, 0) : match.start()] + text[end : end + 2]
    goes_on = text[end].islower() or (around.isalpha() and around.isupper())
    return "\u00ad" * len(match.group()) if goes_on else match.group()


def _with_dot(match: re.Match[str]) -> str:
    """Write the dot of l·l, for a hyphen where that makes a word.

    None does in `social-liberal`.
    """
    text, end = match.string, match.end()
    before = _LETTERS_BEFORE.search(text, max(end - MAX_TERM_CHARACTERS, 0), end - 1)
    after = _LETTERS.match(text, end)
    word = f"{before.group()}{after.group()}" if before and after else ""
    is_one = text[end - 1] == "." or analyser("ca").knows(normalise(word, "ca"))
    return text[match.start()] + "·" if is_one else match.group()
