"""The one table of languages: the 39 official languages of the 46 member states.

No Django import here: the settings read this module. Own names follow CLDR, with the
first letter capital as a language menu shows them (Georgian has no capitals).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """One official language.

    Attributes:
        code: BCP 47 code in lower case; it is the prefix of the addresses.
        autonym: the language's name in itself and in its own script.
        english_name: the name in English, for editors and for searching the picker.
        script: ISO 15924 code of the script the portal uses for it.
        direction: `ltr` or `rtl`, the value of the HTML attribute `dir`.
    """

    code: str
    autonym: str
    english_name: str
    script: str = "Latn"
    direction: str = "ltr"


LANGUAGES: Final[tuple[Language, ...]] = (
    Language("sq", "Shqip", "Albanian"),
    Language("hy", "Հայերեն", "Armenian", "Armn"),
    Language("az", "Azərbaycan", "Azerbaijani"),
    Language("bs", "Bosanski", "Bosnian"),
    Language("bg", "Български", "Bulgarian", "Cyrl"),
    Language("ca", "Català", "Catalan"),
    Language("hr", "Hrvatski", "Croatian"),
    Language("cs", "Čeština", "Czech"),
    Language("da", "Dansk", "Danish"),
    Language("nl", "Nederlands", "Dutch"),
    Language("en", "English", "English"),
    Language("et", "Eesti", "Estonian"),
    Language("fi", "Suomi", "Finnish"),
    Language("fr", "Français", "French"),
    Language("ka", "ქართული", "Georgian", "Geor"),
    Language("de", "Deutsch", "German"),
    Language("el", "Ελληνικά", "Greek", "Grek"),
    Language("hu", "Magyar", "Hungarian"),
    Language("is", "Íslenska", "Icelandic"),
    Language("ga", "Gaeilge", "Irish"),
    Language("it", "Italiano", "Italian"),
    Language("lv", "Latviešu", "Latvian"),
    Language("lt", "Lietuvių", "Lithuanian"),
    Language("lb", "Lëtzebuergesch", "Luxembourgish"),
    Language("mk", "Македонски", "Macedonian", "Cyrl"),
    Language("mt", "Malti", "Maltese"),
    Language("cnr", "Crnogorski", "Montenegrin"),
    Language("nb", "Norsk bokmål", "Norwegian Bokmål"),
    Language("pl", "Polski", "Polish"),
    Language("pt", "Português", "Portuguese"),
    Language("ro", "Română", "Romanian"),
    Language("rm", "Rumantsch", "Romansh"),
    Language("sr", "Српски", "Serbian", "Cyrl"),
    Language("sk", "Slovenčina", "Slovak"),
    Language("sl", "Slovenščina", "Slovenian"),
    Language("es", "Español", "Spanish"),
    Language("sv", "Svenska", "Swedish"),
    Language("tr", "Türkçe", "Turkish"),
    Language("uk", "Українська", "Ukrainian", "Cyrl"),
)

BY_CODE: Final[dict[str, Language]] = {item.code: item for item in LANGUAGES}
CODES: Final[tuple[str, ...]] = tuple(BY_CODE)
DEFAULT: Final = "en"

# Other codes that readers' browsers and old links use for one of the 39.
ALIASES: Final[dict[str, str]] = {"no": "nb", "nn": "nb"}

# Montenegrin has no data of its own in CLDR as Babel ships it: Serbian in Latin script
# as used in Montenegro has the same names, dates and numbers. English is the British one,
# as the Council of Europe writes it.
CLDR_CODES: Final[dict[str, str]] = {
    "cnr": "sr_Latn_ME",
    "en": "en_GB",
    # The member state is Portugal; CLDR's plain `pt` is Brazilian.
    "pt": "pt_PT",
    "sr": "sr_Cyrl",
}


def resolve(tag: str) -> str | None:
    """Return the portal's code for a BCP 47 tag, or None when it has no such language.

    `nn-NO` gives `nb`, `pt-BR` gives `pt`, `AZ` gives `az`, `zh` gives None.
    """
    primary = tag.strip().lower().replace("_", "-").split("-", 1)[0]
    primary = ALIASES.get(primary, primary)
    return primary if primary in BY_CODE else None


def negotiate(accept_language: str) -> str:
    """Choose the best language for the value of an `Accept-Language` header.

    Source: RFC 9110, 12.5.4: quality values, highest first, header order among equals;
    a quality of 0 means "not acceptable". English when nothing fits.
    """
    ranges = sorted(_ranges(accept_language[:1000]), key=lambda item: -item[1])
    for tag, quality in ranges:
        code = resolve(tag)
        if quality > 0 and code:
            return code
    return DEFAULT


def _ranges(accept_language: str) -> Iterator[tuple[str, float]]:
    for part in accept_language.split(","):
        tag, _, parameter = part.partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            quality = float(value) if name.strip().lower() == "q" else 1.0
        except ValueError:
            quality = 0.0
        yield tag, quality
