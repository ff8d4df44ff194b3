"""Language analysis: a text and its language in, the terms of its words out.

The same code serves the index, the query, both engines and the highlights.
"""

from typing import Final

from search.analysis.letters import folded_forms, normalise, plain
from search.analysis.tokens import Token, Words, analyse, forms_in, forms_of, words_of
from search.analysis.words import Forms

# Raise it with every change that gives a word other terms: stored rows that say an
# older number are written again by the nightly reconcile.
ANALYSIS_VERSION: Final = 4

__all__ = [
    "ANALYSIS_VERSION",
    "Forms",
    "Token",
    "Words",
    "analyse",
    "folded_forms",
    "forms_in",
    "forms_of",
    "normalise",
    "plain",
    "words_of",
]
