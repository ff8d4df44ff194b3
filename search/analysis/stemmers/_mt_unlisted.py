"""Maltese words that no list has: nouns by their endings, verbs by their shape.

Sources: as in `mt`, whose tables these are.
"""

from collections.abc import Mapping
from typing import Final

from search.analysis.stemmers._mt_verbs import VOWELS, skeleton

# Endings of nouns and adjectives by what must be left of the stem, the longest first.
_NOUN_ENDINGS: Final = sorted(
    (
        (ending, left)
        for left, endings in (
            (
                3,
                "ijiethom ijietna ijietha ajjiet iethom ijiet ithom ietha itha ijin "
                "tejn iet ija iji ejn in à a e i o u",
            ),
            (
                4,
                "ajiet thom ejtu ajtu ejna ajna hom kom tha tna ajn ati ata itu tek "
                "ejt ajt ha at aw ew ea ej",
            ),
        )
        for ending in endings.split()
    ),
    key=lambda pair: -len(pair[0]),
)
# Endings of the perfect and imperfect of a verb that ends in a vowel, as loans do.
_LOAN_ENDINGS: Final = (
    *("ejtu", "ajtu", "ejna", "ajna", "iet", "ejt", "ajt", "ati", "ata"),
    *("ew", "aw", "at", "a", "i", "u"),
)


# Shapes of an unlisted verb (kiteb, or kisser with a long consonant) and the endings
# each may have; a prefix is a consonant more before a vowel or a syllable more.
SHAPES: Final = {
    "cvcvc": ("",),
    "cvccvc": ("et",),
    "cvccv": ("u",),
    "ccvcc": ("t",),
    "ccvccv": ("na", "tu"),
}
SHAPES_AFTER_PREFIX: Final = {"vccvc": ("",), "vcccv": ("u",)}
_LONG_SHAPES: Final = {
    "cvccvc": ("",),
    "cvcccvc": ("et",),
    "cvcccv": ("u",),
    "cvccvcc": ("t",),
    "cvccvccv": ("na", "tu"),
}


def root_of(verb: str, shapes: Mapping[str, tuple[str, ...]]) -> str:
    """Return the consonants of a shape a verb may have, or ""."""
    shape = "".join("v" if char in VOWELS else "c" for char in verb)
    endings = shapes.get(shape)
    if endings and verb.endswith(endings):
        root = skeleton(verb)[:3]
        if root[0] != root[1] != root[2]:
            return root
    endings = _LONG_SHAPES.get(shape)
    if endings and verb[2] == verb[3] and verb.endswith(endings):
        return skeleton(verb)[:4]
    return ""


def loan_verb(word: str) -> str:
    """Read jiffirma, japplikaw, iffirmaw: a loan without its prefix and ending, or ""."""
    if len(word) > 5 and word[0] in "jnt" and word[1] in VOWELS:
        # jiffirma has lost its i with the prefix, japplika is applika with one.
        core = word[2:] if word[1] == "i" and word[2] not in VOWELS else word[1:]
        if _without_object(core.removesuffix("x"))[-1] not in "aiuw":
            return ""
    elif len(word) > 4 and word[0] == word[1]:
        core = word
    else:
        return ""
    core = _without_object(core.removesuffix("x"))
    for ending in _LOAN_ENDINGS:
        if core.endswith(ending) and len(core) - len(ending) > 2:
            core = core[: -len(ending)]
            break
    return core.replace("ie", "i")


def _without_object(verb: str) -> str:
    """Take an object off a loan verb, which stands after a vowel or w: rrapportawni."""
    for ending in ("lhom", "hom", "kom", "ha", "ni", "lu", "li", "na", "h", "k"):
        left = verb.removesuffix(ending)
        if left != verb and left[-1:] in {"a", "i", "u", "w"}:
            return left
    return verb


def noun_stem(word: str) -> str:
    """Take plural, feminine and possessive off a noun or adjective."""
    if word.endswith(("triċi", "triċijiet")):
        return word[: word.rindex("tri")] + "tur"
    for ending, left in _NOUN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            if ending == "ha" and word[-3] in VOWELS:
                continue
            return _participle(_hard(word[: -len(ending)], ending), ending)
    return _participle(word, "")


def _hard(stem: str, ending: str) -> str:
    """Write politiċi and psikoloġi with the consonant of politiku and psikologu."""
    if ending == "i" and len(stem) > 4 and stem[-2] in VOWELS:
        hard = {"ċ": "k", "ġ": "g"}.get(stem[-1])
        if hard:
            return stem[:-1] + hard
    return stem


def _participle(stem: str, ending: str) -> str:
    """Join rieqed, rieqda and reqdin, miexi and mexjin: ie is short in the plural."""
    if stem[1:3] != "ie":
        return stem
    if len(stem) == 4 and ending == "i":
        return f"{stem[0]}e{stem[3]}j"
    if len(stem) == 6 and stem[4] in VOWELS and stem[5] not in VOWELS:
        return f"{stem[0]}e{stem[3]}{stem[5]}"
    return f"{stem[0]}e{stem[3:]}" if len(stem) == 5 else stem
