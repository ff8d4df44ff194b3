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

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from search.analysis.stemmers import _words
from search.analysis.stemmers._mt_verbs import AIN, VOWELS, forms_of_verb, skeleton

_VERB: Final = "vb"
# Objects of a verb, direct (-ni) and indirect (-li), the longest first.
_OBJECTS: Final = (
    *("hielha", "hielhom", "hielu", "hielek", "hieli"),
    *("lhom", "lkom", "ilhom", "ilha", "ilna", "ilkom"),
    *("hom", "kom", "lha", "lna", "lek", "lok", "lhu"),
    *("ha", "na", "ni", "lu", "li", "ek", "ok", "uh"),
    *("h", "k", "u"),
)
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


class _Lists(NamedTuple):
    """Every listed form -> its stems; verbs also by their consonants."""

    forms: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    skeletons: dict[str, str]


def _verbs(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield every form of every listed verb with its stem."""
    for he_did, he_does in lines:
        did, does = he_did.replace("għ", AIN), he_does.replace("għ", AIN)
        stem = did.rstrip("'") + _VERB
        for form in set(forms_of_verb(did, does)):
            yield form, stem


_WEAKER: Final = str.maketrans("eo", "iu")


def _weaken(form: str) -> str:
    """Return a form with the vowels that an object after it would weaken."""
    return form.translate(_WEAKER).replace("ii", "i")


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


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    lists = _words.sections("mt")
    found = _Lists({}, {}, _skeletons(lists["verbs"]))
    for form, stem in _written(lists["irregular"]):
        _add(found.forms, form, stem)
        if stem.endswith(_VERB):
            _add(found.weak, _weaken(form), stem)
    # What is written there is surer than what is worked out: fuq is above.
    sure = frozenset(found.forms)
    for form, stem in _written(lists["plurals"]):
        if form not in sure:
            _add(found.forms, form, stem)
    for form, stem in _verbs(lists["verbs"]):
        if form not in sure:
            _add(found.forms, form, stem)
        _add(found.weak, _weaken(form), stem)
    return found


def _support(word: str) -> str:
    """Leave out an i that only helps to say two consonants: iskola, ibliet."""
    if len(word) > 3 and word[0] == "i" and VOWELS.isdisjoint(word[1:3]):
        return word[1:]
    return word


def _listed_verb(word: str, lists: _Lists) -> tuple[str, ...]:
    """Take the negation and the object off and look the rest up among listed verbs."""
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


# Shapes of an unlisted verb (kiteb, or kisser with a long consonant) and the endings
# each may have; a prefix is a consonant more before a vowel or a syllable more.
_SHAPES: Final = {
    "cvcvc": ("",),
    "cvccvc": ("et",),
    "cvccv": ("u",),
    "ccvcc": ("t",),
    "ccvccv": ("na", "tu"),
}
_SHAPES_AFTER_PREFIX: Final = {"vccvc": ("",), "vcccv": ("u",)}
_LONG_SHAPES: Final = {
    "cvccvc": ("",),
    "cvcccvc": ("et",),
    "cvcccv": ("u",),
    "cvccvcc": ("t",),
    "cvccvccv": ("na", "tu"),
}
_SHAPED_OBJECTS: Final = ("", "x", "ha", "hom", "lu", "lha")


def _shaped_verb(word: str, lists: _Lists) -> tuple[str, ...]:
    """Read an unlisted word as a verb of three consonants by its shape."""
    if not 5 <= len(word) <= 10 or "ie" in word:
        return ()
    for ending in _SHAPED_OBJECTS:
        if word.endswith(ending):
            verb = word.removesuffix(ending)
            root = _root_of(verb, _SHAPES)
            if not root and verb[0] in "jnt":
                root = _root_of(verb[1:], _SHAPES_AFTER_PREFIX)
            if root:
                return (lists.skeletons.get(root, root + _VERB),)
    return ()


def _root_of(verb: str, shapes: Mapping[str, tuple[str, ...]]) -> str:
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


def _loan_verb(word: str) -> str:
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


def _noun(word: str) -> str:
    """Take plural, feminine and possessive off a noun or adjective."""
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


def stems(word: str) -> tuple[str, ...]:
    """Return what prefixes and endings leave of a normalised word; () when too short.

    Two stems where a word of an unlisted root may be a verb or a noun.
    """
    word = word.rpartition("-")[2].replace("’", "")
    if len(word) < 2:
        return ()
    lists = _lists()
    word = word.replace("għ", AIN)
    found = lists.forms.get(word) or lists.forms.get(_support(word))
    found = found or _listed_verb(word, lists)
    return tuple(s.replace(AIN, "għ") for s in found or _unlisted(word, lists))


def _unlisted(word: str, lists: _Lists) -> tuple[str, ...]:
    bare = _support(word)
    shaped = _shaped_verb(bare, lists)
    if shaped:
        return (_noun(bare), *shaped)
    loan = _loan_verb(bare)
    if loan and (word[0] == "j" or bare[0] == bare[1]):
        return (loan,)
    return (_noun(bare), loan) if loan else (_noun(bare),)
