"""A light stemmer for Icelandic: case, article, u-umlaut, adjectives, weak verbs.

Source: Guðrún Kvaran, *Íslensk tunga II: Orð* (Almenna bókafélagið, 2005): paradigms of
nouns, adjectives and verbs, umlaut by u, the vowel that falls in unstressed syllables.

Umlaut by i (`bók`, `bækur`) is left to the dictionary, but for a few heads of many
compounds: it is not regular enough.
"""

# ruff: noqa: N999 -- the module has the code of its language, which is a keyword.

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, words

_CASES: Final = words("ur r s ar i a u um ir rri rra an t uð jar ja jum ju vum var")
_ARTICLE: Final = words(
    "inn in ið inum inu ins sins arins innar inni ina urinn rinn anum ann "
    "ans anu að an unum una unni unnar ana anna inna arnir irnir urnir "
    "arnar irnar urnar arinnar janna junum junni junnar jarnar juna jan"
)
_DEGREES: Final = (
    *joined(["ast"], ("", *words("ur i a an ir ar s ri ra rar"))),
    *words("ust ustu ustum"),
)
_PERSONS: Final = words("i ir um u uð")
_PAST: Final = {
    **dict.fromkeys(joined(["að"], ("i", "ir", "ur", "s", "an", "rar", "ar", "")), "a"),
    **dict.fromkeys(joined(["uð"], ("um", "u", "uð", "")), "a"),
    **{
        letter + past + person: letter
        for letters, past in (("ifglrmgv", "ð"), ("nlmð", "d"), ("pkstl", "t"))
        for letter in letters
        for person in _PERSONS
        if letter != past
    },
    "tt": "ð",
    **{
        double + person: one
        for double, one in (("dd", "ð"), ("tt", "t"))
        for person in _PERSONS
    },
}

_NOUN: Final = Endings(
    {**dict.fromkeys([*_CASES, *_ARTICLE], ""), "anir": "un", "anirnar": "un"}
)
# Here -in and -un are of the stem: `steinn`, `tilraun`.
_KEPT: Final = Endings(
    {
        root + ending: root
        for root in ("ein", "aun")
        for ending in ("", *words("n s i a um ar ir in inn ið inum ina inni"))
    }
)
# The strong adjective has these, the noun in -ri or -ra does not.
_ADJECTIVE: Final = Endings(["ri", "ra", "rar"])
_DEGREE: Final = Endings(
    {
        **{
            f"leg{e}": "leg"
            for e in words("ri ra ur an um ir ar rar t ari ara u a i s rri rra")
        },
        **{f"ug{e}": "ug" for e in ("ri", "ra", "ari", "ara")},
        **dict.fromkeys(_DEGREES, ""),
    }
)
_WEAK: Final = Endings(_PAST)
# Heads of many compounds and family names whose vowel changes by i.
_HEAD: Final = Endings(
    {
        form: head
        for head, forms in {
            "maður": "mann manns manni menn mönnum manna maðurinn manninn manninum mannsins"
            " mennirnir mennina mönnunum mannanna",
            "son": "sonur syni sonar synir sonum sona",
            "dóttir": "dóttur dætur dætrum dætra",
            "fjarð": "fjörður fjörð firði fjarðar firðir fjörðum fjarða fjörðinn firðinum",
            "vall": "völlur völl velli vallar vellir völlum valla völlinn vellinum vallarins",
            "bók": "bækur bókum bókar bóka bækurnar bókina bókinni",
            "dráttur": "drátt drætti dráttar drættir dráttum drátta",
            "sláttur": "slátt slætti sláttar",
            "þáttur": "þátt þætti þáttar þættir þáttum þátta þátturinn þáttinn þættinum",
            "háttur": "hátt hætti háttar hættir háttum hátta",
            "and": "andi anda endur endum andinn andanum andans endurnir endurna endunum",
        }.items()
        for form in (*forms.split(), head)
    }
)

_VOWELS: Final = frozenset("aáeéiíoóuúyýæö")
# -n and -l take the -r of the nominative after these: `bíl-l`, `jökul-l`.
_BEFORE_DOUBLE: Final = frozenset("áéíóúýæu")
_FALLING: Final = frozenset(words("al il ul an in ar ir ur"))


def stems(word: str) -> tuple[str, ...]:
    """Return what case, article, degree, person or tense leave of a normalised word."""
    if len(word) < 4:
        return ()
    head = _HEAD.strip(word)
    if head != word or head.endswith(("maður", "dóttir", "áttur", "bók")):
        return (head,)
    kept = _KEPT.strip(word, 1)
    if kept != word or word.endswith(("ein", "aun")):
        return (_closed(kept),)
    degree = _DEGREE.strip(word)
    if degree != word:
        return (_closed(degree),)
    return tuple(dict.fromkeys((_closed(_NOUN.strip(word)), *_others(word))))


def _others(word: str) -> list[str]:
    weak = _WEAK.strip(word)
    if weak != word:
        return [_closed(weak)]
    if word[-2:] == "ar":
        return [_closed(word[:-1])]
    if word[-2:] == "ur":
        # Here the -r is a part of the stem: `veður`, `veðr-i`.
        return [_closed(word)]
    if word[-2:] in ("ri", "ra"):
        return [_closed(_ADJECTIVE.strip(word))]
    return []


def _closed(stem: str) -> str:
    """Return the stem with one vowel for all its forms.

    `börn` as `barn`, `jökl-i` as `jökul-l`, `stein-n` as `stein-s`.
    """
    if len(stem) > 3 and (
        stem[-1] in "jv" or (stem[-2:] in ("nn", "ll") and stem[-3] in _BEFORE_DOUBLE)
    ):
        stem = stem[:-1]
    if len(stem) > 4 and stem[-2:] in _FALLING and stem[-3] not in _VOWELS:
        stem = stem[:-2] + stem[-1]
    last = stem.rfind("ö")
    return stem if last < 0 else stem[:last] + "a" + stem[last + 1 :]
