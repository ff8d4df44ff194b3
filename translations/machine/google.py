"""Google Cloud Translation, version 3, over its REST interface.

wagtail-localize's own translator needs Google's client library, with gRPC and protobuf
below it, which are larger than this portal; the REST interface needs neither.

Source: https://cloud.google.com/translate/docs/reference/rest/v3/projects.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from translations.machine.base import (
    Capability,
    Engine,
    EngineError,
    EngineLimitError,
    EngineQuotaError,
)
from translations.machine.google_account import ServiceAccount
from translations.machine.http import Answer, Json

_API_KEY_PREFIX: Final = "AIza"


class GoogleEngine(Engine):
    """Authorised by a service account; short-lived tokens and API keys work as well."""

    code = "google"
    display_name = "Google Translate"
    # 1024 texts and 30 000 characters are refused; quality and time suffer before.
    texts_per_request: ClassVar[int] = 128
    size_per_request: ClassVar[int] = 10_000

    def __init__(
        self, *, url: str, key: str, timeout_seconds: float, project: str
    ) -> None:
        """Name the service.

        Args:
            url: base address; empty for Google's own.
            key: path of a service account's JSON file, or that JSON; else an API key,
                or an access token, which is over after an hour.
            timeout_seconds: for each request.
            project: id of the Google Cloud project.
        """
        own = url or "https://translation.googleapis.com"
        super().__init__(url=own, key=key, timeout_seconds=timeout_seconds)
        self._parent = f"/v3/projects/{project}/locations/global"
        self._account = ServiceAccount.read(key, timeout_seconds=timeout_seconds)

    def _headers(self) -> dict[str, str]:
        if self._account is not None:
            return {"Authorization": f"Bearer {self._account.token()}"}
        if self._key.startswith(_API_KEY_PREFIX):
            return {"X-Goog-Api-Key": self._key}
        return {"Authorization": f"Bearer {self._key}"}

    def _ask_capability(self) -> Capability:
        answer = self._ask(f"{self._parent}/supportedLanguages")
        items = self._objects(answer, "languages")
        targets = _codes(items, "supportTarget")
        return dict.fromkeys(_codes(items, "supportSource"), targets)

    def _ask_translations(
        self, source: str, target: str, texts: Sequence[str]
    ) -> list[Json]:
        answer = self._ask(
            f"{self._parent}:translateText",
            body={
                "contents": list(texts),
                "mimeType": "text/html",
                "sourceLanguageCode": source,
                "targetLanguageCode": target,
            },
        )
        items = self._objects(answer, "translations")
        return [item.get("translatedText") for item in items]

    def _failure(self, answer: Answer) -> EngineError | None:
        """Know limits that come as 403, and the daily one among those of a minute."""
        words = _words(answer.data)
        is_daily = "daily limit" in words or "per day" in words
        if answer.status in {403, 429} and is_daily:
            return EngineQuotaError(
                self.display_name,
                f"answered {answer.status} (daily limit)",
                retry_after_seconds=answer.retry_after_seconds,
            )
        if answer.status == 403 and "rate limit" in words:
            return EngineLimitError(
                self.display_name,
                "answered 403 (rate limit)",
                retry_after_seconds=answer.retry_after_seconds,
            )
        return super()._failure(answer)


def _codes(items: Sequence[dict[str, Json]], right: str) -> list[str]:
    return [
        str(item["languageCode"])
        for item in items
        if item.get("languageCode") and item.get(right)
    ]


def _words(data: Json) -> str:
    error = data.get("error") if isinstance(data, dict) else None
    return str(error.get("message", "")).lower() if isinstance(error, dict) else ""
