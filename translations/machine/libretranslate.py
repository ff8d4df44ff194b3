"""LibreTranslate: a server of one's own, or libretranslate.com with a key.

Source: https://docs.libretranslate.com and the description each server has at `/spec`.
"""

from collections.abc import Sequence
from typing import ClassVar

from wagtail_localize.machine_translators.libretranslate import LibreTranslator

from translations.machine.base import (
    Capability,
    Engine,
    EngineError,
    EngineTooLargeError,
)
from translations.machine.http import Answer, Json


class LibreTranslateEngine(Engine):
    """Knows its address from wagtail-localize's translator; the key is optional."""

    code = "libretranslate"
    display_name = "LibreTranslate"
    # Small servers compute for seconds on this much, and have limits of their own,
    # which are met by halving.
    texts_per_request: ClassVar[int] = 25
    size_per_request: ClassVar[int] = 5000

    def __init__(self, *, url: str, key: str, timeout_seconds: float) -> None:
        self._stock = LibreTranslator({"LIBRETRANSLATE_URL": url, "API_KEY": key})
        own = self._stock.get_api_endpoint() or "https://libretranslate.com"
        super().__init__(url=own, key=key, timeout_seconds=timeout_seconds)

    def _headers(self) -> dict[str, str]:
        """Return none: the key is in the body."""
        return {}

    def _ask_capability(self) -> Capability:
        items = self._objects(self._ask("/languages"))
        codes = [str(item["code"]) for item in items if item.get("code")]
        capability = {}
        for item in items:
            # Servers before version 1.3.2 translate everything into everything.
            targets = item.get("targets", list[Json](codes))
            if item.get("code") and isinstance(targets, list):
                capability[str(item["code"])] = [str(code) for code in targets]
        return capability

    def _ask_translations(
        self, source: str, target: str, texts: Sequence[str]
    ) -> list[Json]:
        body: dict[str, object] = {
            "q": list(texts),
            "source": source,
            "target": target,
            "format": "html",
        }
        if self._key:
            body["api_key"] = self._key
        answer = self._ask("/translate", body=body)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        return found if isinstance(found, list) else []

    def _failure(self, answer: Answer) -> EngineError | None:
        """Know a text or a batch beyond the server's limits, which is a plain 400."""
        if answer.status == 400 and isinstance(answer.data, dict):
            words = str(answer.data.get("error", "")).lower()
            if "limit" in words and "exceed" in words:
                return EngineTooLargeError(self.display_name, "answered 400 (limit)")
        return super()._failure(answer)
