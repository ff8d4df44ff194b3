"""What every engine of machine translation has in common.

An engine gets fragments of HTML, as wagtail-localize cuts them (inline elements alone,
attributes replaced by ids), and gives as many back. It decides nothing: whether there
is a budget, and whether an answer is good enough for a draft, is for `drafts`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import ClassVar, Final

from django.core.cache import cache
from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from core.languages import CODES, DEFAULT
from translations.machine.codes import source_code, target_code
from translations.machine.errors import (
    BudgetSpentError,
    EngineAddressError,
    EngineAnswerError,
    EngineError,
    EngineLanguageError,
    EngineLimitError,
    EngineQuotaError,
    EngineRefusedError,
    EngineTooLargeError,
    EngineUnavailableError,
)
from translations.machine.http import Answer, Json, ask, failure
from translations.machine.pauses import pause_begin, pause_check

__all__ = [
    "BudgetSpentError",
    "Capability",
    "Engine",
    "EngineAddressError",
    "EngineAnswerError",
    "EngineError",
    "EngineLanguageError",
    "EngineLimitError",
    "EngineQuotaError",
    "EngineRefusedError",
    "EngineTooLargeError",
    "EngineUnavailableError",
]

CAPABILITY_SECONDS: Final = 24 * 3600

# Each language a provider translates from -> those it translates it into; its codes.
type Capability = dict[str, list[str]]


class Engine(ABC):
    """A provider of machine translation.

    Attributes:
        code: its value in the setting `MACHINE_TRANSLATION_ENGINE`.
        display_name: its name for people.
        keep_tag, keep_attributes: the element whose content it leaves as it is.
        texts_per_request, size_per_request: the most it takes at once; the size is in
            what `size` counts.
    """

    code: ClassVar[str]
    display_name: ClassVar[str]
    keep_tag: ClassVar[str] = "span"
    keep_attributes: ClassVar[dict[str, str]] = {
        "translate": "no",
        "class": "notranslate",
    }
    texts_per_request: ClassVar[int]
    size_per_request: ClassVar[int]

    def __init__(self, *, url: str, key: str, timeout_seconds: float) -> None:
        """Name the service.

        Args:
            url: base address without the path of a method; empty for the provider's own.
            key: as the provider gave it; empty where none is needed.
            timeout_seconds: for each request.
        """
        self._url = url.rstrip("/")
        self._key = key
        self._timeout_seconds = timeout_seconds

    def languages(self) -> frozenset[str]:
        """Return our codes of what it can translate English into; asked once a day.

        Raises:
            EngineError: the provider does not say.
        """
        return frozenset(code for code in CODES if self.can_translate(DEFAULT, code))

    def can_translate(self, source_language: str, target_language: str) -> bool:
        """Whether the provider lists the pair, in our codes.

        Raises:
            EngineError: the provider does not say.
        """
        return self._pair(source_language, target_language) is not None

    def translate(
        self, source_language: str, target_language: str, texts: Sequence[str]
    ) -> list[str]:
        """Translate fragments of HTML; same order, same length, nothing checked.

        Raises:
            EngineError: see `errors`; EngineTooLargeError only when one text alone is
                too long, since requests are halved before.
        """
        pair = self._pair(source_language, target_language)
        if pair is None:
            raise EngineLanguageError(self.display_name)
        return [
            answer
            for batch in self.batches(texts)
            for answer in self._halving(*pair, batch)
        ]

    def batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """Cut texts, in their order, into lists that fit into one request each.

        A text that is too long by itself is a list of its own; `fits` knows before.
        """
        batch: list[str] = []
        total = 0
        for text in texts:
            size = self.size(text)
            is_full = len(batch) == self.texts_per_request
            if batch and (is_full or total + size > self.size_per_request):
                yield batch
                batch, total = [], 0
            batch.append(text)
            total += size
        if batch:
            yield batch

    def fits(self, text: str) -> bool:
        """Whether a request could hold the text."""
        return self.size(text) <= self.size_per_request

    def size(self, text: str) -> int:
        """Return what counts against the size of a request: characters, here."""
        return len(text)

    @abstractmethod
    def _ask_capability(self) -> Capability:
        """Ask the provider what it can."""

    @abstractmethod
    def _ask_translations(
        self, source: str, target: str, texts: Sequence[str]
    ) -> list[Json]:
        """Ask for one request's translations, in the provider's codes."""

    @abstractmethod
    def _headers(self) -> dict[str, str]:
        """Return the headers that hold the key."""

    def _failure(self, answer: Answer) -> EngineError | None:
        """Tell a failed answer from a good one; providers add their own signs."""
        return failure(self.display_name, answer)

    def _ask(
        self,
        path: str,
        *,
        parameters: dict[str, str] | None = None,
        body: dict[str, object] | None = None,
    ) -> Json:
        """Ask a method of the provider, unless it is being left alone."""
        name = self._fingerprint()
        pause_check(name, self.display_name)
        try:
            answer = ask(
                self.display_name,
                self._url + path,
                timeout_seconds=self._timeout_seconds,
                headers=self._headers(),
                parameters=parameters,
                body=body,
            )
            if (error := self._failure(answer)) is not None:
                raise error
        except (EngineLimitError, EngineUnavailableError) as error:
            pause_begin(name, error)
            raise
        return answer.data

    def _halving(self, source: str, target: str, texts: list[str]) -> list[str]:
        try:
            answers = self._ask_translations(source, target, texts)
        except EngineTooLargeError:
            if len(texts) == 1:
                raise
            half = len(texts) // 2
            return [
                *self._halving(source, target, texts[:half]),
                *self._halving(source, target, texts[half:]),
            ]
        good = [answer for answer in answers if isinstance(answer, str)]
        if len(answers) != len(texts) or len(good) != len(texts):
            raise EngineAnswerError(
                self.display_name,
                f"{len(good)} usable translations for {len(texts)} texts",
            )
        return good

    def _pair(
        self, source_language: str, target_language: str
    ) -> tuple[str, str] | None:
        if source_language == target_language:
            return None
        capability = self._capability()
        source = source_code(source_language, capability)
        if source is None:
            return None
        target = target_code(target_language, capability[source])
        return None if target is None else (source, target)

    def _capability(self) -> Capability:
        key = f"translations:machine:languages:{self._fingerprint()}"
        known: Capability | None = cache.get(key)
        if known is None:
            known = self._ask_capability()
            if not any(known.values()):
                raise EngineAnswerError(self.display_name, "lists no languages")
            cache.set(key, known, CAPABILITY_SECONDS)
        return known

    def _fingerprint(self) -> str:
        """Name this service with this key in the cache, without giving either away."""
        words = "\n".join((self.code, self._url, self._key))
        return sha256(words.encode()).hexdigest()[:32]

    def _objects(self, data: Json, name: str = "") -> list[dict[str, Json]]:
        """Return the list of objects that an answer is, or has under a name.

        Raises:
            EngineAnswerError: it is, or has, none.
        """
        if name:
            data = data.get(name) if isinstance(data, dict) else None
        if not isinstance(data, list):
            raise EngineAnswerError(self.display_name, "the answer has another shape")
        return [item for item in data if isinstance(item, dict)]


def strings(texts: Sequence[str]) -> list[StringValue]:
    """Return texts as wagtail-localize's translators want them."""
    return [StringValue(text) for text in texts]


def locale(code: str) -> Locale:
    """Return a language as wagtail-localize's translators want it; no row of ours."""
    return Locale(language_code=code)
