"""A light stemmer for Georgian: case, number, postpositions, endings of screeves.

Sources: H. I. Aronson, *Georgian: A Reading Grammar* (declension, syncope, truncation,
postpositions); A. Shanidze, *Kartuli enis gramatikis sapudzvlebi* (screeves).

A Georgian noun in the nominative ends in a vowel, which most other cases drop, so what
is left is compared without it. Preverbs stay: they make another verb.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, words

_CONSONANTS: Final = "ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ"

# What may follow the genitive and the instrumental: postpositions, the emphatic -ა.
_GENITIVE: Final = ("", *words("ა ი თვის ათვის თვისაც გან აგან კენ აკენ ებრ ადმი თანა"))
_INSTRUMENTAL: Final = ("", "ა", "ურთ")
_GENITIVES: Final = joined(["ის"], _GENITIVE)
_INSTRUMENTALS: Final = joined(["ით"], _INSTRUMENTAL)
_ADVERBIALS: Final = words("ად ადა ამდე ამდის იდან")
# Cases that the plural and the stem in a consonant share.
_DIRECT: Final = words("ი ო მა ს სა ზე ში თან ზედ შია ზეა თანაა ივით თ თა თათვის თაგან")
# After a vowel: the genitive and the instrumental lose theirs.
_AFTER_VOWEL: Final = (
    *words("მ ს სა ზე ში შია ზეა სთან სავით დ მდე დან თურთ სი"),
    *joined(["ს"], _GENITIVE),
)

# The particle "too" follows a whole word.
_CLITIC: Final = Endings(["ც", "ცა"])
_NOMINAL: Final = Endings(
    {
        **dict.fromkeys(
            [
                *(*_DIRECT, *_GENITIVES, *_INSTRUMENTALS, *_ADVERBIALS),
                *joined("აეოუ", _AFTER_VOWEL),
                *words("ათა ოთა უთა ოთი უთი"),
            ],
            "",
        ),
        # The aorist of a verb, not an old plural: `გააკეთა`.
        "ეთა": "ეთ",
    }
)
# The old plural, after a consonant alone: კაც-ნი, but ქართვ-ელი.
_OLD_PLURAL: Final = Endings(
    {letter + ending: letter for letter in _CONSONANTS for ending in ("ნი", "ნო")}
)
_PLURAL: Final = Endings(
    joined(["ებ"], ("", *_DIRECT, *_GENITIVES, *_INSTRUMENTALS, *_ADVERBIALS))
)
# Here -ებ- is the plural or the end of a verbal noun: დახმარებ-ის, სახლებ-ის.
_VERBAL_NOUN: Final = Endings(
    joined(["ებ"], (*_GENITIVES, *_INSTRUMENTALS, *_ADVERBIALS))
)

# Persons of the present, the imperfect and the conjunctive, after the theme of a verb.
_PRESENT: Final = ("", *words("ს თ ენ ან ი დი"))
_IMPERFECT: Final = words("და დე დეს დით დეთ დნენ ოდი ოდა ოდე ოდეს ოდით ოდეთ ოდნენ")
_PERFECT: Final = words("ული ია იათ")
_PERSONS: Final = (*_PRESENT, *_IMPERFECT, *_PERFECT)
_SCREEVES: Final = Endings(
    {
        **dict.fromkeys(joined(["ებ"], _PERSONS), ""),
        **dict.fromkeys(joined(["ავ"], _PERSONS), "ვ"),
        **dict.fromkeys(joined(["ამ"], _PRESENT), "მ"),
        **dict.fromkeys(joined(["ობ"], (*_PRESENT[1:], *_IMPERFECT)), "ობ"),
        **{f"{c}დ{e}": c for c in "სშნლრმვ" for e in ("ნენ", "ით", "ეს", "ეთ")},
        **dict.fromkeys(words("ონ ოთ ეთ ნენ იათ"), ""),
    }
)
# The first person is a ვ- after the preverb.
_PREVERBS: Final = (
    *words("გადმო გადა გამო შემო ჩამო წამო აღმო მიმო გა და მო შე ჩა წა მი ა"),
    "",
)


def stems(word: str) -> tuple[str, ...]:
    """Return what case, number or person leave of a normalised word."""
    if len(word) < 4:
        return ()
    word = _CLITIC.strip(word)
    found = _plurals(word) if "ებ" in word[2:] else []
    if not found:
        found.append(_syncopated(_noun(word)))
    verb = _SCREEVES.strip(word, 2)
    if verb != word:
        found.append(_syncopated(verb))
    if "ვ" in word[:6] and (verb != word or word[-1] in "ეო"):
        found += _without_person(found[-1])
    return tuple(dict.fromkeys(found))


def _plurals(word: str) -> list[str]:
    plural = _PLURAL.strip(word, 2)
    if plural == word:
        return []
    found = [_syncopated(_bare(plural))]
    noun = _VERBAL_NOUN.strip(word, 2)
    if noun != word:
        found.append(_syncopated(noun + "ებ"))
    return found


def _noun(word: str) -> str:
    stem = _OLD_PLURAL.strip(word, 2)
    if stem != word:
        return _bare(stem)
    stem = _NOMINAL.strip(word, 2)
    return stem if stem != word else _bare(word)


def _bare(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] in "აეოუ" else stem


def _syncopated(stem: str) -> str:
    """Return the stem without the vowel that falls before an ending.

    მასწავლებელ-ი, მასწავლებლ-ის; ქვეყანა, ქვეყნ-ის; მინდორ-ი, მინდვრ-ის.
    """
    if len(stem) > 3 and stem[-3] in _CONSONANTS:
        if stem[-1] in "ლრნმ" and stem[-2] in "აეოვ":
            return stem[:-2] + stem[-1]
        if stem[-2:] == "ავ":
            return stem[:-2] + "ვ"
    return stem


def _without_person(stem: str) -> list[str]:
    for preverb in _PREVERBS:
        end = len(preverb)
        if stem.startswith(preverb) and stem[end : end + 1] == "ვ":
            rest = preverb + stem[end + 1 :]
            return [rest] if len(rest) > 2 else []
    return []
