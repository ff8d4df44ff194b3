"""A light stemmer for Latvian: declension with palatalisation, definite adjectives, verbs.

Source: *Latviešu valodas gramatika* (Latviešu valodas institūts, 2013): the six
declensions, definite endings, the three conjugations, participles.

A verb of the second or third conjugation is brought to its infinitive, so that it keeps
apart from the noun it comes from (`runa`, `runāt`).
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, pairs, words

_NOUN: Final = words(
    "s š is us a e u i ij ā ē ī ū am im um ai ei as es ās ēs īs os iem ēm ām īm"
)
_DEFINITE: Final = words("ais ie o ajam ajai ajā ajiem ajām ajos ajās ajas")
_ADJECTIVE: Final = (*words("s a am ai u ā i as iem ām us ās os"), *_DEFINITE)
# The second and third conjugation: what follows the vowel of the infinitive.
_PAST: Final = (
    *words("u i a ām āt am at is iet ot"),
    *joined(["us", "uš", "oš", "am"], _ADJECTIVE),
)
_THEMATIC: Final = (
    *joined(["j"], _PAST),
    *words("šu si sim siet tu šot dams dama dami damas"),
)
_PAST_REFLEXIVE: Final = words(
    "os ies as ās āmies āties amies aties usies ušies ušās oties ieties"
)
_REFLEXIVE: Final = (
    *joined(["j"], _PAST_REFLEXIVE),
    *words("šos sies simies sieties tos ties"),
)
_THEMES: Final = ("ā", "ē", "ī", "o")

_VERB: Final = Endings(
    {
        **{t + e: t + "t" for t in _THEMES for e in _THEMATIC},
        **{t + e: t + "ties" for t in _THEMES for e in _REFLEXIVE},
    }
)
# The first conjugation and the present of the third add persons to the root.
_ROOT: Final = Endings(
    [
        *_NOUN,
        *_DEFINITE,
        *words("at iet oties amies aties āmies āties ies usi usies ušies ušās"),
        *joined(["uš", "oš"], _ADJECTIVE),
    ]
)
_DEGREE: Final = Endings(joined(["āk"], _ADJECTIVE))
_PARTICIPLE: Final = Endings({"t" + ending: "t" for ending in _ADJECTIVE})

# The fifth declension keeps apart from the others, but for two endings.
_FIFTH: Final = frozenset(words("e es ei ē ēm ēs"))
_ALSO_FIFTH: Final = frozenset({"u", "i"})

# -i- before an ending made these of the consonants on the right.
_SOFT: Final = {
    **{
        soft: (hard,)
        for soft, hard in pairs(
            "šņ>sn žņ>zn ļļ>ll ņņ>nn bj>b pj>p mj>m vj>v ļ>l ņ>n č>c"
        ).items()
    },
    "š": ("š", "t"),
    "ž": ("ž", "d"),
}


def stems(word: str) -> tuple[str, ...]:
    """Return what declension or conjugation leave of a normalised word."""
    if len(word) < 4:
        return ()
    if word.startswith("jā") and len(word) > 6:
        # The debitive: one "must" before the third person.
        return (*stems(word[2:]), word)
    found = _verbs(word)
    found += _nouns(word, known_verb=bool(found))
    participle = _PARTICIPLE.strip(word, 4)
    if participle != word:
        found.append(participle)
    elif len(word) > 6:
        degree = _DEGREE.strip(word)
        if degree != word:
            found += _hard(degree[3:] if degree.startswith("vis") else degree)
    return tuple(dict.fromkeys(found))


def _verbs(word: str) -> list[str]:
    found = []
    verb = _VERB.strip(word, 2)
    if verb != word:
        found.append(verb)
        if verb.endswith("ināt"):
            # The third conjugation has no theme in the present: `zina`.
            found.append(verb[:-2])
    if word[-1] == "t":
        found += _infinitive(word)
    elif word.endswith("ties") and len(word) > 5:
        found += _infinitive(word[:-4] + "t")
    elif word[-1] in "āēo" and len(word) > 4:
        # The present of the second conjugation is the bare theme.
        found.append(word + "t")
    elif word.endswith(("ās", "ēs", "īs", "os")) and len(word) > 4:
        found += (word[:-1] + "t", word[:-1] + "ties")
    return found


def _nouns(word: str, *, known_verb: bool) -> list[str]:
    bare = _ROOT.strip(word)
    ending = word[len(bare) :]
    hard = list(_hard(bare)[: 1 if known_verb else None])
    fifth = [stem + "e" for stem in hard]
    if ending in _FIFTH:
        return fifth
    return hard + fifth if ending in _ALSO_FIFTH and not known_verb else hard


def _infinitive(word: str) -> tuple[str, ...]:
    if word[-2] in "āēo" and word[-4:] != "ināt":
        return (word,)
    root = word[:-2] if word[-2] in "āī" else word[:-1]
    return (word, *_hard(root)) if len(root) > 2 else (word,)


def _hard(stem: str) -> tuple[str, ...]:
    before = stem[:-2]
    hard = _SOFT.get(stem[-2:])
    if hard is None:
        before = stem[:-1]
        hard = _SOFT.get(stem[-1:])
    return tuple(before + letters for letters in hard) if hard else (stem,)
