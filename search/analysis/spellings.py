"""How a word typed without its keyboard may be spelt, where no dictionary can tell.

A stemmer needs the right letters: `cultivà` is a participle, `għ` one letter. For the
languages that have only a stemmer, this gives it the likely spellings.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

HAS_SPELLINGS: Final = frozenset({"mt", "rm"})

# Romansh: an accent at the end tells participles and infinitives apart.
_ROMANSH_ACCENTS: Final = {"a": "à", "e": "èé", "i": "ì", "o": "ò"}
_ROMANSH_END: Final = 3

# Maltese: c and għ have no other spelling; g, h and z may be two letters each.
_MALTESE_SURE: Final = (("gh", "għ"), ("c", "ċ"))
_MALTESE_EITHER: Final = (("g", "ġ"), ("h", "ħ"), ("z", "ż"))


def spellings(word: str, language: str) -> Iterator[str]:
    """Yield spellings of a word in plain letters, but for the word itself."""
    match language:
        case "rm":
            yield from _romansh(word)
        case "mt":
            yield from _maltese(word)


def _romansh(word: str) -> Iterator[str]:
    for place in range(max(len(word) - _ROMANSH_END, 0), len(word)):
        for letter in _ROMANSH_ACCENTS.get(word[place], ""):
            yield word[:place] + letter + word[place + 1 :]


def _maltese(word: str) -> Iterator[str]:
    sure = word
    for typed, written in _MALTESE_SURE:
        sure = sure.replace(typed, written)
    # The g of għ is no letter of its own.
    rest = sure.replace("għ", "\0")
    ways = [pair for pair in _MALTESE_EITHER if pair[0] in rest]
    for chosen in product((False, True), repeat=len(ways)):
        spelt = rest
        for (typed, written), is_other in zip(ways, chosen, strict=True):
            if is_other:
                spelt = spelt.replace(typed, written)
        spelt = spelt.replace("\0", "għ")
        if spelt != word:
            yield spelt
