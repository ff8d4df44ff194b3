"""What a list of lemmas stops short of: forms of a form.

A list says that `comprada` is of `comprado` and not that this is a form of `comprar`;
that `labākajam` is of `labākais`, the best, and not of `labs`; that `regjeringens` is of
`regjeringen`. Here are the rules of the grammars that lead on from there; what they lead
to must be in the dictionary.

Sources: Serianni, Grammatica italiana, XI (participles); Real Academia Española, Nueva
gramática, 4.12; Cunha and Cintra, Nova gramática do português contemporâneo, 13; Institut
d'Estudis Catalans, Gramàtica de la llengua catalana, 9; Le Bon usage 777-778; Gramatica
limbii române (GALR), I; Latviešu valodas gramatika (2013), on participles and degrees;
Ambrazas, Lithuanian Grammar, on participles; Faarlund et al., Norsk referansegrammatikk,
on the genitive; Magyar grammatika (2000), on degrees; Плющ, Граматика української мови, on
degrees; An Caighdeán Oifigiúil, on the verbal adjective; Schanen and Zimmer,
Lëtzebuergesch Grammaire; Barić et al., Hrvatska gramatika, on the reflexes of yat.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a form to the lemma behind it.

    Attributes:
        form: pattern of the form; its group stays.
        ends: what may follow the group.
        lemma: pattern of the lemmas that what is made may have; None where what is made
            has to be a lemma itself.
        sure: whether what is made needs no dictionary, as surnames.
        apart: whether a lemma that begins like the form is none: `testo` is a text, and
            I test, but no participle of `testare`.
    """

    form: re.Pattern[str]
    ends: tuple[str, ...]
    lemma: re.Pattern[str] | None = None
    sure: bool = False
    apart: bool = False


def _to(form: str, ends: str) -> Way:
    return Way(re.compile(form), tuple(ends.split()))


def _by(form: str, end: str, lemma: str, *, apart: bool = False) -> Way:
    return Way(re.compile(form), (end,), re.compile(lemma), apart=apart)


_IBERIAN: Final = (
    _to("(..+[ei]nt)as?", "e"),
    _to("(..+)ad[oa]s?", "ar"),
    _to("(..+)[ií]d[oa]s?", "er ir"),
    # Irregular participles: by the masculine.
    _by("(.+(?:t|s|ch))[oa]s?", "o", ".+r", apart=True),
)
# The genitive of a definite noun.
_SCANDINAVIAN: Final = (_by("(.+(?:e[nt]|an|on|ene|[aeo]r[na][ea]))s", "", ".+"),)
# The old ě is e in the east and je after a consonant in the west.
_CROATIAN: Final = (
    _to("(.+)eti", "jeti"),
    # k g h before -i: `vojnik`, `vojnici`.
    _to("(.+)ci", "k ka"),
    _to("(.+)zi", "g ga"),
    _to("(.+)si", "h ha"),
    # Surnames: `Hodžiću`.
    Way(re.compile("(..+ić)(?:[aeiou]|em|ima)"), ("",), sure=True),
)

_WAYS: Final[dict[str, tuple[Way, ...]]] = {
    "it": (
        _to("(..+)at[oaie]", "are"),
        _to("(..+)ut[oaie]", "ere"),
        _to("(..+)it[oaie]", "ire"),
        _by("(.+[ts])[oaie]", "o", ".+re", apart=True),
        _to("(.+)tric[ei]", "tore"),
        _to("(.+[cg])h[ie]", "o a"),
        _to("(..+)i", "o e"),
    ),
    "es": _IBERIAN,
    "pt": _IBERIAN,
    "ca": (
        _to("(..+)(?:at|ada|ats|ades)", "ar"),
        _to("(..+)(?:it|ida|its|ides)", "ir"),
        _to("(..+)(?:ut|uda|uts|udes)", "re er"),
        _to("(..+)or(?:a|es)", "or"),
        _to("(..+ent)(?:a|es)", ""),
        _to("(..+)(?:ca|ques)", "c"),
    ),
    "fr": (
        _to("(.+[iï])t(?:s|es?)?", "re"),
        _to("(.+[aeo]in)t(?:s|es?)?", "dre"),
        _to("(.+[aeo])ign(?:ai[ts]|aient|ons|ez|e(?:s|nt)?|ant|it)", "indre"),
        _by("(.+ert)es?", "", ".+rir"),
        _by("(.+is)es?", "", ".+(?:endre|ettre|oir|érir)"),
        _to("(..+)u(?:s|es?)?", "re ir oir"),
        _by("(.+[uûü])(?:s|es?)", "", ".+(?:oir|re|ir)"),
        _to("(.+)euses?", "eur"),
        _to("(.+)trices?", "teur"),
    ),
    "ro": (_by("(.+[ts])", "", ".+[aeiî]"),),
    "lv": (
        _by("(.+(?:āk|t|oš|[aā]m|uš)(?:s|ais))", "", ".+(?:t|ties|s)"),
        _by("(.+(?:is|ies))", "", ".+(?:t|ties)"),
        _to("(...+)s", "t"),
    ),
    "lt": (
        _to("(...+)t(?:as|a|o|os|ą|i|ų|am|ai|us|iems|oms|uose|ose)", "ti"),
        _by("(.+[ao])m(?:as|a|o|os|ą|i|ų|am|ai|us|iems|oms)", "", ".+ti"),
        _by("(.+[aio])n(?:t|č)(?:is|i|į|ys|ių|io|ios|iam|iai|ies|iems)", "", ".+ti"),
        _by("(.+)(?:ęs|usi|usio|usios|usių|usią|usį|usiam|usiems)", "o", ".+ti"),
        _by("(.+)(?:ęs|usi|usio|usios|usių|usią|usį|usiam|usiems)", "ė", ".+ti"),
    ),
    "hu": (
        # A list has `gyermekek` under `gyermeke`, `falvakban` under `falvak`.
        _by("(.+(?:[ae]i?|[aeoöáéóőúű]k|bb|[oöe]tt))", "", ".+"),
        _to("(.+(?:[oeö][zd]|sz))", "ik"),
        # It also has `társa`, `írója`, `egészségünk` and `nevelni` as their own lemmas.
        Way(re.compile("(...[^y]|.....+)[ae]"), ("",)),
        Way(re.compile("(..+)(?:j[ae]|j?[ae]i|[uü]nk|[ae]?ni)"), ("", "ik")),
        _to("(..+)á(?:m|d|nk)", "a"),
        _to("(..+)é(?:m|d|nk)", "e"),
    ),
    "de": (_to("ge(..+?)e?t", "en"),),
    "uk": (
        _by("(.+ший)", "", ".+[иі]й"),
        # к г х before -і: `рука`, `руці`.
        _to("(.+)ці", "ка"),
        _to("(.+)зі", "га"),
        _to("(.+)сі", "ха"),
    ),
    "ga": (_to("(.+)fa", "bh mh"),),
    "lb": (_to("(.+éier)(?:t|s|te[nmr]?)", "en"),),
    "nb": _SCANDINAVIAN,
    "da": _SCANDINAVIAN,
    "sv": _SCANDINAVIAN,
    "bs": _CROATIAN,
    "hr": _CROATIAN,
    "cnr": _CROATIAN,
    "sr": _CROATIAN,
}

# Languages that have any.
HAS_WAYS: Final = frozenset(_WAYS)

type Lemmas = Callable[[str], tuple[str, ...]]
type IsLemma = Callable[[str], bool]


def further(
    forms: tuple[str, ...],
    language: str,
    lemmas: Lemmas,
    is_lemma: IsLemma,
) -> Iterator[str]:
    """Yield lemmas that stand behind a word and the lemmas it is listed with.

    Args:
        forms: the word and its lemmas, normalised.
        language: its language.
        lemmas: gives the lemmas of a word.
        is_lemma: whether a word is known as a lemma.
    """
    for way in _WAYS.get(language, ()):
        for match in filter(None, map(way.form.fullmatch, forms)):
            for made in [match[1] + end for end in way.ends]:
                for lemma in _behind(made, way, lemmas, is_lemma):
                    if not (way.apart and lemma.startswith(match[1])):
                        yield lemma


def _behind(made: str, way: Way, lemmas: Lemmas, is_lemma: IsLemma) -> Iterable[str]:
    if way.lemma is None:
        return (made,) if way.sure or is_lemma(made) else ()
    return filter(way.lemma.fullmatch, lemmas(made))
