"""A translation that is its source, word by word."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

from core.languages import BY_CODE
from search.analysis import normalise
from search.analysis.dictionaries import dictionary
from search.analysis.languages import NO_ANALYSIS, TABLE
from translations.checks.base import Finding, GlossaryRule, warning
from translations.checks.sides import MASK, Side

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# A sentence of so many words is not the same in two languages by chance.
_SENTENCE_WORDS: Final = 3


def check_untranslated(
    source: Side, target: Side, rules: Sequence[GlossaryRule]
) -> list[Finding]:
    """Find a copy of the source that has words to translate.

    Names, terms that stay as they are, and words that both languages have (`video`,
    `transport`) may well be equal.
    """
    if source.language == target.language or not _is_copy(source, target):
        return []
    words = _words(source, rules)
    if not _has_to_change(words, source.language, target.language):
        return []
    message = _("The translation is the same as the source. Translate it.")
    return [warning("untranslated", message, target.text[:60])]


def _is_copy(source: Side, target: Side) -> bool:
    return source.text.casefold().split() == target.text.casefold().split()


def _words(source: Side, rules: Sequence[GlossaryRule]) -> list[str]:
    """Return the words of a text without what is kept on purpose."""
    text = source.bare
    for rule in rules:
        if rule.do_not_translate and rule.source.strip():
            text = text.replace(rule.source, MASK)
    return _WORD.findall(text)


def _without_names(words: list[str]) -> list[str]:
    # Where all words have capitals no name can be told.
    if not any(word[0].islower() for word in words):
        return words
    return [word for place, word in enumerate(words) if place == 0 or word[0].islower()]


def _has_to_change(words: list[str], source: str, target: str) -> bool:
    own = [word for word in _without_names(words) if _knows(source, word)]
    if not own:
        return False
    scripts = {BY_CODE[code].script for code in (source, target) if code in BY_CODE}
    if len(scripts) > 1 or len(words) >= _SENTENCE_WORDS:
        return True
    return not all(_share(source, target, word) for word in own)


@lru_cache(maxsize=16_384)
def _knows(language: str, word: str) -> bool:
    """Whether a language has a word; where it has no dictionary, every one."""
    code = TABLE.get(language, NO_ANALYSIS).dictionary
    if not code:
        return True
    return dictionary(code).is_known(normalise(word, language))


@lru_cache(maxsize=16_384)
def _share(source: str, target: str, word: str) -> bool:
    """Whether two languages have the same word, not only the same form by chance.

    French has `conditions` of `condition` as English has; Finnish has `prevention` of
    `preventio`.
    """
    code = TABLE.get(target, NO_ANALYSIS).dictionary
    if not code:
        return True
    term, words = normalise(word, target), dictionary(code)
    ours = dictionary(TABLE.get(source, NO_ANALYSIS).dictionary).lemmas(term)
    return words.is_lemma(term) or not set(ours).isdisjoint(words.lemmas(term))
