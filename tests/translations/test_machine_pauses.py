"""A provider that wants to be left alone is left alone, by everybody and for a while."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core.cache import cache

from tests.translations.engines import failing, made
from tests.translations.providers import DeepL, LibreTranslate, running
from translations.machine import http
from translations.machine.base import EngineLimitError, EngineUnavailableError


@pytest.fixture
def deepl():
    with running(DeepL()) as provider:
        made(provider).languages()
        provider.asked.clear()
        yield provider


def test_a_limit_says_when_to_come_back(deepl):
    deepl.failures = [(429, {"Retry-After": "17"}, b"{}")]
    assert failing(deepl).retry_after_seconds == 17
    cache.clear()
    made(deepl).languages()
    deepl.failures = [(503, {"Retry-After": "90"}, b"")]
    assert failing(deepl).retry_after_seconds == 90


@pytest.mark.parametrize(
    ("value", "low", "high"), [("120", 120, 120), ("0", 0, 0), ("9" * 5000, 1, 10**9)]
)
def test_seconds_to_wait_are_read(value, low, high):
    assert low <= http.retry_after(value) <= high


def test_a_moment_to_wait_for_is_read():
    moment = datetime.now(UTC) + timedelta(seconds=60)
    assert 55 <= http.retry_after(format_datetime(moment, usegmt=True)) <= 60
    assert http.retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert http.retry_after("Wed, 21 Oct 2015 07:28:00 -0000") == 0


@pytest.mark.parametrize("value", ["", "soon", "-5", "٣", "Wed, 99 Foo 2015"])
def test_a_wait_that_cannot_be_read_is_none(value):
    assert http.retry_after(value) is None


def test_after_a_limit_nobody_asks_until_the_provider_wants_it(deepl):
    deepl.failures = [(429, {"Retry-After": "60"}, b"{}")]
    failing(deepl)
    error = failing(deepl)
    assert type(error) is EngineLimitError
    assert 55 <= error.retry_after_seconds <= 60
    assert len(deepl.asked) == 1


def test_a_provider_in_trouble_is_left_alone_for_a_moment(deepl, monkeypatch):
    deepl.failures = [(500, {}, b"")]
    assert failing(deepl).retry_after_seconds is None
    error = failing(deepl)
    assert type(error) is EngineUnavailableError
    assert 1 <= error.retry_after_seconds <= 10
    assert len(deepl.asked) == 1


def test_a_pause_ends(deepl):
    deepl.failures = [(429, {"Retry-After": "0"}, b"{}")]
    failing(deepl)
    assert made(deepl).translate("en", "fr", ["Hello"]) == ["Mot Hello"]


def test_no_header_stops_machine_translation_for_longer_than_an_hour(deepl):
    deepl.failures = [(429, {"Retry-After": "99999999"}, b"{}")]
    failing(deepl)
    assert failing(deepl).retry_after_seconds <= 3600


def test_a_pause_concerns_one_service_alone(deepl):
    deepl.failures = [(500, {}, b"")]
    failing(deepl)
    with running(LibreTranslate()) as other:
        assert made(other).translate("en", "fr", ["Hello"]) == ["Mot Hello"]


def test_a_refusal_begins_no_pause(deepl):
    deepl.failures = [(403, {}, b"{}")]
    failing(deepl)
    assert made(deepl).translate("en", "fr", ["Hello"]) == ["Mot Hello"]
