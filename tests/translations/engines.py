"""Engines for the providers on this machine, and what they fail with."""

import pytest

from tests.translations.providers import KEY, DeepL, Google, LibreTranslate
from translations.machine.base import EngineError
from translations.machine.deepl import DeepLEngine
from translations.machine.google import GoogleEngine
from translations.machine.libretranslate import LibreTranslateEngine

SECRET = "a sentence nobody may find in a log"


def made(provider, timeout_seconds=5):
    kinds = {DeepL: DeepLEngine, LibreTranslate: LibreTranslateEngine}
    if isinstance(provider, Google):
        return GoogleEngine(
            url=provider.url,
            key=KEY,
            timeout_seconds=timeout_seconds,
            project="pact-test",
        )
    return kinds[type(provider)](
        url=provider.url, key=KEY, timeout_seconds=timeout_seconds
    )


def failing(provider, *, timeout_seconds=5):
    """Translate, and return the error that it ends with."""
    with pytest.raises(EngineError) as caught:
        made(provider, timeout_seconds).translate("en", "fr", [SECRET])
    error = caught.value
    assert SECRET not in str(error) + error.sentence
    assert KEY not in str(error) + error.sentence
    assert error.engine in error.sentence
    return error
