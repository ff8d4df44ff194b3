"""Romansh: a stemmer that reads a word once as a noun or adjective, once as a verb.

A noun or adjective loses the plural -s and the feminine -a; a verb loses the ending of
person, tense and mood, or of a participle. Words in -a and -as may be both, so they get
both stems. A stem of a verb ends in `vb`, as no word does, so that it never meets a
noun's: lavur (work) and lavurar (to work) are two words. Only verbs the list knows lose -er, for nouns of doers
have the same ending (lavurer). Irregular forms, and verbs whose vowel moves with the
stress (purtar, el porta), are in the list `words/rm.txt`.

Where Rumantsch Grischun doubles or adds a letter only before an ending (chat, chatta;
leg, legia; pitschen, pitschna), the stem has the bare form.

Source: Caduff, Caprez and Darms, *Grammatica d'instrucziun dal rumantsch grischun*
(2006): nouns and adjectives, conjugations in -ar, -air, -er, -ir and with -esch-. The
participles in -au/-aus of Sursilvan are read too.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from search.analysis.stemmers import _words

_VOWELS: Final = frozenset("aeiouàèéìò")
_VERB: Final = "vb"


def _endings() -> dict[str, int]:
    """Return endings of verbs -> how many letters must be left of the root."""
    persons = ("", "s", "n")
    table = {f"{vowel}va{p}": 3 for vowel in "aei" for p in persons}
    table |= {f"ia{p}": 3 for p in persons}
    table |= {f"escha{p}": 2 for p in persons}
    table |= {f"eschia{p}": 2 for p in persons}
    for vowel in "aei":
        table |= {f"{vowel}ss{p}": 3 for p in ("", "as", "an", "i")}
    table |= dict.fromkeys(("ar", "air", "ir", "a", "as", "an", "ain", "ais"), 3)
    table |= dict.fromkeys(("ond", "end", "ind", "ai", "esch", "eschai"), 3)
    for vowel in ("à", "a"):
        table |= {vowel + rest: 3 for rest in ("da", "ds", "das")}
    table |= dict.fromkeys(("à", "ì", "ida", "ids", "idas", "au", "aus"), 3)
    return table


class _Lists(NamedTuple):
    """The hand-written lists."""

    forms: dict[str, tuple[str, ...]]
    er_verbs: frozenset[str]
    nouns: frozenset[str]
    verbal: frozenset[str]
    short: dict[str, str]


_VERB_ENDINGS: Final = _endings()
_LONGEST: Final = max(map(len, _VERB_ENDINGS))
_DOUBLED: Final = frozenset({"cc", "ff", "ll", "pp", "tt"})


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    lists = _words.sections("rm")
    er_verbs = frozenset(root for line in lists["er"] for root in line)
    forms: dict[str, list[str]] = {}
    for lemma, *words in lists["forms"]:
        stem: tuple[str, ...] = (lemma,)
        if lemma[-1] == "=":
            stem = _verb_of(lemma[:-1], er_verbs) or (lemma[:-1] + _VERB,)
        for word in (lemma.rstrip("="), *words):
            forms.setdefault(word, []).extend(stem)
    nouns = {word for line in lists["nouns"] for word in line}
    return _Lists(
        {word: tuple(dict.fromkeys(lemmas)) for word, lemmas in forms.items()},
        er_verbs,
        frozenset(nouns),
        frozenset(root + "a" for line in lists["verbal"] for root in line),
        {line[0]: line[1] for line in lists["short"]},
    )


def _bare(stem: str) -> str:
    """Return a stem without what is only written before an ending."""
    if stem[-2:] in _DOUBLED:
        return stem[:-1]
    # legia is of leg-, maglia of magl-: the i only shows how g is said.
    if stem[-2:] == "gi" or stem[-3:] == "gli":
        return stem[:-1]
    return stem


def _verb_of(word: str, er_verbs: frozenset[str]) -> tuple[str, ...]:
    """Read a word as a form of a verb; () when it has no ending of one."""
    if word[-2:] == "er":
        return (_bare(word[:-2]) + _VERB,) if word[:-2] in er_verbs else ()
    for size in range(min(_LONGEST, len(word) - 2), 0, -1):
        ending = word[-size:]
        left = _VERB_ENDINGS.get(ending)
        if left is None or len(word) - size < left:
            continue
        root = word[:-size]
        if ending.startswith("esch") and root + "esch" in er_verbs:
            root += "esch"
        elif ending in ("ida", "idas", "ids") and root + "id" in er_verbs:
            root += "id"
        stem = _bare(root) + _VERB
        if ending[:1] in "aei" and ending[1:] in ("va", "vas", "van"):
            # cultiva: an imperfect by its look, and the present of cultivar.
            return (stem, root + ending[:2] + _VERB)
        return (stem,)
    return ()


def _noun_of(word: str, lists: _Lists) -> str:
    """Read a word as a noun or adjective: number and gender go."""
    if word in lists.nouns:
        return word
    if word[-1] == "s" and word[-2] != "s" and len(word) > 3:
        word = word[:-1]
        if word in lists.nouns:
            return word
    if word[-1] == "a" and len(word) > 3:
        word = word[:-1]
    if word[-1] == "è" and len(word) > 3:
        # chastè, chastels
        return word[:-1] + "el"
    if word in lists.short:
        return lists.short[word]
    if word[-3:] in {"bel", "vel"} and word[-4:-3] in _VOWELS:
        # pussibel, pussibla
        return word[:-2] + "l"
    return _bare(word)


def stems(word: str) -> tuple[str, ...]:
    """Return what endings leave of a normalised word; () when it is too short.

    Two stems where the word may be a noun and a verb: dumonda (question, asks).
    """
    lists = _lists()
    verbs = lists.forms.get(word)
    if len(word) < 2:
        return verbs or ()
    noun = _noun_of(word, lists)
    is_listed = noun in lists.nouns and word in {noun, noun + "s"}
    if verbs and not (is_listed and noun != word):
        return (noun, *verbs) if is_listed else verbs
    if is_listed:
        return (noun,)
    verbs = _verb_of(word, lists.er_verbs)
    return verbs if word in lists.verbal else (noun, *verbs)
