"""DeepL: the API of version 2, Free and Pro.

Source: https://developers.deepl.com/docs/api-reference/translate and .../languages.
"""

import json
from collections.abc import Sequence
from typing import ClassVar, Final

from wagtail_localize.machine_translators.deepl import DeepLTranslator

from translations.machine.base import Capability, Engine, locale, strings
from translations.machine.http import Json

_PATH: Final = "/v2/translate"


class DeepLEngine(Engine):
    """Builds its requests with wagtail-localize's translator, and sends them itself."""

    code = "deepl"
    display_name = "DeepL"
    keep_tag: ClassVar[str] = "x"
    keep_attributes: ClassVar[dict[str, str]] = {}
    texts_per_request: ClassVar[int] = 50
    # A request may have 128 KiB; the rest is for the other parameters.
    size_per_request: ClassVar[int] = 120 * 1024

    def __init__(self, *, url: str, key: str, timeout_seconds: float) -> None:
        self._stock = DeepLTranslator({"AUTH_KEY": key})
        # Keys of the free service end in `:fx`, and it has a host of its own.
        own = self._stock.get_api_endpoint().removesuffix(_PATH)
        super().__init__(url=url or own, key=key, timeout_seconds=timeout_seconds)

    def size(self, text: str) -> int:
        """Return the bytes a text takes in the body, with quotes and comma."""
        return len(json.dumps(text, ensure_ascii=False).encode()) + 2

    def _headers(self) -> dict[str, str]:
        return dict(self._stock.get_headers())

    def _ask_capability(self) -> Capability:
        listed = {
            kind: [
                str(item["language"])
                for item in self._objects(
                    self._ask("/v2/languages", parameters={"type": kind})
                )
                if item.get("language")
            ]
            for kind in ("source", "target")
        }
        return dict.fromkeys(listed["source"], listed["target"])

    def _ask_translations(
        self, source: str, target: str, texts: Sequence[str]
    ) -> list[Json]:
        parameters = self._stock.get_parameters(
            locale(source), locale(target), strings(texts)
        )
        # The stock translator shortens `SR-CYRL` to `SR`, and keeps no element whole.
        own = {
            "source_lang": source.upper(),
            "target_lang": target.upper(),
            "ignore_tags": [self.keep_tag],
        }
        answer = self._ask(_PATH, body={**parameters, **own})
        return [item.get("text") for item in self._objects(answer, "translations")]
