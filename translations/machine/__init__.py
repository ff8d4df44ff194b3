"""Machine translation as a draft: one engine, chosen by the operator, or none.

Nothing here is needed: without an engine every text is translated by hand. Engines are
wagtail-localize's, made safe to rely on; `drafts` is what others call.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from translations.machine.base import Engine


def engine() -> "Engine | None":
    """Return the engine that the settings choose; None when they choose none.

    Raises:
        EngineRefusedError: its key cannot be read.
    """
    return _made(
        settings.MACHINE_TRANSLATION_ENGINE,
        settings.MACHINE_TRANSLATION_URL,
        # Out of a file of secrets it may come with a line break.
        settings.MACHINE_TRANSLATION_KEY.strip(),
        settings.MACHINE_TRANSLATION_PROJECT,
        settings.MACHINE_TRANSLATION_TIMEOUT_SECONDS,
    )


# Kept, because an engine keeps a token. What wagtail-localize brings is imported when
# the first engine is made: models are not loaded when this package may be.
@lru_cache(maxsize=4)
def _made(
    code: str, url: str, key: str, project: str, timeout_seconds: float
) -> "Engine | None":
    if code == "deepl":
        from translations.machine.deepl import DeepLEngine

        return DeepLEngine(url=url, key=key, timeout_seconds=timeout_seconds)
    if code == "libretranslate":
        from translations.machine.libretranslate import LibreTranslateEngine

        return LibreTranslateEngine(url=url, key=key, timeout_seconds=timeout_seconds)
    if code == "google":
        from translations.machine.google import GoogleEngine

        return GoogleEngine(
            url=url, key=key, timeout_seconds=timeout_seconds, project=project
        )
    return None
