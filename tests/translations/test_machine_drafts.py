"""Drafts of many texts: paid for once, checked, and never more than the budget allows."""

import json
import logging

import pytest
from django.core.cache import cache

from tests.translations.providers import (
    KEY,
    DeepL,
    Google,
    LibreTranslate,
    running,
    translated,
    words_of,
)
from translations.machine import engine
from translations.machine.base import (
    BudgetSpentError,
    EngineAnswerError,
    EngineLanguageError,
    EngineLimitError,
    EngineRefusedError,
    EngineUnavailableError,
)
from translations.machine.budget import budget_left
from translations.machine.drafts import drafts_for
from translations.models import MachineUsage


@pytest.fixture(autouse=True)
def _database(db):
    """Every call asks the budget."""


def choose(settings, code, provider):
    settings.MACHINE_TRANSLATION_ENGINE = code
    settings.MACHINE_TRANSLATION_URL = provider.url
    settings.MACHINE_TRANSLATION_KEY = KEY
    settings.MACHINE_TRANSLATION_PROJECT = "pact-test"
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 1000


@pytest.fixture
def deepl(settings):
    with running(DeepL()) as provider:
        choose(settings, "deepl", provider)
        yield provider


@pytest.fixture(
    params=[("deepl", DeepL), ("libretranslate", LibreTranslate), ("google", Google)]
)
def provider(request, settings):
    code, kind = request.param
    with running(kind()) as provider:
        choose(settings, code, provider)
        yield provider


def spent():
    row = MachineUsage.objects.first()
    return (row.characters, row.requests) if row else (0, 0)


def test_without_an_engine_there_are_no_drafts_and_no_trouble(settings):
    settings.MACHINE_TRANSLATION_ENGINE = ""
    assert drafts_for({1: "Hello"}, "en", "fr") == {}
    assert not MachineUsage.objects.exists()


def test_drafts_keep_links_placeholders_and_terms_with_every_engine(provider):
    texts = {
        "a": 'Join <a id="a1">ONE in FIVE</a>, {name} &amp; others',
        "b": "Call 116 111",
    }
    drafts = drafts_for(texts, "en", "fr", ["ONE in FIVE"])
    assert drafts == {
        "a": 'Mot Join <a id="a1">ONE in FIVE</a>, {name} &amp; others',
        "b": "Mot Call 116 111",
    }


def test_an_engine_that_translates_placeholders_does_no_harm(provider):
    def spoil(text, target):
        return translated(text, target).replace("{name}", "{nom}")

    provider.translate = spoil
    assert drafts_for({1: "Dear {name}"}, "en", "fr") == {1: "Mot Dear {name}"}


def test_one_text_is_sent_and_paid_for_once_however_often_it_occurs(deepl):
    texts = dict.fromkeys(range(10), "Read more") | {10: " Read more "}
    drafts = drafts_for(texts, "en", "fr")
    assert drafts == dict.fromkeys(range(10), "Mot Read more") | {10: " Mot Read more "}
    assert [item["body"]["text"] for item in deepl.asked_to_translate()] == [
        ["Read more"]
    ]
    assert spent() == (len("Read more"), 1)


def test_what_has_no_words_is_its_own_draft_and_costs_nothing(deepl):
    texts = {1: "2024", 2: "{count}", 3: "ONE in FIVE", 4: "", 5: "  "}
    drafts = drafts_for(texts, "en", "fr", ["ONE in FIVE"])
    assert drafts == {1: "2024", 2: "{count}", 3: "ONE in FIVE"}
    assert deepl.asked == []
    assert spent() == (0, 0)


def test_a_spoiled_answer_leaves_its_text_untranslated_and_the_others_not(
    deepl, caplog
):
    def spoil(text, target):
        return "perdu" if "link" in text else translated(text, target)

    deepl.translate = spoil
    texts = {1: 'A <a id="a1">link</a>', 2: "A word"}
    with caplog.at_level(logging.WARNING):
        assert drafts_for(texts, "en", "fr") == {2: "Mot A word"}
    assert "deepl into fr: answers dropped: {'markup': 1}" in caplog.text
    assert "link" not in caplog.text


def test_serbian_in_latin_letters_is_no_serbian_of_the_portal(deepl):
    deepl.translate = lambda text, target: "Potpišite Pakt"
    assert drafts_for({1: "Sign the Pact"}, "en", "sr") == {}
    deepl.translate = lambda text, target: "Потпишите Пакт"
    assert drafts_for({1: "Sign the Pact"}, "en", "sr") == {1: "Потпишите Пакт"}


def test_the_budget_is_asked_before_anything_is_sent(deepl, settings):
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 10
    with pytest.raises(BudgetSpentError) as caught:
        drafts_for({1: "More than ten characters"}, "en", "fr")
    assert deepl.asked_to_translate() == []
    assert caught.value.drafts == {}
    assert (caught.value.needed, caught.value.left) == (24, 10)
    assert drafts_for({1: "Just ten.."}, "en", "fr") == {1: "Mot Just ten.."}
    assert budget_left("deepl") == 0
    with pytest.raises(BudgetSpentError):
        drafts_for({1: "x"}, "en", "fr")


def test_what_is_counted_is_what_is_sent(deepl):
    drafts_for({1: "Dear {name}", 2: "R&amp;D works"}, "en", "fr")
    sent = deepl.asked_to_translate()[0]["body"]["text"]
    assert spent() == (sum(map(len, sent)), 1)
    assert budget_left("deepl") == 1000 - sum(map(len, sent))


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, EngineRefusedError), (429, EngineLimitError), (500, EngineUnavailableError)],
)
def test_a_failed_request_costs_nothing(provider, status, kind):
    drafts_for({1: "first"}, "en", "fr")
    before = MachineUsage.objects.get().characters
    provider.failures = [(status, {}, b"{}")]
    with pytest.raises(kind):
        drafts_for({1: "second"}, "en", "fr")
    assert MachineUsage.objects.get().characters == before


def test_an_answer_that_cannot_be_used_was_paid_for(deepl):
    drafts_for({1: "one"}, "en", "fr")
    deepl.failures = [(200, {}, b'{"translations": []}')]
    with pytest.raises(EngineAnswerError):
        drafts_for({1: "four"}, "en", "fr")
    assert spent() == (len("one") + len("four"), 2)


def test_a_failure_in_the_middle_hands_over_what_was_paid_for(deepl, settings):
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 10_000
    drafts_for({"warm": "up"}, "en", "fr")
    texts = {number: f"Text {number:03}" for number in range(120)}
    deepl.failures = [
        (200, {}, answers(f"Mot Text {number:03}" for number in range(50))),
        (429, {"Retry-After": "30"}, b"{}"),
    ]
    with pytest.raises(EngineLimitError) as caught:
        drafts_for(texts, "en", "fr")
    assert caught.value.retry_after_seconds == 30
    assert caught.value.drafts == {
        number: f"Mot Text {number:03}" for number in range(50)
    }
    assert spent() == (len("up") + 50 * len("Text 000"), 1 + 2)
    cache.clear()
    left = {key: text for key, text in texts.items() if key >= 50}
    assert len(drafts_for(left, "en", "fr")) == 70
    assert spent() == (len("up") + 120 * len("Text 000"), 3 + 2)


def answers(texts):
    return json.dumps({"translations": [{"text": text} for text in texts]}).encode()


def test_a_text_that_is_too_long_does_not_stop_the_others(settings):
    with running(LibreTranslate()) as provider:
        choose(settings, "libretranslate", provider)
        provider.char_limit = 50
        texts = {1: "short", 2: "w" * 60, 3: "also short", 4: "z" * 6000}
        assert drafts_for(texts, "en", "fr") == {
            1: "Mot short",
            3: "Mot also short",
        }
        assert all("z" not in item["body"]["q"] for item in provider.asked[1:])


def test_a_text_that_no_xml_can_hold_is_not_sent(deepl):
    assert drafts_for({1: "a\x0bb", 2: "word"}, "en", "fr") == {2: "Mot word"}


def test_a_language_the_provider_does_not_list_costs_nothing(deepl):
    with pytest.raises(EngineLanguageError) as caught:
        drafts_for({1: "Hello"}, "en", "mt")
    assert "translate by hand" in caught.value.sentence
    assert spent() == (0, 0)


def test_a_process_that_is_stopped_returns_what_it_had_not_begun(deepl):
    drafts_for({"warm": "up"}, "en", "fr")
    size = len("Text 000")
    begun = []

    def stop(text, target):
        begun.append(text)
        return translated(text, target)

    deepl.translate = stop
    chosen = engine()
    real = chosen.translate

    def stopped(source, target, texts):
        if begun:
            raise KeyboardInterrupt
        return real(source, target, texts)

    chosen.translate = stopped
    try:
        with pytest.raises(KeyboardInterrupt):
            drafts_for({n: f"Text {n:03}" for n in range(120)}, "en", "fr")
    finally:
        del chosen.translate
    # The second request may have been sent; the third was not.
    assert spent() == (len("up") + 100 * size, 1 + 2)


def test_words_of_a_long_mixed_page_survive(provider, settings):
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 10_000
    texts = {
        number: f'<b>Part {number}</b> of <a id="a{number}">the text</a>'
        for number in range(60)
    }
    drafts = drafts_for(texts, "en", "el")
    assert list(drafts) == list(texts)
    assert words_of(drafts[59]) == "Λέξη Part 59 of the text"
