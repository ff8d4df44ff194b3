"""What editors told the search, kept in the process and followed at once."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final, NamedTuple
from uuid import UUID

from core.languages import CODES
from search import stamps
from search.analysis import forms_in, normalise, plain
from search.analysis.languages import TABLE
from search.lexicon import Lexicon, beginnings
from search.models import BestBet, BlockedSuggestion, NeedPhrase, SynonymSet
from search.query import Others, Phrase, SearchQuery, Word, language_data

# Of all words of a query together: each is looked for in all its forms and places.
_MOST_SYNONYMS: Final = 20

# What joins a pronoun to a word. The Ukrainian apostrophe is within a word.
_JOINS: Final = re.compile("['’‘ʼ`´](?![яюєїЯЮЄЇ])|[-\u2010\u2011]")
_WORD: Final = re.compile(r"[^\W_]+")
# A phrase of one such word counts in its language alone: elsewhere it may mean anything.
_SHORT_WORD: Final = 5
# All forms of a word have so many first letters in common, but for a few.
_TOPIC_LETTERS: Final = 3


class Recommended(NamedTuple):
    """The public object that a best bet recommends."""

    kind: str
    key: UUID


class _Synonyms(NamedTuple):
    """What one phrase of a set stands for: all the others."""

    phrases: tuple[Phrase, ...]


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
class _Words:
    """The editors' words by language."""

    synonyms: dict[str, Lexicon[_Synonyms]]
    recommended: dict[str, Lexicon[Recommended]]
    blocked: dict[str, Lexicon[bool]]
    need: _Phrases


def words_changed(**_: object) -> None:
    """Read the editors' words anew, in every process; a receiver, too."""
    _kept.changed()


def synonyms_of(query: SearchQuery, known: dict[str, str]) -> Others:
    """Return for each word of the query the phrases that mean the same, each once."""
    every: list[dict[Phrase, None]] = [{} for _word in query.words]
    lexicon = _kept.get(known).synonyms.get(query.language)
    if lexicon:
        for found in lexicon.find([word.forms for word in query.words]):
            for phrases in every[found.start : found.end]:
                phrases.update(dict.fromkeys(found.target.phrases))
    left = _MOST_SYNONYMS
    kept = []
    for phrases in every:
        kept.append(tuple(islice(phrases, left)))
        left -= len(kept[-1])
    return Others(kept, is_cut=sum(map(len, every)) > _MOST_SYNONYMS)


def recommended(query: SearchQuery, known: dict[str, str]) -> list[Recommended]:
    """Return what editors recommend for exactly this query."""
    lexicon = _kept.get(known).recommended.get(query.language)
    if not lexicon or query.phrases or query.excluded:
        return []
    found = lexicon.find([word.forms for word in query.words])
    whole = [item for item in found if item.end - item.start == len(query.words)]
    return list(dict.fromkeys(item.target for item in whole))


def is_blocked(text: str, language: str) -> bool:
    """Return whether a suggestion holds, in any form, a word that editors have blocked."""
    lexicon = _kept.get(stamps.stamps()).blocked.get(language)
    return bool(lexicon and lexicon.find(forms_in(text, language)))


def sounds_like_need(text: str, language: str) -> bool:
    """Return whether a person in need may have typed this, in any language.

    So may who types the name of a help topic and nothing else: `rape` is also all that
    somebody finds to say. With other words it is a subject of work.
    """
    need = _kept.get(stamps.stamps()).need
    return _stands_in(need, text, language) or _is_one_of(
        _help_topics(), text, language
    )


def is_about_help(text: str, language: str, *, is_typed: bool = False) -> bool:
    """Return whether help should answer a text, and nobody be led to or from it.

    So it is when it sounds like need or names a help topic (a list in search/data), with
    whatever other words.

    Args:
        text: what a reader typed, or what might be proposed.
        language: the reader's.
        is_typed: whether its last word may still be being typed.
    """
    need = _kept.get(stamps.stamps()).need
    return _stands_in(need, text, language, is_typed=is_typed) or is_help_topic(
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
    letters = " ".join(_plain_words(text, language))
    has_beginning = _topic_beginnings(language).search(letters)
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


def _stands_in(
    phrases: _Phrases,
    text: str,
    language: str,
    *,
    is_typed: bool = False,
    in_compounds: bool = False,
) -> bool:
    words = _plain_words(text, language)
    for start, length in product(range(len(words)), range(1, phrases.longest + 1)):
        if " ".join(words[start : start + length]) in phrases.anywhere:
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


@lru_cache(maxsize=4 * len(CODES))
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
        for order in _orders(phrase)
        if len(words := _plain_words(order, language)) > 1
        or len("".join(words)) > _SHORT_WORD
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


def _plain_words(text: str, language: str) -> list[str]:
    """Return the words of a text by their letters alone; no dictionary is asked."""
    return _WORD.findall(plain(normalise(_apart(text), language)))


def _read() -> _Words:
    need = _by_language(NeedPhrase.objects.values_list("language", "phrase"))
    blocked = _by_language(BlockedSuggestion.objects.values_list("language", "word"))
    return _Words(
        synonyms={
            language: Lexicon(language, _synonym_phrases(language, sets))
            for language, sets in _by_language(
                SynonymSet.objects.values_list("language", "words")
            ).items()
        },
        recommended=_recommended(),
        blocked={
            language: Lexicon(
                language, ((text, True) for text in texts), keeps_function_words=True
            )
            for language, texts in blocked.items()
        },
        need=_phrases(need),
    )


def _by_language(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for language, text in rows:
        found[language].append(text)
    return found


def _synonym_phrases(
    language: str, sets: Iterable[str]
) -> Iterable[tuple[str, _Synonyms]]:
    for text in sets:
        lines = SynonymSet.lines(text)
        for line in lines:
            others = [_phrase(other, language) for other in lines if other != line]
            yield line, _Synonyms(tuple(others))


def _phrase(text: str, language: str) -> Phrase:
    return Phrase(tuple(Word(forms.exact, forms) for forms in forms_in(text, language)))


def _recommended() -> dict[str, Lexicon[Recommended]]:
    phrases: dict[str, list[tuple[str, Recommended]]] = defaultdict(list)
    for bet in BestBet.objects.all():
        for line in bet.lines(bet.queries):
            phrases[bet.language].append((line, Recommended(bet.kind, bet.key)))
    return {language: Lexicon(language, rows) for language, rows in phrases.items()}


_kept: stamps.Kept[_Words] = stamps.Kept(_read, stamps.WORDS)
