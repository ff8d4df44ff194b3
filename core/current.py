"""The language of the address, apart from the language of the interface.

`/de/…` is a German address even while the interface has no German catalogue yet and
speaks English: links stay German, texts of the interface are marked `lang="en"`.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_urlconf, set_urlconf
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from core.languages import CODES, DEFAULT

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current_language() -> str:
    """Return the code of the language of the address being served."""
    return _language.get()


@lru_cache(maxsize=1)
def interface_languages() -> frozenset[str]:
    """Return the languages the interface speaks: English and each filled catalogue."""
    return frozenset(code for code in CODES if code == DEFAULT or _has_texts(code))


def _has_texts(code: str) -> bool:
    for folder in settings.LOCALE_PATHS:
        catalogue = folder / translation.to_locale(code) / "LC_MESSAGES" / "django.mo"
        if catalogue.exists():
            with catalogue.open("rb") as file:
                texts = gettext.GNUTranslations(file)
            # The empty msgid is the header; a catalogue of the header alone is empty.
            return texts.gettext("Skip to the content") != "Skip to the content"
    return False


def interface_language(code: str) -> str:
    """Return the language in which the interface speaks at addresses in `code`."""
    return code if code in interface_languages() else DEFAULT


class LanguageUrls:
    """The portal's addresses as `reverse` writes them in one language.

    Django compiles addresses once for each language of the *texts*, prefix included.
    Languages that speak English would all get the prefix of whichever came first, and
    staff who read the admin in another language than the address would leave theirs in
    its table; a URLconf of its own keeps them apart.
    """

    def __init__(self, code: str) -> None:
        self.code = code

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(settings.ROOT_URLCONF), name)


@cache
def urls_in(code: str) -> LanguageUrls:
    """Return the URLconf of a language."""
    return LanguageUrls(code)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Serve in the language `code`: addresses in it, texts in it or in English."""
    token, former = _language.set(code), get_urlconf()
    # Any object with `urlpatterns` will do for Django; its types know names alone.
    set_urlconf(urls_in(code))  # type: ignore[arg-type]
    try:
        with translation.override(interface_language(code)):
            yield
    finally:
        set_urlconf(former)
        _language.reset(token)


class LanguagePrefixPattern(LocalePrefixPattern):
    """The language prefix of an address, from `current_language`."""

    @property
    def language_prefix(self) -> str:
        """First segment of the address with its slash."""
        return f"{current_language()}/"


def language_patterns(*urls: URLPattern | URLResolver) -> list[URLResolver]:
    """Mount `urls` below the language prefix, like Django's `i18n_patterns`."""
    return [URLResolver(LanguagePrefixPattern(), list(urls))]
