"""How much of the interface each language has."""

import gettext
from functools import lru_cache

from django.conf import settings
from django.utils import translation

from core.languages import CODES, DEFAULT


@lru_cache(maxsize=1)
def interface_shares() -> dict[str, float]:
    """Return language -> share of menus, buttons and messages in it, from 0 to 1.

    English is what they are written in. A compiled catalogue holds what is translated
    and nothing else, so the fullest one stands for all there is.
    """
    counts = {code: _count(code) for code in CODES if code != DEFAULT}
    most = max(counts.values()) or 1
    shares = {code: int(100 * count / most) / 100 for code, count in counts.items()}
    return {DEFAULT: 1.0, **shares}


def _count(code: str) -> int:
    """Count the translated texts of a language; a plural counts once."""
    for folder in settings.LOCALE_PATHS:
        catalogue = folder / translation.to_locale(code) / "LC_MESSAGES" / "django.mo"
        if catalogue.exists():
            with catalogue.open("rb") as file:
                texts = gettext.GNUTranslations(file)
            known: dict[object, str] = texts._catalog  # type: ignore[attr-defined]  # noqa: SLF001
            # A plural has a tuple for each of its forms.
            return len(
                {key[0] if isinstance(key, tuple) else key for key in known} - {""}
            )
    return 0
