"""Characters of each language that a foreign keyboard lacks, with its quotation marks.

Small letters only: with Shift the key gives the capital, in the way of the language (in
Azerbaijani and Turkish `i` and `ı` are two letters with a capital each). Letters are
those of each language's alphabet as its orthography teaches it; marks as its printers
use them.
"""

from dataclasses import dataclass
from typing import Final

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"
_DASHES: Final = "–—…"


@dataclass(frozen=True, slots=True)
class Keys:
    """What the keys of a language insert at the caret.

    Attributes:
        letters: small letters, each a key.
        quotes: pairs of quotation marks, the outer pair first; each mark is a key.
        blanks: blanks that do not break, where the language sets them before signs.
    """

    letters: str
    quotes: tuple[str, ...]
    blanks: tuple[str, ...] = (NO_BREAK,)

    @property
    def signs(self) -> tuple[str, ...]:
        """Quotation marks and dashes, each once, in the order of use."""
        return tuple(dict.fromkeys([*"".join(self.quotes), *_DASHES]))


_LOW_HIGH: Final = "„“"
_LOW_RIGHT: Final = "„”"
_HIGH: Final = "“”"
_ANGLED: Final = "«»"
_INVERTED: Final = "»«"
_SINGLE: Final = "‘’"

KEYS: Final[dict[str, Keys]] = {
    "az": Keys("əğıöşçü", (_ANGLED, _LOW_HIGH)),
    "bg": Keys("ѝъьюящ", (_LOW_HIGH, _ANGLED)),
    "bs": Keys("čćđšž", (_LOW_RIGHT, _INVERTED)),
    "ca": Keys("àçèéíïòóúü·", (_ANGLED, _HIGH)),
    "cnr": Keys("čćđšžśź", (_LOW_RIGHT, _INVERTED)),
    "cs": Keys("áčďéěíňóřšťúůýž", (_LOW_HIGH, "‚‘")),
    "da": Keys("æøåé", (_INVERTED, _LOW_HIGH)),
    "de": Keys("äöüß", (_LOW_HIGH, "‚‘", _INVERTED)),
    "el": Keys("άέήίόύώϊϋΐΰς", (_ANGLED, _HIGH)),
    "en": Keys("éï", (_HIGH, _SINGLE)),
    "es": Keys("áéíñóúü¿¡", (_ANGLED, _HIGH)),
    "et": Keys("äõöüšž", (_LOW_HIGH, _ANGLED)),
    "fi": Keys("äöåšž", ("””", "’’")),
    "fr": Keys("àâæçéèêëîïôœùûüÿ", (_ANGLED, _HIGH), (NO_BREAK, NARROW)),
    "ga": Keys("áéíóú", (_HIGH, _SINGLE)),
    "hr": Keys("čćđšž", (_LOW_RIGHT, _INVERTED)),
    "hu": Keys("áéíóöőúüű", (_LOW_RIGHT, _INVERTED)),
    "hy": Keys("և՛՞՜՝։՚", (_ANGLED, _HIGH)),
    "is": Keys("áðéíóúýþæö", (_LOW_HIGH, "‚‘")),
    "it": Keys("àèéìíîòóùú", (_ANGLED, _HIGH)),
    "ka": Keys("", (_LOW_HIGH, _ANGLED)),
    "lb": Keys("äëéöü", (_LOW_HIGH, _ANGLED)),
    "lt": Keys("ąčęėįšųūž", (_LOW_HIGH, "‚‘")),
    "lv": Keys("āčēģīķļņšūž", (_ANGLED, _LOW_HIGH)),
    "mk": Keys("ѓѕјљњќџѐѝ", (_LOW_HIGH, "’‘")),
    "mt": Keys("ċġħżàèìòù", (_HIGH, _SINGLE)),
    "nb": Keys("æøåéòô", (_ANGLED, _SINGLE)),
    "nl": Keys("éèëïóöü", (_HIGH, _SINGLE)),
    "pl": Keys("ąćęłńóśźż", (_LOW_RIGHT, _ANGLED)),
    "pt": Keys("áâãàçéêíóôõú", (_ANGLED, _HIGH)),
    "rm": Keys("àéèìîòùöü", (_ANGLED, "‹›")),
    "ro": Keys("ăâîșț", (_LOW_RIGHT, _ANGLED)),
    "sk": Keys("áäčďéíĺľňóôŕšťúýž", (_LOW_HIGH, "‚‘")),
    "sl": Keys("čšžćđ", (_LOW_HIGH, _INVERTED)),
    "sq": Keys("çë", (_LOW_HIGH, _ANGLED)),
    "sr": Keys("ђјљњћџ", (_LOW_HIGH, "’‘")),
    "sv": Keys("åäöé", ("””", "’’")),
    "tr": Keys("çğıöşüâîû", (_HIGH, _SINGLE)),
    "uk": Keys("ґєії’", (_ANGLED, _LOW_HIGH)),
}

# Letters whose capital is another one than Unicode's default.
_CAPITALS: Final = {"az": {"i": "İ"}, "tr": {"i": "İ"}}


def keys_of(language: str) -> Keys:
    """Return the keys of a language; those of English where none are listed."""
    return KEYS.get(language, KEYS["en"])


def capital(letter: str, language: str) -> str:
    """Return what a key gives with Shift; the letter itself without a capital."""
    found = _CAPITALS.get(language, {}).get(letter, letter.upper())
    return found if len(found) == 1 else letter
