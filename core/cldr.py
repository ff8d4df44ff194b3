"""Names, dates and numbers in a language, from CLDR through Babel."""

import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date as babel_format_date
from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE, CLDR_CODES

# Names that CLDR does not have in most languages.
OWN_NAMES: Final = {"cnr": _("Montenegrin")}


@lru_cache(maxsize=64)
def babel_locale(language: str) -> Locale:
    """Return Babel's locale for a code of core.languages."""
    return Locale.parse(CLDR_CODES.get(language, language))


@lru_cache(maxsize=4096)
def territory_name(country: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) as CLDR has it."""
    return str(babel_locale(language).territories.get(country, country))


def language_name(code: str, language: str) -> str:
    """Return the name of the language `code` in `language`; its English one if none.

    `language` has to be the active one for the few names that CLDR lacks.
    """
    names = babel_locale(language).languages
    own = OWN_NAMES.get(code, BY_CODE[code].english_name)
    return str(names.get(code) or own)


def date_text(value: date, language: str) -> str:
    """Return a date in words, e.g. `18 November 2025`."""
    text = babel_format_date(value, format="long", locale=babel_locale(language))
    # CLDR leaves out what French writes of the first day: « 1er juillet ».
    return (
        text.replace("1 ", "1er ", 1) if language == "fr" and value.day == 1 else text
    )


def number_text(value: int | Decimal, language: str) -> str:
    """Return a number with the language's digits grouping."""
    return format_decimal(value, locale=babel_locale(language))


def percent_text(share: float, language: str) -> str:
    """Return a share of 1 as whole per cent, as the language writes them."""
    return format_percent(share, locale=babel_locale(language))


def sort_key(text: str) -> str:
    """Return a key that sorts names near enough to every alphabet of the portal.

    Accents are dropped, so `É` stands at `E`; scripts follow each other in the order of
    Unicode. A true collation per language would need ICU.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
