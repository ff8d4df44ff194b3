"""Who seems to be in need, and what names a help topic: help answers, nothing is suggested.

Somebody sounds like a person in need by a phrase (*nobody believes me*), or by a word for
oneself with a word beside it, anywhere in what is typed (*my … stepfather*, *touches …
me*). Both are drafts in search/data that editors maintain in the admin. People in need
type in their own language, whatever the page is in, and without its keyboard.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Final

from core.languages import CODES
from search import stamps
from search.analysis import forms_in, normalise, plain
from search.analysis.languages import TABLE
from search.choices import NeedPart
from search.lexicon import Lexicon, beginnings
from search.models import NeedPhrase
from search.query import language_data, stop_words

# What joins a pronoun to a word. The Ukrainian apostrophe is within a word.
_JOINS: Final = re.compile("['’‘ʼ`´](?![яюєїЯЮЄЇ])|[-\u2010\u2011]")
_WORD: Final = re.compile(r"[^\W_]+")
# A phrase of one such word counts in its language alone: elsewhere it may mean anything.
_SHORT_WORD: Final = 5
# All forms of a word have so many first letters in common, but for a few.
_TOPIC_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases recognised in what is typed, in whatever language the page is.

    Attributes:
        by_language: recognised in any form of their words.
        anywhere: those of all languages by their letters: who is in need types in any.
        begun: the same while their last word is being typed.
        longest: number of words.
    """

    by_language: dict[str, tuple[str, ...]]
    anywhere: frozenset[str]
    begun: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class _Need:
    """What the editors' words of need say.

    Attributes:
        phrases: enough by themselves.
        oneself: words for oneself by their letters, with the languages that have them.
        beside: by language, what says need in the same text as a word for oneself.
    """

    phrases: _Phrases
    oneself: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]


def sounds_like_need(text: str, language: str) -> bool:
    """Return whether a person in need may have typed this, in any language.

    So may who types the name of a help topic and nothing else: `rape` is also all that
    somebody finds to say. With other words it is a subject of work.
    """
    return _is_need(text, language) or _is_one_of(_help_topics(), text, language)


def is_about_help(text: str, language: str, *, is_typed: bool = False) -> bool:
    """Return whether help should answer a text, and nobody be led to or from it.

    So it is when it sounds like need or names a help topic (a list in search/data), with
    whatever other words.

    Args:
        text: what a reader typed, or what might be proposed.
        language: the reader's.
        is_typed: whether its last word may still be being typed.
    """
    return _is_need(text, language, is_typed=is_typed) or is_help_topic(
        text, language, is_typed=is_typed
    )


def is_help_topic(text: str, language: str, *, is_typed: bool = False) -> bool:
    """Return whether a text names a help topic, also within a compound."""
    return _stands_in(
        _help_topics(), text, language, is_typed=is_typed, in_compounds=True
    )


def names_help_topic(text: str, language: str) -> bool:
    """Return whether a title or label names a help topic.

    Each time somebody types, eight titles are asked about. Their words are analysed only
    where the letters that a topic begins with stand in them.
    """
    words = _plain_words(text, language)
    if _is_anywhere(_help_topics(), words):
        return True
    has_beginning = _topic_beginnings(language).search(" ".join(words))
    return bool(has_beginning) and is_help_topic(text, language)


@cache
def _topic_beginnings(language: str) -> re.Pattern[str]:
    """Return what finds the beginning of the longest word of any topic."""
    found = {
        max(words, key=len)[:_TOPIC_LETTERS]
        for topic in _help_topics().by_language[language]
        if (words := _plain_words(topic, language))
    }
    # Within a compound, and behind an Irish mutation, a topic begins inside a word.
    begins_inside = TABLE[language].compounds is not None or language == "ga"
    return re.compile(
        ("" if begins_inside else r"\b")
        + f"(?:{'|'.join(map(re.escape, sorted(found)))})"
    )


def _is_need(text: str, language: str, *, is_typed: bool = False) -> bool:
    need = kept.get(stamps.stamps())
    return _stands_in(
        need.phrases, text, language, is_typed=is_typed
    ) or _speaks_of_oneself(need, text, language, is_typed=is_typed)


def _speaks_of_oneself(
    need: _Need, text: str, language: str, *, is_typed: bool = False
) -> bool:
    """Return whether a text has a word for oneself and one beside it, in one language."""
    words = _plain_words(text, language)
    spoken = {code for word in words for code in need.oneself.get(word, ())}
    for code in sorted(spoken, key=lambda code: code != language):
        forms = forms_in(_apart(text), code)
        lexicon = _lexicon(code, need.beside.get(code, ()))
        for found in lexicon.find(forms, is_typed=is_typed and code == language):
            # The article of a German text is no English death.
            is_other = code != language and plain(forms[found.start].exact) in (
                _plain_stop_words(language)
            )
            if not is_other:
                return True
    return False


@cache
def _plain_stop_words(language: str) -> frozenset[str]:
    return frozenset(map(plain, stop_words(language)))


def _stands_in(
    phrases: _Phrases,
    text: str,
    language: str,
    *,
    is_typed: bool = False,
    in_compounds: bool = False,
) -> bool:
    words = _plain_words(text, language)
    if _is_anywhere(phrases, words):
        return True
    if is_typed and any(
        " ".join(words[-length:]) in phrases.begun
        for length in range(2, phrases.longest + 1)
    ):
        return True
    own = phrases.by_language.get(language)
    if not own:
        return False
    forms = forms_in(_apart(text), language)
    if in_compounds:
        forms = [word._replace(lemmas=word.lemmas + word.parts) for word in forms]
    return bool(_lexicon(language, own).find(forms, is_typed=is_typed))


def _is_anywhere(phrases: _Phrases, words: list[str]) -> bool:
    """Return whether a phrase of any language stands in the words by its letters."""
    return any(
        " ".join(words[start : start + length]) in phrases.anywhere
        for start, length in product(range(len(words)), range(1, phrases.longest + 1))
    )


def _is_one_of(phrases: _Phrases, text: str, language: str) -> bool:
    """Return whether a text is a phrase and nothing else."""
    if " ".join(_plain_words(text, language)) in phrases.anywhere:
        return True
    own = phrases.by_language.get(language)
    if not own:
        return False
    forms = forms_in(_apart(text), language)
    found = _lexicon(language, own).find(forms)
    return any(item.end - item.start == len(forms) for item in found)


# Phrases, what stands beside a word for oneself, and help topics; before and after a change.
@lru_cache(maxsize=6 * len(CODES))
def _lexicon(language: str, phrases: tuple[str, ...]) -> Lexicon[bool]:
    """Return a lexicon that recognises phrases as a whole, function words included.

    What may stand between their words, and what has no other form, is in search/data.
    """
    data = language_data(language)
    return Lexicon(
        language,
        ((order, True) for phrase in phrases for order in _orders(phrase)),
        keeps_function_words=True,
        between=data.get("need_between", ()),
        as_typed=data.get("need_as_typed", ()),
        may_begin=True,
    )


@cache
def _help_topics() -> _Phrases:
    """Return what nothing is suggested on; drafts that no speaker has reviewed."""
    return _phrases({code: language_data(code)["help_topics"] for code in CODES})


def _phrases(by_language: dict[str, list[str]]) -> _Phrases:
    anywhere = [
        words
        for language, phrases in by_language.items()
        for phrase in phrases
        for words in _by_letters(phrase, language)
        if len(words) > 1 or len("".join(words)) > _SHORT_WORD
    ]
    begun = (
        " ".join((*words[:-1], words[-1][:length]))
        for words in anywhere
        if len(words) > 1
        for length in beginnings(words[-1], is_alone=False)
    )
    return _Phrases(
        by_language={code: tuple(phrases) for code, phrases in by_language.items()},
        anywhere=frozenset(map(" ".join, anywhere)),
        begun=frozenset(begun),
        longest=max(map(len, anywhere), default=0),
    )


# The lists are read again every some minutes, and hardly ever change.
@lru_cache(maxsize=2**15)
def _by_letters(phrase: str, language: str) -> list[list[str]]:
    """Return the words of a phrase by their letters, in each order."""
    return [_plain_words(order, language) for order in _orders(phrase)]


def _orders(phrase: str) -> list[str]:
    """Return in what orders a phrase is typed; two words turn round in many languages.

    `bije mě` and `mě bije`, `schlägt mich` and `mich schlägt` say the same.
    """
    words = _apart(phrase).split()
    return [" ".join(words), *([" ".join(words[::-1])] if len(words) == 2 else [])]


def _apart(text: str) -> str:
    """Return a text whose pronouns are words: `m'a`, `aide-moi` say to whom it is done.

    The search leaves them out, for there they make all such words look alike.
    """
    return _JOINS.sub(" ", text)


def words_in(text: str, language: str) -> int:
    """Return how many words a text has here, where an apostrophe ends a word."""
    return len(_plain_words(text, language))


def _plain_words(text: str, language: str) -> list[str]:
    """Return the words of a text by their letters alone; no dictionary is asked."""
    return _WORD.findall(plain(normalise(_apart(text), language)))


def _read() -> _Need:
    rows: dict[str, dict[str, list[str]]] = {
        part: defaultdict(list) for part in NeedPart.values
    }
    for part, language, text in NeedPhrase.objects.values_list(
        "part", "language", "phrase"
    ):
        rows[part][language].append(text)
    oneself: dict[str, set[str]] = defaultdict(set)
    for language, words in rows[NeedPart.ONESELF].items():
        for word in words:
            oneself[" ".join(_plain_words(word, language))].add(language)
    return _Need(
        phrases=_phrases(rows[NeedPart.WHOLE]),
        oneself={word: tuple(sorted(codes)) for word, codes in oneself.items()},
        beside={code: tuple(words) for code, words in rows[NeedPart.BESIDE].items()},
    )


kept: Final = stamps.Kept(_read, stamps.WORDS)
