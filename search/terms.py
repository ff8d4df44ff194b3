"""Terms: how a word stands in the index, and how a query asks for it.

A term is a short text whose first character says of what kind it is, so that one field
holds them all and an exact word never meets another word's lemma by accident:

    kinder   the exact word
    =kind    its lemma
    ~kind    its stem
    +schutz  a part of a compound
    -kinder  a folded form, what is typed without the keyboard
"""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from search.analysis import Forms

LEMMA: Final = "="
STEM: Final = "~"
PART: Final = "+"
FOLDED: Final = "-"
# Stands between the fields in the columns of words, so no phrase bridges two of them.
FIELD_END: Final = "|"


def terms_of(forms: Forms) -> list[str]:
    """Return every term under which a word of a text is found."""
    exact, lemmas, stems, parts, folded = forms
    # Called for every word that is written: what most words do not have costs nothing.
    terms = [exact, *[LEMMA + lemma for lemma in lemmas or (exact,)]]
    if stems:
        terms += [STEM + stem for stem in stems]
    if parts:
        terms += [PART + part for part in parts]
    terms += [FOLDED + form for form in folded]
    return terms


def lemma_terms(forms: Forms) -> list[str]:
    """Return the terms of a word's lemmas; a word without lemma is its own."""
    return [LEMMA + lemma for lemma in forms.lemmas or (forms.exact,)]


def column(terms: Iterable[str]) -> str:
    """Return terms as a column of the projection holds them."""
    return f" {' '.join(terms)} "


def set_column(words: Iterable[Iterable[str]]) -> str:
    """Return the terms of some words, each once, as a column.

    Args:
        words: of each word its terms.
    """
    return column(dict.fromkeys(chain.from_iterable(words)))
