"""Whatever a provider does, the editor is told what happened and what to do."""

import socket
import threading
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import translation

from tests.translations.engines import SECRET, failing, made
from tests.translations.providers import KEY, DeepL, Google, LibreTranslate, running
from translations.machine import http
from translations.machine.base import (
    BudgetSpentError,
    EngineAddressError,
    EngineAnswerError,
    EngineError,
    EngineLimitError,
    EngineQuotaError,
    EngineRefusedError,
    EngineTooLargeError,
    EngineUnavailableError,
)
from translations.machine.deepl import DeepLEngine


@pytest.fixture(params=[DeepL, LibreTranslate, Google])
def provider(request):
    with running(request.param()) as provider:
        made(provider).languages()
        provider.asked.clear()
        yield provider


@pytest.fixture
def deepl():
    with running(DeepL()) as provider:
        made(provider).languages()
        provider.asked.clear()
        yield provider


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, EngineRefusedError),
        (401, EngineRefusedError),
        (403, EngineRefusedError),
        (404, EngineAddressError),
        (408, EngineUnavailableError),
        (413, EngineTooLargeError),
        (429, EngineLimitError),
        (500, EngineUnavailableError),
        (502, EngineUnavailableError),
        (503, EngineUnavailableError),
        (504, EngineUnavailableError),
        (529, EngineUnavailableError),
        (204, EngineAddressError),
    ],
)
def test_each_status_is_one_kind_of_error(provider, status, kind):
    provider.failures = [(status, {}, b"<html>no JSON</html>" * (status != 204))]
    assert type(failing(provider)) is kind


def test_deepl_s_own_status_says_that_its_allowance_is_used_up(deepl):
    deepl.failures = [(456, {}, b'{"message": "Quota exceeded"}')]
    error = failing(deepl)
    assert type(error) is EngineQuotaError
    assert error.sentence.startswith("The allowance at DeepL is used up.")


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (403, "User Rate Limit Exceeded", EngineLimitError),
        (403, "Daily Limit Exceeded", EngineQuotaError),
        (429, "Quota exceeded: characters per day", EngineQuotaError),
        (429, "Quota exceeded: characters per minute", EngineLimitError),
        (403, "Cloud Translation API has not been used", EngineRefusedError),
    ],
)
def test_google_s_limits_are_told_from_its_refusals(status, message, kind):
    body = f'{{"error": {{"code": {status}, "message": "{message}"}}}}'.encode()
    with running(Google()) as provider:
        made(provider).languages()
        provider.failures = [(status, {}, body)]
        assert type(failing(provider)) is kind


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"translations": [', b"\xff\xfe", b"[" * 100_000]
)
def test_an_answer_that_is_no_json_cannot_be_used(provider, body):
    provider.failures = [(200, {}, body)]
    assert type(failing(provider)) is EngineAnswerError


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"[]",
        b"{}",
        b'{"translations": {}, "translatedText": "one"}',
        b'{"translations": [], "translatedText": []}',
        b'{"translations": [null], "translatedText": [null]}',
        b'{"translations": [{}], "translatedText": [{}]}',
        b'{"translations": [{"text": 7, "translatedText": 7}], "translatedText": [7]}',
    ],
)
def test_an_answer_of_another_shape_cannot_be_used(provider, body):
    provider.failures = [(200, {}, body)]
    assert type(failing(provider)) is EngineAnswerError


def test_fewer_answers_than_questions_cannot_be_used(provider):
    body = b'{"translations": [{"text": "a", "translatedText": "a"}], '
    provider.failures = [(200, {}, body + b'"translatedText": ["a"]}')]
    with pytest.raises(EngineAnswerError):
        made(provider).translate("en", "fr", ["one", "two"])


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"languages": []}', b'["en"]'])
def test_a_list_of_no_languages_is_not_remembered(provider, body):
    cache.clear()
    provider.failures = [(200, {}, body)] * 2
    with pytest.raises(EngineAnswerError):
        made(provider).languages()
    provider.failures = []
    assert "fr" in made(provider).languages()


def test_a_provider_that_does_not_answer_in_time_is_given_up(provider):
    provider.hang = threading.Event()
    assert type(failing(provider, timeout_seconds=0.1)) is EngineUnavailableError


def test_an_answer_that_never_ends_is_given_up(provider):
    provider.drip = threading.Event()
    assert type(failing(provider, timeout_seconds=0.3)) is EngineUnavailableError


def test_an_answer_that_stops_in_the_middle_is_given_up(deepl):
    deepl.failures = [(200, {"Content-Length": "500"}, b'{"translations": [')]
    assert isinstance(failing(deepl), EngineUnavailableError | EngineAnswerError)


def test_an_answer_without_measure_is_not_read_to_its_end(deepl, monkeypatch):
    monkeypatch.setattr(http, "LARGEST_ANSWER_BYTES", 100_000)
    deepl.failures = [(200, {}, b" " * 200_000)]
    assert type(failing(deepl)) is EngineAnswerError


def test_a_closed_port_is_a_provider_that_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
    engine = DeepLEngine(url=url, key=KEY, timeout_seconds=1)
    with pytest.raises(EngineUnavailableError) as caught:
        engine.translate("en", "fr", [SECRET])
    assert url not in str(caught.value)


@pytest.mark.parametrize("url", ["http://", "translate", "ftp://127.0.0.1"])
def test_an_address_that_is_none_is_told_as_such(url):
    with pytest.raises(EngineAddressError):
        DeepLEngine(url=url, key=KEY, timeout_seconds=1).languages()


def test_a_key_that_no_header_can_carry_is_refused():
    with running(DeepL()) as provider:
        for key in ("ключ", "two\r\nlines"):
            engine = DeepLEngine(url=provider.url, key=key, timeout_seconds=1)
            with pytest.raises(EngineRefusedError):
                engine.languages()
        assert provider.asked == []


def test_no_redirect_takes_texts_and_key_elsewhere(provider):
    with running(DeepL()) as other:
        provider.failures = [(307, {"Location": f"{other.url}/v2/translate"}, b"")]
        assert type(failing(provider)) is EngineAddressError
        assert other.asked == []


def test_a_password_file_of_the_machine_does_not_replace_the_key(
    deepl, monkeypatch, tmp_path
):
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(file))
    made(deepl).translate("en", "fr", ["Hello"])
    authorization = deepl.asked[0]["headers"]["Authorization"]
    assert authorization == f"DeepL-Auth-Key {KEY}"


KINDS = [
    EngineError,
    EngineRefusedError,
    EngineAddressError,
    EngineTooLargeError,
    EngineLimitError,
    EngineQuotaError,
    EngineUnavailableError,
    EngineAnswerError,
]


def test_each_kind_of_failure_has_a_sentence_of_its_own():
    sentences = [kind("DeepL").sentence for kind in KINDS]
    assert len(set(sentences)) == len(KINDS)
    assert all("DeepL" in text and text.endswith(".") for text in sentences)


def test_the_budget_s_sentence_gives_numbers_and_date_in_the_reader_s_way():
    error = BudgetSpentError(
        "deepl", needed=1234567, left=1000, renewed_on=date(2026, 12, 1)
    )
    with translation.override("en"):
        assert "1,234,567" in error.sentence
        assert "1,000 are left" in error.sentence
    with translation.override("de"):
        assert "1.234.567" in error.sentence
