"""Azerbaijani endings: templates, put together and written in all their harmonies.

Sources: as in `az`, whose tables these are.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Final

from search.analysis.letters import plain
from search.analysis.stemmers._az_table import Ending, Table

# How sure an ending is. For nouns: of any root, of a long root, of a known word only.
# For verbs: of any root, of a root built like a verb, of a known root only.
ANY, LIKELY, KNOWN = range(3)

# Templates: A is a/ə, I is ı/i/u/ü, Q is q/k (ğ/y before a vowel); + asks for a vowel
# before, which the other endings that begin with n, s, y or a possessive do not.
_PLURAL: Final = "lAr"
_CASES: Final = {
    "C": ("", "In", "A", "I", "dA", "dAn", "lA"),
    "V": ("", "+nIn", "+yA", "+nI", "dA", "dAn", "+ylA", "lA"),
    # After the possessive of the third person.
    "3": ("", "nIn", "nA", "nI", "ndA", "ndAn", "ylA"),
}
_POSSESSIVES: Final = {
    "C": (("I", "3"), ("Im", "C"), ("In", "C"), ("ImIz", "C"), ("InIz", "C")),
    "V": (("+sI", "3"), ("+m", "C"), ("+n", "C"), ("+mIz", "C"), ("+nIz", "C")),
}
_PERSONS: Final = ("Am", "sAn", "IQ", "sInIz", "sIz", "lAr", "dIr", "dIrlAr")
_PAST_PERSONS: Final = ("", "m", "n", "Q", "nIz", "lAr")
_AFTER_KI: Final = ("", "lAr", "lArI", "lArIn", "lArA", "nI", "nIn", "nA", "dIr")
_COPULA_PAST: Final = ("dI", "dIm", "dIn", "dIQ", "dInIz", "dIlAr", "mIş", "sA")

# Tenses and moods, without and with negation: what their form ends in, how sure.
_TENSES: Final = (
    ("Ir", "C", LIKELY),
    ("+yIr", "C", LIKELY),
    ("mIr", "C", LIKELY),
    ("Ar", "C", KNOWN),
    ("+yAr", "C", LIKELY),
    ("mAz", "C", LIKELY),
    ("mAr", "C", KNOWN),
    ("AcAQ", "C", ANY),
    ("+yAcAQ", "C", ANY),
    ("mAyAcAQ", "C", ANY),
    ("mIş", "C", LIKELY),
    ("mAmIş", "C", ANY),
    ("Ib", "C", LIKELY),
    ("+yIb", "C", LIKELY),
    ("mAyIb", "C", ANY),
    ("mAlI", "V", LIKELY),
    ("mAmAlI", "V", ANY),
    ("AsI", "V", KNOWN),
    ("+yAsI", "V", KNOWN),
    ("mAQdA", "V", ANY),
)
_PAST: Final = (("dI", LIKELY), ("mAdI", ANY), ("sA", KNOWN), ("mAsA", LIKELY))
_OTHER_MOODS: Final = (
    ("A", KNOWN),
    ("+yA", KNOWN),
    ("Am", KNOWN),
    ("+yAm", KNOWN),
    ("mAyA", LIKELY),
    ("AydI", LIKELY),
    ("Im", KNOWN),
    ("+yIm", KNOWN),
    ("AQ", KNOWN),
    ("+yAQ", KNOWN),
    ("In", KNOWN),
    ("+yIn", LIKELY),
    ("InIz", LIKELY),
    ("+yInIz", LIKELY),
    ("sIn", KNOWN),
    ("sInlAr", LIKELY),
    ("mAsIn", LIKELY),
    ("mAsInlAr", ANY),
    ("mAyIm", LIKELY),
    ("mAyAQ", LIKELY),
    ("mAyIn", LIKELY),
)
_CONVERBS: Final = (
    ("ArAQ", LIKELY),
    ("+yArAQ", ANY),
    ("mAyArAQ", ANY),
    ("IncA", LIKELY),
    ("+yIncA", LIKELY),
    ("mAyIncA", ANY),
    ("dIQcA", LIKELY),
    ("mAdAn", LIKELY),
    ("AlI", KNOWN),
    ("+yAlI", LIKELY),
    ("Arkən", LIKELY),
    ("+yArkən", ANY),
    ("Irkən", LIKELY),
    ("mAzkən", ANY),
    ("mAzdAn", ANY),
    ("cAQ", KNOWN),
)
# Participles and verbal nouns, which take the endings of a noun.
_PARTICIPLES: Final = (
    ("An", "C", LIKELY),
    ("+yAn", "C", LIKELY),
    ("mAyAn", "C", ANY),
    ("mIş", "C", LIKELY),
    ("AcAQ", "C", LIKELY),
    ("+yAcAQ", "C", ANY),
    ("mAyAcAQ", "C", ANY),
    ("dIQ", "C", LIKELY),
    ("mAdIQ", "C", ANY),
    ("mAQ", "C", ANY),
    ("mAmAQ", "C", ANY),
    ("mA", "V", LIKELY),
    ("mAmA", "V", LIKELY),
)
# Voice: passive, reflexive, reciprocal, causative, and the endings that make verbs.
_VOICES: Final = ("In", "Il", "Iş", "dIr", "IlIş", "IndIr", "IşdIr")
_VOICES_AFTER_VOWELS: Final = ("n", "l", "ş", "t", "nIl", "ndIr", "şdIr", "ndIrIl")
_VOICES_AFTER_VOICES: Final = ("", "Il", "In", "t", "dIr", "dIrIl")
_MAKES_VERBS: Final = ("lA", "lAn", "lAş", "lAt", "lAndIr", "lAşdIr", "lAndIrIl")


# Vowels of a stem -> how A, I, Q and G are written after them; after an A the vowel I
# is never round.
_CLASSES: Final = (
    ("aı", "aıqğ", "aıqğ"),
    ("ou", "auqğ", "aıqğ"),
    ("eəi", "əiky", "əiky"),
    ("öü", "əüky", "əiky"),
)
Templates = Iterable[tuple[str, int, bool]]


def table_of(templates: Templates) -> Table:
    """Write templates after each class of vowels; the laxest reading of each wins."""
    table = Table()
    split = [
        (template.replace("QA", "GA").replace("QI", "GI").partition("A"), sure, finite)
        for template, sure, finite in set(templates)
    ]
    asked = [(head[:1] == "+", sure, finite) for (head, _, _), sure, finite in split]
    # All at once is far quicker than one by one, and a reader waits for it.
    heads = "\n".join(head for (head, _, _), _, _ in split)
    tails = "\n".join(a + tail for (_, a, tail), _, _ in split)
    for vowels, first, later in _CLASSES:
        before = frozenset(vowels)
        kinds = {
            (plus, sure, finite): _shared(plus, before, sure, finite)
            for plus, sure, finite in set(asked)
        }
        written = zip(
            _harmonised(heads, first), _harmonised(tails, later), asked, strict=True
        )
        for head, tail, ask in written:
            _add(table, head + tail, kinds[ask])
    return table


def _harmonised(templates: str, letters: str) -> list[str]:
    """Return templates, one on each line, with the letters of a class of vowels."""
    for template, letter in zip("AIQG", letters, strict=True):
        templates = templates.replace(template, letter)
    return templates.replace("+", "").split("\n")


def _add(table: dict[str, Ending], text: str, ending: Ending) -> None:
    old = table.setdefault(text, ending)
    if old is not ending:
        table[text] = _laxest(old, ending)


# Few kinds of endings are shared by all, which makes the tables small and quick to read.
@cache
def _laxest(one: Ending, other: Ending) -> Ending:
    return _shared(
        one.after_vowel and other.after_vowel,
        one.vowels | other.vowels,
        min(one.sure, other.sure),
        one.finite and other.finite,
    )


@cache
def _shared(
    after_vowel: bool, vowels: frozenset[str], sure: int, finite: bool
) -> Ending:
    return Ending(after_vowel, vowels, sure, finite)


@cache
def _bare(ending: Ending) -> Ending:
    vowels = frozenset(map(plain, ending.vowels))
    return _shared(ending.after_vowel, vowels, ending.sure, ending.finite)


def without_marks(table: dict[str, Ending]) -> Table:
    """Return a table as people type it without their keyboard."""
    bare = Table()
    for text, ending in table.items():
        _add(bare, plain(text), _bare(ending))
    return bare


def _declined(kind: str) -> Iterator[tuple[str, int]]:
    """Number, possession and case after a consonant (C) or a vowel (V)."""
    for start, after in (("", kind), (_PLURAL, "C")):
        owned = [("", after, ANY)]
        for ending, then in _POSSESSIVES[after]:
            rare = then == "C" and not start and len(ending.strip("+")) <= 2
            sure = ANY if not rare else LIKELY if ending[0] == "I" else KNOWN
            owned.append((ending, then, sure))
        for owner, then, sure in owned:
            before = start + owner
            for case in _CASES[then]:
                ending = before + case.lstrip("+") if before else case
                yield ending, max(sure, LIKELY) if case.endswith("lA") else sure


def _nominal(kind: str) -> Iterator[tuple[str, int, bool]]:
    """The same, and the copula and other particles that may still follow."""
    for ending, sure in _declined(kind):
        yield ending, sure, False
        yield f"{ending}dIr", sure, False
        yield f"{ending}dIrlAr", sure, False
        is_vowel = ending[-1:] == "A" or ending[-1:] == "I"
        for past in _COPULA_PAST:
            yield f"{ending}{past}", KNOWN, True
            if is_vowel or (kind == "V" and not ending):
                yield f"{ending or '+'}y{past}", max(sure, LIKELY), True
        if ending.endswith("dA"):
            # This particle knows ı and i only.
            for ki, further in product(("kı", "ki"), _AFTER_KI):
                yield f"{ending}{ki}{further}", sure, False
    for person in ("Am", "+yAm", "sAn", "IQ", "+yIQ", "sInIz"):
        yield person, KNOWN, True


def _finite() -> Iterator[tuple[str, int, bool]]:
    for tense, kind, sure in _TENSES:
        yield tense, sure, True
        y = "y" if kind == "V" else ""
        longer = LIKELY if sure == KNOWN else ANY if y else sure
        for person in _PERSONS:
            glide = y if person[0] in "AI" else ""
            yield f"{tense}{glide}{person}", max(longer, sure - 1), True
        for person in _PAST_PERSONS:
            yield f"{tense}{y}dI{person}", longer, True
            yield f"{tense}{y}sA{person}", longer, True
        for person in ("", *_PERSONS):
            yield f"{tense}{y}mIş{person}", longer, True
        yield f"{tense}mI", longer, True
    for past, sure in _PAST:
        for person in _PAST_PERSONS:
            yield past + person, sure, True
        yield f"{past}mI", max(sure, LIKELY), True
        yield f"{past}sA", max(sure, LIKELY), True
        yield f"{past}ydI", LIKELY, True
    for ending, sure in (*_OTHER_MOODS, *_CONVERBS):
        yield ending, sure, True


def _verbal_nouns() -> Iterator[tuple[str, int, bool]]:
    for participle, kind, sure in _PARTICIPLES:
        for ending, rank in _declined(kind):
            if rank != KNOWN:
                yield participle + ending.lstrip("+"), sure, False
                yield f"{participle}{ending.lstrip('+')}dIr", sure, False


def noun_endings() -> Table:
    """Return all endings of nouns, written out."""
    return table_of((*_nominal("C"), *_nominal("V")))


def verb_endings() -> Table:
    """Return all endings of verbs, written out, those of verbal nouns among them."""
    return table_of((*_finite(), *_verbal_nouns()))


def voices() -> Table:
    """Return what makes one verb from another: passive, reflexive, causative."""
    made = {"".join(pair) for pair in product(_VOICES, _VOICES_AFTER_VOICES)}
    made |= {f"+{voice}" for voice in _VOICES_AFTER_VOWELS} | {"t"}
    return table_of((voice, ANY, True) for voice in made)


def verb_makers() -> frozenset[str]:
    """Return what makes a verb from another word (-la-, -lan-), with its voices."""
    made = {m + v for m in _MAKES_VERBS for v in ("", "Il", "dIr", "Iş", "t")}
    return frozenset(table_of((maker, ANY, True) for maker in made))
