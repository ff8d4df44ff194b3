"""Maltese: listed verbs in all their forms, listed plurals, and endings for the rest.

Three crafts, in this order:

1. The list `words/mt.txt` names verbs (he did, he does); all their forms are worked out
   from the two, and an object (-ni, -ha, -lu …) or the -x of negation is taken off
   before a form is looked up, with the vowels it weakens (kiteb, kitibha). It also
   names words whose forms nothing but memory joins (ktieb, kotba).
2. A verb that is not listed is read by its shape: the prefix n-, t-, j- or an ending of
   the perfect around three consonants, or a loan (jiffirma, iffirmaw).
3. A noun or adjective loses article, plural (-iet, -ijiet, -in, -i), feminine -a and
   the longer possessive endings.

Stems of verbs end in `vb`, as no word does: ktieb (book) and kiteb (to write) are two
words. A vowel that only helps to begin a word is left out (iskola, skola).

Sources: Albert Borg and Marie Azzopardi-Alexander, *Maltese* (1997), chapters on the
verb, the noun and pronominal suffixes; Il-Kunsill Nazzjonali tal-Ilsien Malti,
*Deċiżjonijiet 1* (2008), for loans; Għaqda tal-Kittieba tal-Malti, *Tagħrif fuq il-Kitba
Maltija* (1924), for the article and the vowel of support.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from search.analysis.stemmers import _words
from search.analysis.stemmers._kept import Kept
from search.analysis.stemmers._mt_unlisted import (
    SHAPES,
    SHAPES_AFTER_PREFIX,
    loan_verb,
    noun_stem,
    root_of,
)
from search.analysis.stemmers._mt_verbs import AIN, VOWELS, forms_of_verb, skeleton
from search.analysis.stemmers._table import Table

_VERB: Final = "vb"
# Objects of a verb, direct (-ni) and indirect (-li), the longest first.
_OBJECTS: Final = (
    *("hielha", "hielhom", "hielu", "hielek", "hieli"),
    *("lhom", "lkom", "ilhom", "ilha", "ilna", "ilkom"),
    *("hom", "kom", "lha", "lna", "lek", "lok", "lhu"),
    *("ha", "na", "ni", "lu", "li", "ek", "ok", "uh"),
    *("h", "k", "u"),
)
_POSSESSIVES: Final = ("hom", "kom", "ha", "na", "ek", "ok", "u", "i")
_CONSONANT: Final = "([^aeiou])"
_PASSIVE: Final = re.compile(f"m[aeio]{_CONSONANT}{_CONSONANT}u{_CONSONANT}(?:a|in)?")


class _Lists(NamedTuple):
    """Every listed form -> its stems; verbs also by their consonants."""

    forms: Table
    weak: Table
    skeletons: dict[str, str]


def _verbs(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield every form of every listed verb with its stem."""
    for he_did, he_does in lines:
        did, does = he_did.replace("għ", AIN), he_does.replace("għ", AIN)
        stem = did.rstrip("'") + _VERB
        # iddeċieda, ddeċidiet: a loan that begins with two consonants loses its i.
        doubled = did[0] == "i"
        for form in set(forms_of_verb(did, does)):
            yield (_support(form) if doubled else form), stem


def _weaken(forms: str) -> str:
    """Return forms with the vowels that an object after them would weaken."""
    return forms.replace("e", "i").replace("o", "u").replace("ii", "i")


def _written(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield every form of the words whose forms are written out, with its stem."""
    for lemma, *words in lines:
        base = lemma.rstrip("=").replace("għ", AIN)
        stem = base + _VERB if lemma[-1] == "=" else base
        for word in (base, *words):
            yield _support(word.replace("għ", AIN)), stem


def _add(table: dict[str, tuple[str, ...]], form: str, stem: str) -> None:
    known = table.get(form)
    if known is None:
        table[form] = (stem,)
    elif stem not in known:
        table[form] = (*known, stem)


def _skeletons(lines: list[list[str]]) -> dict[str, str]:
    """Return the consonants of listed verbs that have three -> the stem."""
    found: dict[str, str] = {}
    for did, _ in lines:
        root = did.replace("għ", AIN)
        if root[-1] not in VOWELS and len(skeleton(root)) == 3:
            found.setdefault(skeleton(root), root + _VERB)
    return found


def _lists() -> _Lists:
    lists = _words.sections("mt")
    forms: dict[str, tuple[str, ...]] = {}
    weak: dict[str, tuple[str, ...]] = {}
    for form, stem in _written(lists["irregular"]):
        _add(forms, form, stem)
        if stem.endswith(_VERB):
            _add(weak, _weaken(form), stem)
    # What is written there is surer than what is worked out: fuq is above.
    sure = frozenset(forms)
    for form, stem in _written(lists["plurals"]):
        if form not in sure:
            _add(forms, form, stem)
    verbs = list(_verbs(lists["verbs"]))
    # All at once is far quicker than one by one.
    weakened = _weaken("\n".join(form for form, _ in verbs)).split("\n")
    for (form, stem), weaker in zip(verbs, weakened, strict=True):
        if form not in sure:
            _add(forms, form, stem)
        _add(weak, weaker, stem)
    return _Lists(Table(forms), Table(weak), _skeletons(lists["verbs"]))


TABLES: Final = Kept(
    "mt",
    ("mt.py", "_mt_unlisted.py", "_mt_verbs.py", "_table.py", "words/mt.txt"),
    _lists,
)


def _support(word: str) -> str:
    """Leave out an i that only helps to say two consonants: iskola, ibliet."""
    if len(word) > 3 and word[0] == "i" and VOWELS.isdisjoint(word[1:3]):
        return word[1:]
    return word


def _listed_verb(word: str, lists: _Lists) -> tuple[str, ...]:
    """Take the negation and the object off and look the rest up among listed verbs."""
    word = _support(word)
    if word[-1] == "x" and len(word) > 4:
        found = lists.weak.get(_weaken(word[:-1]))
        if found:
            return found
        word = word[:-1]
    for ending in _OBJECTS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            base = word[: -len(ending)]
            if base.endswith("iet") and base not in lists.forms:
                continue  # kitbietu has a noun's plural: his writings.
            base = _weaken(base)
            # A final vowel becomes long before an object: semma, semmieha.
            found = lists.weak.get(base)
            if not found and base[-1] == "i":
                found = lists.weak.get(base[:-1] + "a")
            if found:
                return found
    return ()


def _owned(word: str, lists: _Lists) -> tuple[str, ...]:
    """Take a possessive off and look the rest up among listed nouns.

    missierna is of missier; a feminine has -t before it and another vowel within:
    kelmtu of kelma, kamarti of kamra.
    """
    for ending in _POSSESSIVES:
        base = word.removesuffix(ending)
        if base == word or len(base) < 3:
            continue
        bases = [base]
        if base[-1] == "t":
            bases += [base[:-1] + "a", _without_last_vowel(base[:-1]) + "a"]
        for noun in bases:
            found = [s for s in lists.forms.get(noun) if not s.endswith(_VERB)]
            if found:
                return tuple(found)
    return ()


def _without_last_vowel(word: str) -> str:
    return word[:-2] + word[-1] if word[-2:-1] and word[-2] in VOWELS else word


def _participle_of_verb(word: str, lists: _Lists) -> tuple[str, ...]:
    """Read miktub, miftuħa, maħdumin by the consonants of a listed verb."""
    match = _PASSIVE.fullmatch(word)
    root = "".join(match.groups()) if match else ""
    verb = lists.skeletons.get(root)
    return (word[: match.end(3)], verb) if match and verb else ()


_SHAPED_OBJECTS: Final = ("", "x", "ha", "hom", "lu", "lha")


def _shaped_verb(word: str, lists: _Lists) -> tuple[str, ...]:
    """Read an unlisted word as a verb of three consonants by its shape."""
    if not 5 <= len(word) <= 10 or "ie" in word:
        return ()
    for ending in _SHAPED_OBJECTS:
        if word.endswith(ending):
            verb = word.removesuffix(ending)
            root = root_of(verb, SHAPES)
            if not root and verb[0] in "jnt":
                root = root_of(verb[1:], SHAPES_AFTER_PREFIX)
            if root:
                return (lists.skeletons.get(root, root + _VERB),)
    return ()


def stems(word: str) -> tuple[str, ...]:
    """Return what prefixes and endings leave of a normalised word; () when too short.

    Two stems where a word of an unlisted root may be a verb or a noun.
    """
    word = word.rpartition("-")[2].replace("’", "")
    if len(word) < 2:
        return ()
    lists = TABLES.value
    word = word.replace("għ", AIN)
    found = lists.forms.get(word) or lists.forms.get(_support(word))
    found = found or _listed_verb(word, lists)
    found = found or _owned(word, lists) or _participle_of_verb(word, lists)
    return tuple(s.replace(AIN, "għ") for s in found or _unlisted(word, lists))


def _unlisted(word: str, lists: _Lists) -> tuple[str, ...]:
    bare = _support(word)
    shaped = _shaped_verb(bare, lists)
    if shaped:
        return (noun_stem(bare), *shaped)
    loan = loan_verb(bare)
    if loan and (word[0] == "j" or bare[0] == bare[1]):
        return (loan,)
    return (noun_stem(bare), loan) if loan else (noun_stem(bare),)
