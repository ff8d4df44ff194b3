"""Letters: how a written word becomes the word that is compared.

Pure functions over Unicode; no dictionary. `normalise` takes away what only typography
or an old PDF put there (case, ligatures, soft hyphens, the shape of an apostrophe), so
two spellings it makes equal are the same word. `folded_forms` goes further and gives
what people type without the right keyboard, so two words that only meet there may
still be different words.

Sources: Unicode Standard Annex 15 (NFKC), SpecialCasing.txt for the dotted i, and for
each spelling rule the comment beside it.
"""

import re
import unicodedata
from typing import Final

from search.analysis import scripts

# Turkish and Azerbaijani have two letters i: I/ı without a dot, İ/i with one.
_DOTTED_I: Final = frozenset({"tr", "az"})
# One language in two scripts, or a neighbour of it: compared in Latin.
_SERBIAN_CYRILLIC: Final = frozenset({"sr", "bs", "cnr", "hr"})
_OWN_RULES: Final = frozenset({"ro", "hy", "bg", "mk", "uk", "el"}) | _SERBIAN_CYRILLIC

_APOSTROPHE: Final = "’"

# Never a part of a word: soft hyphen, zero-width characters, the Armenian marks of
# emphasis, exclamation and question, which stand inside a word.
_SILENT: Final = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u055b\u055c\u055e"), ""
)

# Shapes of one letter. Each belongs to one script alone, so no language is asked.
_SHAPES: Final = str.maketrans(
    {
        "ς": "σ",
        # Turned e and the Cyrillic schwa stand for ə in texts set with other fonts.
        "ǝ": "ə",
        "ә": "ə",
        "ʼ": _APOSTROPHE,
        "'": _APOSTROPHE,
        "‘": _APOSTROPHE,
        "`": _APOSTROPHE,
        "´": _APOSTROPHE,
        # The Catalan l·l, written in several ways or left out.
        "·": "",
        "‧": "",
        "∙": "",
        "•": "",
        # Old Georgian church letters, the lower case of the old capitals.
        **{chr(0x2D00 + i): chr(0x10D0 + i) for i in range(0x26)},
    }
)

# Up to here it is quicker to look at every letter of a text than to look for some.
_LONG_WORD: Final = 200
_SILENT_LETTERS: Final = frozenset(map(chr, _SILENT))
_SHAPED_LETTERS: Final = frozenset(map(chr, _SHAPES))

# Bulgarian and Macedonian mark the stress of two words; it is left out as often.
_STRESSED: Final = str.maketrans("ѝѐ", "ие")
# Dictionaries and schoolbooks mark it everywhere; ś and ź of Montenegrin stay.
_STRESS: Final = re.compile("(?<=[аеиоуъюяєіїэы])[\u0300\u0301]")
# Breathings, the circumflex, the grave and the iota below of Greek before 1982.
_POLYTONIC: Final = re.compile("[\u1f00-\u1fff]")
_GREEK_MARKS: Final = {
    0x0300: 0x0301,
    0x0342: 0x0301,
    **dict.fromkeys((0x0313, 0x0314, 0x0345, 0x0304, 0x0306)),
}

# Romanian s and t have a comma below; older fonts only had the cedilla.
_ROMANIAN: Final = str.maketrans("şţ", "șț")


def normalise(text: str, language: str) -> str:
    """Return `text` as it is compared: one case, one shape of each letter.

    Idempotent for words of the 39 languages; the length may change.

    Args:
        text: a word or a longer text.
        language: code of core.languages; unknown codes get the rules of all.
    """
    # An ASCII text has only its case to lose, and the dotted i of two languages.
    if language not in _DOTTED_I and text.isalnum() and text.isascii():
        return text.lower()
    # Asking first is quicker than translating: few words have such letters.
    if not text.isascii() and _has_any(_SILENT_LETTERS, text):
        text = scripts.written(text, _SILENT)
    text = unicodedata.normalize("NFKC", text)
    if language in _DOTTED_I:
        text = text.replace("İ", "i").replace("I", "ı")
    # Outside those two languages the lower case of İ is an i with a second dot.
    text = text.lower().replace("i\u0307", "i")
    if _has_any(_SHAPED_LETTERS, text):
        text = scripts.written(text, _SHAPES)
    if language in _OWN_RULES:
        text = _by_own_rules(text, language)
    return unicodedata.normalize("NFC", text)


def _has_any(letters: frozenset[str], text: str) -> bool:
    if len(text) <= _LONG_WORD:
        return not letters.isdisjoint(text)
    return any(letter in text for letter in letters)


def _by_own_rules(text: str, language: str) -> str:
    match language:
        case "ro":
            return text.translate(_ROMANIAN)
        case "hy":
            # Yev is one ligature, in capitals two letters, in old texts two others.
            return text.replace("եւ", "եվ")
        case "bg" | "mk":
            return _STRESS.sub("", text.translate(_STRESSED))
        case "uk":
            return _STRESS.sub("", text)
        case "el":
            return _monotonic(text)
        case _:
            return scripts.serbian_latin(_STRESS.sub("", text))


def _monotonic(text: str) -> str:
    """Write old Greek accents as today's: one accent, no breathings."""
    if _POLYTONIC.search(text) is None:
        return text
    decomposed = unicodedata.normalize("NFD", text).translate(_GREEK_MARKS)
    return unicodedata.normalize("NFC", decomposed)


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out a character when it first meets it."""

    def __missing__(self, codepoint: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(codepoint))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[codepoint] = plain
        return plain


# Letters whose mark is not a combining character. й is a letter of every Cyrillic
# keyboard and stays.
_PLAIN: Final = {
    "ə": "e",
    "ı": "i",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ґ": "г",
    "й": "й",
    _APOSTROPHE: "",
}
# German, Nordic and South Slavic ways to write a letter with two.
_DIGRAPHS: Final = {"å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "đ": "dj"}

_plain: Final = _Folding({ord(key): value for key, value in _PLAIN.items()})
_digraph: Final = _Folding(
    {ord(key): value for key, value in {**_PLAIN, **_DIGRAPHS}.items()}
)


def plain(term: str) -> str:
    """Return the term without marks, letter by letter, in its own script.

    It asks no language and works letter by letter, so equal terms have equal plain
    forms and the beginning of a term has the beginning of its plain form: whoever
    matches by plain forms misses nothing that matches exactly.
    """
    return term if term.isascii() else term.translate(_plain)


def digraph(term: str) -> str:
    """Return the term with two letters for one where German and Nordic readers do."""
    return term if term.isascii() else term.translate(_digraph)


def folded_forms(token: str, language: str) -> tuple[str, ...]:
    """Return what people type for `token` when they lack its keyboard.

    Args:
        token: a normalised word.
        language: its language; it decides how Cyrillic is written in Latin.

    Returns:
        Distinct forms, never empty for a word: first the plain form in its own script,
        then two letters for one (`koeln`), then Latin transliterations.
    """
    if token.isascii():
        return (token,)
    bare = plain(token)
    forms = [bare, digraph(token), *scripts.latin(token, language)]
    if "й" in bare:
        # Where marks are taken away blindly, й loses its breve.
        forms.append(bare.replace("й", "и"))
    return tuple(dict.fromkeys(form for form in forms if form)) or (token,)
