"""Maltese verbs: all forms of a verb, worked out from "he did" and "he does".

In these forms `ʕ` stands for għ, so that a consonant is one letter, and a final għ that
is written with an apostrophe is written '. Some forms that are worked out are not in
use (kitbot beside kitbet); nobody looks them up.

Source: Borg and Azzopardi-Alexander, *Maltese* (1997), the chapter on the verb.
"""

from collections.abc import Iterable, Iterator
from typing import Final

VOWELS: Final = frozenset("aeiouàèìòù")
AIN: Final = "ʕ"


def _short(word: str) -> str:
    """Return a word without its last vowel, which falls before an ending: kiteb, kitb-."""
    for i in range(len(word) - 1, 0, -1):
        if word[i] in VOWELS:
            start = i - 1 if word[i - 1 : i + 1] == "ie" else i
            return word[:start] + word[i + 1 :]
    return word


def skeleton(word: str) -> str:
    return "".join(char for char in word if char not in VOWELS and char != "'")


def _imperfects(he_does: str, plurals: Iterable[str]) -> Iterator[str]:
    """I, you, he, we, they, and the command; `i` before two consonants.

    n- and t- become like some consonants after them: ssib (you find), rrid (I want).
    """
    for form in (he_does, *plurals):
        rest = form[1:]
        yield from (form, rest, "n" + rest, "t" + rest)
        if rest[0] not in VOWELS:
            yield "i" + rest
        if rest[0] in "lmrdġżċsxz":
            yield rest[0] + rest


def _perfects(stems: Iterable[str]) -> Iterator[str]:
    for stem in stems:
        yield from (stem + "t", stem + "na", stem + "tu")


def _strong(he_did: str, he_does: str) -> Iterator[str]:
    """Forms of a verb that ends in a consonant: kiteb, jikteb."""
    short = _short(he_did)
    yield from (he_did, short, short + "et", short + "ot", short + "u")
    vowel = he_did[-2]
    first = next((i for i, c in enumerate(he_did) if c in VOWELS), 0)
    for weak in {vowel, "i" if vowel in "ea" else vowel}:
        stem = he_did[:-2] + weak + he_did[-1]
        yield from _perfects((stem,))
        if len(skeleton(he_did)) == 3:
            end = first + 2 if he_did[first : first + 2] == "ie" else first + 1
            bare = he_did[:first] + he_did[end:-2] + weak + he_did[-1]
            yield from _perfects((bare, "i" + bare))
    short = _short(he_does)
    plurals = [short, short + "u"]
    # jisirqu, joħorġu: three consonants may be opened by a vowel.
    plurals += [
        f"{short[:-2]}{vowel}{short[-2:]}u" for vowel in {"i", short[1], he_does[-2]}
    ]
    yield from _imperfects(he_does, plurals)


def _vocalic(he_did: str, he_does: str) -> Iterator[str]:
    """Forms of a verb that ends in a vowel, or in għ written ': mexa, sema', kanta."""
    did, does = he_did.rstrip("'"), he_does.rstrip("'")
    yield from (he_did, did)
    bases = {did[:-1]}
    if len(skeleton(did)) == 2 and did[0] not in VOWELS:
        bases.add(did[0] + did[2:-1])
    # ddeċieda, ddeċidew: a long ie is short before a stressed ending.
    bases |= {base.replace("ie", "i") for base in bases}
    for base in bases:
        yield from (base + "iet", base + "at", base + "ew", base + "aw")
        yield from _perfects((base + "ej", base + "aj"))
    plurals = [does[:-1] + end for end in ("u", "ew", "aw")]
    if he_did[-1] == "'":
        yield from (did[:-1] + AIN + "et", did[:-1] + AIN + "u")
        opened = does[:-2] + "i" + does[-2]
        plurals += [does[:-1] + AIN + "u", opened + AIN + "u"]
    yield from _imperfects(does, plurals)


def _hollow(he_did: str, he_does: str) -> Iterator[str]:
    """Forms of a verb of one syllable: dar, jdur; with a long consonant: ħabb, jħobb."""
    yield from (he_did, he_did + "et", he_did + "u", he_did + "ew")
    first = he_did.rstrip(he_did[-1])
    onset = "".join(char for char in first if char not in VOWELS)
    vowel = "o" if "u" in he_does else "i"
    if len(first) + 1 < len(he_did):
        yield from _perfects((he_did + "ej",))
    else:
        yield from _perfects((onset + vowel + he_did[-1], onset + "e" + he_did[-1]))
    yield from _imperfects(he_does, (he_does + "u",))


def forms_of_verb(he_did: str, he_does: str) -> Iterator[str]:
    """Yield the forms of one verb, some twice."""
    if he_did[-1] in VOWELS or he_did[-1] == "'":
        return _vocalic(he_did, he_does)
    if sum(char in VOWELS for char in he_did.replace("ie", "e")) == 1:
        return _hollow(he_did, he_does)
    return _strong(he_did, he_does)
