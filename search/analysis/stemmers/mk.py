"""A light stemmer for Macedonian: article, number, gender, person, tense.

Source: Б. Конески, *Граматика на македонскиот литературен јазик* (1967) and
*Правопис на македонскиот јазик* (2017): the three articles, plurals, the vowel that
falls in -ен, -ок, -ец, ц for к before -и, the conjugations in а, и and е.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, words

_NOUN: Final = words(
    "а о е и от та то те ата ото ето ите иот ови еви овите евите иња ињата иов ион"
)
_PERSONS: Final = words("м ш ме те ат в вме вте ше а л ла ло ле јќи ј јте")
_ENDINGS: Final = Endings(
    {
        **dict.fromkeys(_NOUN, ""),
        **dict.fromkeys(joined("аие", _PERSONS), ""),
        **dict.fromkeys(words("ат ејќи ел ела ело еле"), ""),
        # A verbal noun, not an article: `движе-ње`, `движе-ње-то`.
        **{f"ње{e}": "ње" for e in ("", "то", "во", "но")},
        **{f"ња{e}": "ње" for e in ("", "та", "ва", "на")},
        "ста": "ст",
        **dict.fromkeys(words("ште шта штето штата"), "шт"),
        # Verbs in -ува and their participle.
        **{
            f"ува{e}": "ув"
            for e in ("", *_PERSONS, "н", "на", "но", "ни", "ните", "ната")
        },
        **{f"ств{e}": "ств" for e in ("о", "ото", "а", "ата")},
    }
)
_FLEETING: Final = frozenset(words("ен ок ец ер ол ел ек"))
_ALSO_NOUN: Final = frozenset(words("ла ло ле ва на"))
_VOWELS: Final = frozenset("аеиоу")


def stems(word: str) -> tuple[str, ...]:
    """Return what article, number, gender, person or tense leave of a normalised word."""
    if len(word) < 4:
        return ()
    if word.startswith("нај") and len(word) > 7:
        word = word[3:]
    stem = _ENDINGS.strip(word)
    plural = stem[-1] in "цз" and word[len(stem) :] in ("и", "ите")
    found = [_closed(stem)]
    if plural:
        # ученик, учениц-и; белег, белез-и
        found.append(_closed(stem[:-1] + ("к" if stem[-1] == "ц" else "г")))
    elif word[-2:] in _ALSO_NOUN:
        # A noun in -ла, not a verb: `правила`.
        found.append(_closed(word[:-1]))
    return tuple(dict.fromkeys(found))


def _closed(stem: str) -> str:
    """Return the stem without its fleeting vowel, and the -ј- only -а shows."""
    if len(stem) > 3:
        if stem[-2:] in _FLEETING:
            before = "ј" if stem[-3] in _VOWELS else ""
            return stem[:-2] + before + stem[-1]
        if stem.endswith("иј"):
            return stem[:-1]
    return stem
