"""A light stemmer for Finnish: case, possessor, clitic, gradation, verb endings.

Source: A. Hakulinen et al., *Iso suomen kielioppi* (SKS, 2004; kaino.kotus.fi/visk):
order of the endings (number, case, possessor, clitic), inflectional types of stems,
consonant gradation, persons, passive, infinitives and participles.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, pairs, words

_VOWELS: Final = frozenset("aeiouyäö")
_LONG: Final = words("aa ee ii oo uu yy ää öö")
_DIPHTHONGS: Final = words(
    "ie uo yö ai ei oi ui yi äi öi au eu iu ou äy ia iä io iö ea eä ua yä"
)

_BEFORE_CLITIC: Final = words(
    "ssa ssä sta stä lla llä lle lta ltä en an än on ön un yn t ksi isi"
)
# Behind a case -kin and -kaan are clitics, not behind a vowel: `merkin`, `aikaan`.
_CLITIC: Final = Endings(
    {
        **{
            case + clitic: case
            for case in _BEFORE_CLITIC
            for clitic in words("kin kaan kään ko kö han hän")
        },
        **{vowel + question: vowel for vowel in _VOWELS for question in ("ko", "kö")},
        **{ending: ending for ending in ("kko", "kkö")},
    }
)
_OWNER: Final = Endings(words("nsa nsä mme nne ni"))

_LOCAL: Final = words("ssa ssä sta stä lla llä lta ltä na nä")
_CASE: Final = Endings(
    {
        **dict.fromkeys([*_LOCAL, "lle", "ksi", "kse", "tta", "ttä", "n", "t"], ""),
        # The possessor -an of the third person repeats the vowel of the case.
        **{case + case[-1] + "n": "" for case in (*_LOCAL, "lle", "kse", "tta", "ttä")},
        **{long + "n": long[0] for long in _LONG},
        **{f"{vowel}h{vowel}n": vowel for vowel in _VOWELS},
        **{long + "seen": long for long in _LONG},
        **{f"{vowel}isiin": vowel + "i" for vowel in _VOWELS},
        **{v + case: v for v in (*_LONG, *_DIPHTHONGS) for case in ("ta", "tä")},
        **{v + "t" + case: v for v in _DIPHTHONGS for case in ("aan", "ään")},
        **{
            f"{v}i{case}": v + "i" for v in "aouyäöe" for case in ("den", "tten", "hin")
        },
        **{f"{v}j{case}": v + "i" for v in "ouyöe" for case in ("a", "ä", "en")},
        # rakkaus, rakkaut-ta
        **{f"{v}utta": v + "us" for v in "aeiou"},
        **{f"{v}yttä": v + "ys" for v in "äeiöy"},
        **{
            f"{c}i{case}": c + "i"
            for c in "bdfghjklmnprstv"
            for case in ("a", "ä", "en")
        },
        **{f"{v}i{case}": v + "i" for v in "ou" for case in ("a",)},
        **{c + "ten": c for c in "lnrs"},
        "nen": "s",
    }
)

_PERSONS: Final = ("", *words("n t mme tte vat vät"))
_FEW_CASES: Final = ("", *words("n t a ä ssa ssä lla llä"))
_VERB: Final = Endings(
    {
        **dict.fromkeys(
            [
                *_PERSONS,
                *joined(["isi"], _PERSONS),
                *words("taan tään daan dään tiin ttiin taisiin ttaisiin"),
                *words("täisiin ttäisiin nut nyt neet nnut nnyt nneet"),
                *joined(["nee", "nnee"], words("n t lla lle ssa sta seen")),
                *joined(["ma", "mä"], words("an än ssa ssä sta stä tta ttä lla llä")),
                *joined(["va", "vä"], _FEW_CASES),
                *joined(["va", "vä", "vi"], words("sta stä ksi na nä lle")),
                *joined(["ttu", "tty"], (*_FEW_CASES, "sta", "stä")),
                *joined(["ttava", "ttävä"], ("", *words("n t a ä ksi"))),
                *words("vien via viä essa essä kaa kää koon köön"),
                *words("da dä ta tä la lä ra rä a ä"),
            ],
            "",
        ),
        # The passive of a verb in -taa has -e- for its -a-.
        **dict.fromkeys(words("etaan etiin ettiin ettu ettun ettut ettava"), "a"),
        **dict.fromkeys(words("etään etty ettyn ettyt ettävä"), "ä"),
    }
)

# Strong and weak grade, longest first; both are written as the weak one of a geminate.
_GRADES: Final = pairs("pp>p tt>t kk>k mm>mp nn>nt ll>lt rr>rt ng>nk d>t v>p")
_AGENTS: Final = words("uja yjä oja ija ijä ejä eja öjä")
_QUALITIES: Final = words("uud uut yyd yyt aud aut eud eut iud iut")


def stems(word: str) -> tuple[str, ...]:
    """Return what the endings leave of a normalised word, strong and weak grade as one."""
    if len(word) < 5:
        return ()
    word = _CLITIC.strip(word, 4)
    owned = _OWNER.strip(word, 4)
    base = _CASE.strip(owned if owned != word else word)
    found = _closed(base)
    if word.endswith(("sta", "stä")):
        # The partitive of a stem in a consonant: `nais-ta`, `puhelin-ta`.
        found += _closed(word[:-2])
    elif word.endswith(("inta", "intä")):
        found += _closed(word[:-3] + "m")
    elif word.endswith(_AGENTS):
        # An agent, not a plural: `osallistuja`.
        found += _closed(word)
    elif word.endswith(("in", "ton", "tön")):
        found += _closed(word[:-1] + "m")
    elif word.endswith("s"):
        found += _closed(word)
    verb = word[:-1] if word[-1] == word[-2] in "aäeouyö" else _VERB.strip(word, 5)
    if verb != word:
        # With the -a of an infinitive, apart from a noun of the same root.
        found += [stem + "a" for stem in _closed(verb)[:1]]
    return tuple(dict.fromkeys(found))


def _closed(stem: str) -> list[str]:
    """Return the stem without its last short vowel and with one grade.

    Two where -o- may be the plural of -a- or belong to the stem, or where -k- may be
    the weak grade of -kk- or the strong grade of nothing.
    """
    plural = len(stem) > 4 and stem.endswith(("oi", "öi"))
    stem, vowel = _opened(stem)
    if not vowel:
        stem = _singular(stem)
    graded = _graded(stem)
    found = [graded + vowel]
    if plural:
        found.append(graded)
    if len(graded) > 4 and graded[-1] == "k" and stem[-2:] != "kk":
        found.append(graded[:-1] + vowel)
    return found


def _opened(stem: str) -> tuple[str, str]:
    """Return the stem up to its last consonant, and the -o or -u that is kept."""
    plural = len(stem) > 4 and stem[-1] == "i" and stem[-2] in "oöuyea"
    if plural or (len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _VOWELS):
        stem = stem[:-1]
    if len(stem) > 3 and stem[-1] in _VOWELS:
        return stem[:-1], stem[-1] if stem[-1] in "ouyö" else ""
    return stem, ""


def _singular(stem: str) -> str:
    """Return what a stem in a consonant has in the nominative, or near it."""
    if stem.endswith("ks"):
        return stem[:-2] + "s"
    if len(stem) > 5 and stem.endswith(_QUALITIES):
        return stem[:-1] + "s"
    if len(stem) > 4 and stem.endswith(("as", "äs")):
        return stem[:-2]
    return stem


def _graded(stem: str) -> str:
    grade = _GRADES.get(stem[-2:])
    if grade is not None:
        return stem[:-2] + grade
    grade = _GRADES.get(stem[-1:])
    return stem[:-1] + grade if grade is not None else stem
