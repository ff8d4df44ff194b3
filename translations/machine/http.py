"""One way to ask a provider over HTTP, and one way in which its failures are told.

The library waits for each piece of an answer by itself, without end when the pieces keep
coming, and takes any number of them: here an answer has one time limit and a size.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from translations.machine.errors import (
    EngineAddressError,
    EngineAnswerError,
    EngineError,
    EngineLimitError,
    EngineQuotaError,
    EngineRefusedError,
    EngineTooLargeError,
    EngineUnavailableError,
)

LARGEST_ANSWER_BYTES: Final = 8 * 1024 * 1024
_CHUNK_BYTES: Final = 64 * 1024
CONNECT_SECONDS: Final = 5.0

type Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever the status.

    Attributes:
        data: the JSON value; None when the body is not JSON.
        is_json: whether the body was JSON.
        retry_after_seconds: from the header of that name; None without a usable one.
    """

    status: int
    data: Json
    is_json: bool
    retry_after_seconds: int | None


class _Headers(AuthBase):
    """Adds headers last: without it the library prefers a password from `.netrc`."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update(self._headers)
        return request


def ask(
    engine: str,
    url: str,
    *,
    timeout_seconds: float,
    headers: Mapping[str, str],
    parameters: Mapping[str, str] | None = None,
    body: Mapping[str, object] | None = None,
    form: Mapping[str, str] | None = None,
) -> Answer:
    """Ask once: POST when there is a body or a form, GET otherwise.

    Args:
        engine: the engine's name for errors.
        url: of the method.
        timeout_seconds: for the whole answer.
        headers: with the key; no redirect is followed, which would take them along.
        parameters: of the query.
        body: sent as JSON.
        form: sent as a form.

    Raises:
        EngineUnavailableError: no complete answer in time.
        EngineAnswerError: the answer has no end.
        EngineRefusedError: the address or the key cannot be sent at all.
    """
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    if data is not None:
        headers = {**headers, "Content-Type": "application/json"}
    deadline = time.monotonic() + timeout_seconds
    try:
        with requests.request(
            "GET" if data is None and form is None else "POST",
            url,
            params=parameters,
            data=form if data is None else data,
            auth=_Headers({"Accept": "application/json", **headers}),
            timeout=(min(CONNECT_SECONDS, timeout_seconds), timeout_seconds),
            allow_redirects=False,
            stream=True,
        ) as response:
            content = _read(engine, response, deadline)
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.MissingSchema,
        requests.exceptions.InvalidSchema,
    ) as error:
        raise EngineAddressError(engine, type(error).__name__) from None
    except ValueError as error:
        # A key with a line break, or in letters that no header can carry.
        raise EngineRefusedError(engine, type(error).__name__) from None
    except (requests.RequestException, HTTPError) as error:
        # Its own words would repeat the address.
        raise EngineUnavailableError(engine, type(error).__name__) from None
    return _answer(response, content)


def _read(engine: str, response: requests.Response, deadline: float) -> bytes:
    content = bytearray()
    # What is there, instead of waiting until a chunk is full.
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        content += chunk
        if len(content) > LARGEST_ANSWER_BYTES:
            raise EngineAnswerError(engine, "the answer is too large")
        if time.monotonic() > deadline:
            raise EngineUnavailableError(engine, "the answer takes too long")
    return bytes(content)


def _answer(response: requests.Response, content: bytes) -> Answer:
    try:
        data, is_json = json.loads(content), True
    # Nested too deeply is a RecursionError.
    except (ValueError, RecursionError):
        data, is_json = None, False
    wait = retry_after(response.headers.get("Retry-After", ""))
    return Answer(response.status_code, data, is_json, wait)


def retry_after(value: str) -> int | None:
    """Read the value of a `Retry-After` header: seconds, or a date.

    Source: RFC 9110, 10.2.3.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        # More digits than any wait has would cost time to read.
        return int(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0, round((moment - datetime.now(UTC)).total_seconds()))


_BY_STATUS: Final[dict[int, type[EngineError]]] = {
    401: EngineRefusedError,
    403: EngineRefusedError,
    404: EngineAddressError,
    405: EngineAddressError,
    408: EngineUnavailableError,
    413: EngineTooLargeError,
    414: EngineTooLargeError,
    429: EngineLimitError,
    # DeepL's own: the characters of the month are used up.
    456: EngineQuotaError,
}


def failure(engine: str, answer: Answer) -> EngineError | None:
    """Return the error that a status means everywhere; None for 200."""
    status, message = answer.status, f"answered {answer.status}"
    if status == requests.codes.ok:
        if answer.is_json:
            return None
        return EngineAnswerError(engine, "answered 200 without JSON")
    kind = _BY_STATUS.get(status, EngineRefusedError)
    if status >= 500:
        kind = EngineUnavailableError
    elif status < 400:
        # A redirect, or a success that brings nothing: another kind of server.
        kind = EngineAddressError
    if issubclass(kind, EngineLimitError | EngineUnavailableError):
        return kind(engine, message, retry_after_seconds=answer.retry_after_seconds)
    return kind(engine, message)
