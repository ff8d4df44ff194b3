"""Wagtail's locales by language code, without a query per look-up."""

from functools import lru_cache

from wagtail.models import Locale

from core.languages import CODES


@lru_cache(maxsize=1)
def _ids() -> dict[str, int]:
    return dict(Locale.objects.values_list("language_code", "pk"))


@lru_cache(maxsize=1)
def _codes() -> dict[int, str]:
    return {pk: code for code, pk in _ids().items()}


def locale_id(code: str) -> int:
    """Return the primary key of the locale `code`; KeyError when it does not exist."""
    return _ids()[code]


def language_of(locale_pk: int) -> str:
    """Return the language code of a locale's primary key."""
    return _codes()[locale_pk]


def locales_create_missing() -> int:
    """Create the locales of all 39 languages that do not exist yet; return how many."""
    existing = set(Locale.objects.values_list("language_code", flat=True))
    missing = [Locale(language_code=code) for code in CODES if code not in existing]
    Locale.objects.bulk_create(missing)
    forget()
    return len(missing)


def forget(**_: object) -> None:
    """Forget the ids; receiver for saved and deleted locales."""
    _ids.cache_clear()
    _codes.cache_clear()
