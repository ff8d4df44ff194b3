"""Azerbaijani: a stemmer that reads the endings of a word as slots in a fixed order.

Endings are written once as templates with the vowels and consonants that harmony
decides, put together in the order the grammar allows (noun: number, possession, case,
copula; verb: negation, tense or mood, person; verbal noun: negation, participle, then
the slots of a noun), and looked up whole. An ending only counts where harmony and the
buffer consonants allow it after what is left. What is left is then

1. a word of the list `words/az.txt`: the longest such word wins,
2. a verb the list does not have, when its root is built like a verb (`-lan`, `-laşdır`,
   voice after a known root) or the ending belongs to verbs alone (`-acaqdır`),
3. else a noun: the longest ending goes, without endings that are rarely true (`-m`).

Verbs end in `mq`, the bones of -maq/-mək, so that `yaz` (spring) and `yazmaq` (write)
stay apart. Voice makes another verb, as in dictionaries (`yazdır-`), but a regular
passive (`yazıl-`) has the stem of its active too.

A word all in ASCII may have been typed without the keyboard (`usaqlarin`): for it the
tables and lists are read without marks, and the stem has none either.

Sources: *Müasir Azərbaycan dili. Morfologiya* (Academy of Sciences, Baku, 1980) for the
slots; the *Azərbaycan dilinin orfoqrafiya qaydaları* (Cabinet of Ministers, 2004, and
2019) for buffer consonants, q/ğ and k/y, and dropped vowels.
"""

from typing import Final, NamedTuple

from search.analysis.letters import plain
from search.analysis.stemmers import _az_endings, _words
from search.analysis.stemmers._az_endings import ANY, KNOWN, LIKELY
from search.analysis.stemmers._az_table import Ending
from search.analysis.stemmers._kept import Kept

_FRONT: Final = frozenset("eəiöü")
_VOWELS: Final = frozenset("aıou") | _FRONT
_VERB: Final = "mq"
# No ending that is written has more letters.
_LONGEST: Final = 20
_ENDS_OF_VOICES: Final = frozenset("nlşstr")


class _Lexicon(NamedTuple):
    """The lists and tables, once as written and once without marks."""

    nouns: dict[str, str]
    verbs: frozenset[str]
    forms: dict[str, tuple[str, ...]]
    noun_endings: dict[str, Ending]
    verb_endings: dict[str, Ending]
    voices: dict[str, Ending]
    makes_verbs: frozenset[str]
    sure_of_voice: int


def _noun_stems(lines: list[list[str]], short: list[list[str]]) -> dict[str, str]:
    """Known words and the shapes they have before an ending -> their stem."""
    known = {word: word for line in lines for word in line}
    for word, shorter in short:
        known[word] = known[shorter] = word
    for word in tuple(known):
        changed = {"q": "ğ", "k": "y"}.get(word[-1])
        if changed and len(word) > 2 and word[-2] in _VOWELS:
            known.setdefault(word[:-1] + changed, word)
    return known


def _verb_roots(lines: list[list[str]]) -> set[str]:
    known = {word for line in lines for word in line}
    # A t at the end of a root is voiced before a vowel: get-, gedir.
    return known | {root[:-1] + "d" for root in known if root[-1] == "t"}


def _lexicon() -> _Lexicon:
    lists = _words.sections("az")
    forms: dict[str, tuple[str, ...]] = {}
    for lemma, *words in lists["forms"]:
        for word in (lemma, *words):
            forms[word] = (*forms.get(word, ()), lemma)
    return _Lexicon(
        _noun_stems(lists["nouns"], lists["short"]),
        frozenset(_verb_roots(lists["verbs"])),
        forms,
        _az_endings.noun_endings(),
        _az_endings.verb_endings(),
        _az_endings.voices(),
        _az_endings.verb_makers(),
        KNOWN,
    )


def _bare_lexicon(full: _Lexicon) -> _Lexicon:
    """The same as people type it without their keyboard."""
    return _Lexicon(
        {plain(word): plain(stem) for word, stem in full.nouns.items()},
        frozenset(map(plain, full.verbs)),
        {plain(w): tuple(map(plain, stems)) for w, stems in full.forms.items()},
        _az_endings.without_marks(full.noun_endings),
        _az_endings.without_marks(full.verb_endings),
        _az_endings.without_marks(full.voices),
        frozenset(map(plain, full.makes_verbs)),
        LIKELY,
    )


def _both() -> tuple[_Lexicon, _Lexicon]:
    full = _lexicon()
    return full, _bare_lexicon(full)


# As written, and without marks.
TABLES: Final = Kept(
    "az", ("az.py", "_az_endings.py", "_az_table.py", "words/az.txt"), _both
)


def _fits(root: str, ending: Ending, suffix: str) -> bool:
    """Whether an ending may follow these letters: buffer consonants and harmony."""
    is_vowel = root[-1] in _VOWELS
    if is_vowel and suffix[0] in _VOWELS:
        return False
    if ending.after_vowel and not is_vowel:
        return False
    for char in reversed(root):
        if char in _VOWELS:
            return char in ending.vowels
    return False


def _sure_of_verb(root: str, lexicon: _Lexicon) -> int:
    """Return which verbal endings a root may carry, up to this; -1 for none."""
    if root in lexicon.verbs:
        return KNOWN
    size = len(root)
    if root[-1] in _ENDS_OF_VOICES:
        for i in range(size - 1, max(2, size - 7) - 1, -1):
            voice = lexicon.voices.get(root[i:])
            if voice and root[:i] in lexicon.verbs and _fits(root[:i], voice, root[i:]):
                return lexicon.sure_of_voice
    if "l" in root:
        for i in range(max(2, size - 8), size - 1):
            if root[i:] in lexicon.makes_verbs and (i > 2 or root[:i] in lexicon.nouns):
                return LIKELY
    return -1


def _verb_stem(root: str) -> str:
    if root[-1] == "d" and (len(root) > 3 or root in {"ed", "ged"}):
        root = root[:-1] + "t"
    return root + _VERB


def _verb_stems(root: str, lexicon: _Lexicon) -> tuple[str, ...]:
    """Return the stem of a verb, and for a passive in -ıl that of its active."""
    stem = _verb_stem(root)
    if root in lexicon.verbs or root[-1] != "l" or root[-2] not in {"ı", "i", "u", "ü"}:
        return (stem,)
    active = root[:-2]
    if _sure_of_verb(active, lexicon) > ANY:
        return (stem, _verb_stem(active))
    return (stem,)


class _Reading(NamedTuple):
    """One way to read a word: its stems, how many letters they take, and the rest."""

    stems: tuple[str, ...]
    length: int
    finite: bool
    suffix: str
    sure: int


def _noun(word: str, lexicon: _Lexicon) -> _Reading | None:
    """Read a word as the longest known noun with endings."""
    nouns, endings = lexicon.nouns, lexicon.noun_endings
    if word in nouns:
        return _Reading((nouns[word],), len(word), False, "", ANY)
    rare = None
    for cut in range(len(word) - 1, 0, -1):
        root = word[:cut]
        if root in nouns:
            suffix = word[cut:]
            ending = endings.get(suffix)
            if ending is not None and _fits(root, ending, suffix):
                found = _Reading(
                    (nouns[root],), cut, ending.finite, suffix, ending.sure
                )
                if ending.sure < KNOWN:
                    return found
                # cinsindən: of cinsi with your, or rather of cins with its.
                rare = rare or found
    return rare


def _verb(word: str, lexicon: _Lexicon) -> _Reading | None:
    """Read a word as a verb: the longest root that is known or built like one."""
    if word in lexicon.verbs:
        return _Reading((_verb_stem(word),), len(word), True, "", KNOWN)
    endings = lexicon.verb_endings
    for cut in range(len(word) - 1, max(1, len(word) - _LONGEST), -1):
        suffix = word[cut:]
        ending = endings.get(suffix)
        if ending is not None and _fits(word[:cut], ending, suffix):
            root = word[:cut]
            sure = ending.sure
            if _sure_of_verb(root, lexicon) >= sure:
                stems = _verb_stems(root, lexicon)
                return _Reading(stems, cut, ending.finite, suffix, sure)
    return None


def _unknown_verb(word: str, lexicon: _Lexicon) -> tuple[str, ...]:
    """Read a word as an unknown verb by an ending that only verbs have."""
    for cut in range(3, len(word) - 2):
        suffix = word[cut:]
        ending = lexicon.verb_endings.get(suffix)
        if ending is None or ending.sure != ANY:
            continue
        if _fits(word[:cut], ending, suffix):
            return (_verb_stem(word[:cut]),)
    return ()


def _guess(word: str, lexicon: _Lexicon) -> tuple[str, ...]:
    """Read a word as a noun the list does not have: the longest likely ending goes."""
    for cut in range(3, len(word)):
        suffix = word[cut:]
        ending = lexicon.noun_endings.get(suffix)
        if ending is None or ending.sure + 3 > cut or ending.sure == KNOWN:
            continue
        root = word[:cut]
        if not _fits(root, ending, suffix) or _is_derived(root, suffix):
            continue
        return _guessed(root, suffix)
    return (word,)


def _is_derived(root: str, suffix: str) -> bool:
    """Whether what looks like an ending belongs to -lı, which makes adjectives."""
    return (
        suffix[0] in {"ı", "i", "u", "ü"}
        and root[-1] == "l"
        and root[-2] not in _VOWELS
    )


def _guessed(root: str, suffix: str) -> tuple[str, ...]:
    if suffix[0] in _VOWELS and root[-2] in _VOWELS:
        # uşağı, çörəyi; without the keyboard usagi.
        if root[-1] == "ğ" or (root[-1] == "g" and root.isascii()):
            root = root[:-1] + "q"
        elif root[-1] == "y" and root[-2] in _FRONT and len(root) > 3:
            root = root[:-1] + "k"
    if suffix[0] in {"ı", "i", "u", "ü"} and suffix[1:2] in {"n", "d"}:
        # Bakının: of Bakı or, with a possessive, of bak.
        return (root, root + suffix[0])
    if suffix[0] == "n" and len(suffix) < 4:
        # Londonun: of london or of londo.
        return (root + "n", root)
    return (root,)


def _known(word: str, lexicon: _Lexicon) -> tuple[str, ...]:
    """Read a word by a root that is known; () when there is none."""
    if word in lexicon.forms:
        return lexicon.forms[word]
    noun, verb = _noun(word, lexicon), _verb(word, lexicon)
    if noun is None:
        return () if verb is None else verb.stems
    if verb is None:
        return noun.stems
    if _is_nominal(noun, verb):
        return noun.stems
    if noun.finite or noun.length < verb.length or noun.suffix == "n":
        return verb.stems
    # A noun first: imperatives and participles in -an are left out where it fits too.
    listed = word[: verb.length] in lexicon.verbs
    if listed and verb.sure < KNOWN and verb.suffix[1:2] != "n":
        return noun.stems + verb.stems[-1:]
    return noun.stems


def _is_nominal(noun: _Reading, verb: _Reading) -> bool:
    """Whether a form that fits both is the noun's.

    yazılar might be yazıl-ar (is written) and is yazı-lar (writings).
    """
    if noun.suffix[:1] == "l" and verb.suffix[:1] in {"a", "ə", "e"}:
        return True
    return verb.sure == KNOWN and not noun.finite


def stems(word: str) -> tuple[str, ...]:
    """Return what endings leave of a normalised word; () when it is too short.

    Two stems where the word may be read in two ways: almadan is of the apple, or
    without taking.
    """
    if len(word) < 2:
        return ()
    lexicon, bare = TABLES.value
    found = _known(word, lexicon)
    if not found and word.isascii():
        lexicon = bare
        found = _known(word, lexicon)
    return found or _unknown_verb(word, lexicon) or _guess(word, lexicon)
