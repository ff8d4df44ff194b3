"""A light stemmer for French: plural, feminine, the endings of regular verbs.

Source: M. Grevisse and A. Goosse, *Le Bon Usage* (De Boeck), on the plural and feminine
of nouns and adjectives and on the conjugations in -er and -ir (-issant).

A regular verb is brought to its infinitive, so that it keeps apart from a noun of the
same root (`chant`, `chanter`). Irregular verbs are left to the dictionary.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, pairs, words

_NUMBER: Final = Endings(
    pairs("eaux>eau aux>al iaux>ial eux>eux oux>ou s> ss>ss ais>ais ois>ois")
)
_GENDER: Final = Endings(
    {
        **pairs("elle>el enne>en onne>onne ère>er ète>et"),
        **pairs("ive>if euse>eux trice>teur ée>é ale>al"),
        **pairs("ante>ant ente>ent aise>ais oise>ois eure>eur"),
        **pairs("uée>ué iée>ié guë>gu"),
        # Participles; not `rue`, `statue` of the same length.
        **{letter + "ue": letter + "u" for letter in "dnçlrvt"},
    }
)
# Endings no noun has; -ons, -ez and -ait only after longer stems.
_FIRST: Final = Endings(
    {
        **dict.fromkeys(words("aient èrent assent assiez assions âmes âtes"), "er"),
        **dict.fromkeys(("ait", "ez", "iez"), "er"),
        **dict.fromkeys(("é", "ée", "és", "ées"), "er"),
        **dict.fromkeys(joined(["er"], words("ai as a ez ont ais ait")), "er"),
        **dict.fromkeys(joined(["er"], ("ions", "iez", "aient")), "er"),
        **{"ge" + e: "ger" for e in words("ait ais aient ant ons a")},
        **{"ç" + e: "cer" for e in words("ait ais aient ant ons a")},
        **{"iss" + e: "ir" for e in words("ait ais aient ant ons ez ent e es")},
        **{"ir" + e: "ir" for e in words("ai as a ez ont ais ait aient ions")},
        # Not all in -ent: `président`, `différent`.
        **{letter + "ent": letter + "er" for letter in words("s v p ch tt nn")},
    }
)


def stems(word: str) -> tuple[str, ...]:
    """Return what number, gender, person or tense leave of a normalised word."""
    if len(word) < 4:
        return ()
    found = [_masculine(_NUMBER.strip(word))]
    verb = _FIRST.strip(word, 4)
    if verb != word:
        found.append(verb)
    return tuple(dict.fromkeys(found))


def _masculine(word: str) -> str:
    return _GENDER.strip(word, 3)
