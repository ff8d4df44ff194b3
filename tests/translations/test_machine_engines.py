"""Each engine speaks its provider's protocol and knows what the provider can."""

import json

import pytest
from django.core.cache import cache

from core.languages import CODES
from tests.translations.providers import (
    KEY,
    DeepL,
    Google,
    LibreTranslate,
    running,
)
from translations import machine
from translations.machine.base import (
    EngineLanguageError,
    EngineRefusedError,
    EngineTooLargeError,
)
from translations.machine.codes import target_code
from translations.machine.deepl import DeepLEngine
from translations.machine.google import GoogleEngine
from translations.machine.libretranslate import LibreTranslateEngine


@pytest.fixture
def deepl():
    with running(DeepL()) as provider:
        yield provider, DeepLEngine(url=provider.url, key=KEY, timeout_seconds=5)


@pytest.fixture
def libre():
    with running(LibreTranslate()) as provider:
        yield (
            provider,
            LibreTranslateEngine(url=provider.url, key="", timeout_seconds=5),
        )


@pytest.fixture
def google():
    with running(Google()) as provider:
        yield (
            provider,
            GoogleEngine(
                url=provider.url, key=KEY, timeout_seconds=5, project="pact-test"
            ),
        )


TEXTS = ['See <a id="a1">the <b>Pact</b></a> &amp; join', "Ébauche «à relire» ♥"]


@pytest.mark.parametrize("name", ["deepl", "libre", "google"])
def test_texts_come_back_in_their_order_with_mark_up_and_every_letter(name, request):
    _provider, engine = request.getfixturevalue(name)
    assert engine.translate("en", "fr", TEXTS) == [f"Mot {text}" for text in TEXTS]
    assert engine.translate("en", "fr", []) == []


def test_deepl_is_asked_as_its_documentation_says(deepl):
    provider, engine = deepl
    engine.translate("en", "pt", ["Hello"])
    asked = provider.asked_to_translate()[0]
    assert asked["method"] == "POST"
    assert asked["headers"]["Authorization"] == f"DeepL-Auth-Key {KEY}"
    assert asked["body"] == {
        "text": ["Hello"],
        "tag_handling": "xml",
        "ignore_tags": ["x"],
        "source_lang": "EN",
        "target_lang": "PT-PT",
    }


def test_a_free_key_leads_to_the_host_of_the_free_service():
    free = DeepLEngine(url="", key="abc:fx", timeout_seconds=5)
    paid = DeepLEngine(url="", key="abc", timeout_seconds=5)
    assert free._url == "https://api-free.deepl.com"
    assert paid._url == "https://api.deepl.com"


def test_deepl_offers_what_it_lists_under_our_codes(deepl):
    provider, engine = deepl
    assert engine.languages() == {"pt", "fr", "el", "nb", "sr", "uk"}
    assert engine.can_translate("fr", "en")
    engine.translate("fr", "en", ["Bonjour"])
    assert provider.asked_to_translate()[0]["body"]["target_lang"] == "EN-GB"


def test_what_a_provider_can_is_asked_once_a_day(deepl):
    provider, engine = deepl
    for _ in range(3):
        engine.languages()
    again = DeepLEngine(url=provider.url, key=KEY, timeout_seconds=5)
    assert again.can_translate("en", "fr")
    assert [item["path"] for item in provider.asked] == ["/v2/languages"] * 2
    cache.clear()
    engine.languages()
    assert len(provider.asked) == 4


def test_another_key_does_not_see_what_the_first_one_may(deepl):
    provider, engine = deepl
    engine.languages()
    other = DeepLEngine(url=provider.url, key="wrong", timeout_seconds=5)
    with pytest.raises(EngineRefusedError):
        other.languages()


def test_libretranslate_is_asked_without_a_key_when_none_is_set(libre):
    provider, engine = libre
    engine.translate("en", "nb", ["Hello"])
    asked = provider.asked_to_translate()[0]
    assert asked["body"] == {
        "q": ["Hello"],
        "source": "en",
        "target": "nb",
        "format": "html",
    }


def test_libretranslate_gets_its_key_in_the_body(libre):
    provider, _engine = libre
    provider.needs_key = True
    engine = LibreTranslateEngine(url=provider.url + "/", key=KEY, timeout_seconds=5)
    assert engine.translate("en", "fr", ["Hello"]) == ["Mot Hello"]
    with pytest.raises(EngineRefusedError):
        LibreTranslateEngine(url=provider.url, key="", timeout_seconds=5).translate(
            "en", "fr", ["Hello"]
        )


def test_libretranslate_offers_the_pairs_it_lists(libre):
    _provider, engine = libre
    assert engine.languages() == {"fr", "el", "nb", "sr"}
    assert engine.can_translate("fr", "en")
    assert not engine.can_translate("fr", "el")


def test_a_language_that_is_not_listed_is_not_asked_for(deepl):
    provider, engine = deepl
    assert not engine.can_translate("en", "mt")
    assert not engine.can_translate("mt", "en")
    assert not engine.can_translate("en", "en")
    with pytest.raises(EngineLanguageError):
        engine.translate("en", "mt", ["Hello"])
    assert provider.asked_to_translate() == []


@pytest.mark.parametrize(
    ("ours", "listed", "theirs"),
    [
        ("nb", ["NB", "NO"], "NB"),
        ("nb", ["no"], "no"),
        ("pt", ["pt", "pt-BR", "pt-PT"], "pt-PT"),
        ("pt", ["pt-BR"], None),
        ("en", ["EN-US", "EN-GB"], "EN-GB"),
        ("en", ["EN-US"], None),
        ("sr", ["sr-Latn", "sr-Cyrl"], "sr-Cyrl"),
        ("sr", ["sr-Latn"], None),
        ("cnr", ["sr", "hr", "bs"], None),
        ("cnr", ["sr", "sr-Latn"], "sr-Latn"),
        ("cnr", ["sr-Latn", "cnr"], "cnr"),
        ("rm", ["rm"], "rm"),
        ("de", ["DE"], "DE"),
    ],
)
def test_our_codes_meet_a_provider_s_own_and_no_neighbour_s(ours, listed, theirs):
    assert target_code(ours, listed) == theirs


def test_each_of_our_languages_is_found_under_its_own_code():
    spelt = [code.upper() for code in CODES]
    assert [target_code(code, spelt) for code in CODES] == spelt


def test_deepl_never_gets_more_than_fifty_texts_or_its_size(deepl):
    provider, engine = deepl
    texts = [f"text {number}" for number in range(120)]
    assert len(engine.translate("en", "fr", texts)) == 120
    sizes = [len(item["body"]["text"]) for item in provider.asked_to_translate()]
    assert sizes == [50, 50, 20]
    provider.asked.clear()
    # Two bytes a letter: characters alone would not tell.
    large = ["ж" * 25_000 for _ in range(6)]
    assert len(engine.translate("uk", "fr", large)) == 6
    sent = provider.asked_to_translate()
    assert len(sent) == 3
    assert max(len(item["raw"]) for item in sent) <= 128 * 1024


def test_a_server_with_narrower_limits_gets_smaller_requests(libre):
    provider, engine = libre
    provider.char_limit = 100
    texts = ["a" * 60, "b" * 60, "c" * 30, "d" * 30]
    assert engine.translate("en", "fr", texts) == [f"Mot {text}" for text in texts]
    with pytest.raises(EngineTooLargeError) as caught:
        engine.translate("en", "fr", ["e" * 101])
    assert "too long for LibreTranslate" in caught.value.sentence


def test_older_libretranslate_servers_translate_everything_into_everything(libre):
    provider, engine = libre
    languages = [{"code": "en", "name": "English"}, {"code": "fr", "name": "French"}]
    provider.failures = [(200, {}, json.dumps(languages).encode())]
    assert engine.languages() == {"fr"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("deepl", DeepLEngine),
        ("libretranslate", LibreTranslateEngine),
        ("google", GoogleEngine),
    ],
)
def test_the_settings_choose_the_engine(settings, code, kind):
    settings.MACHINE_TRANSLATION_ENGINE = code
    settings.MACHINE_TRANSLATION_KEY = "some key"
    engine = machine.engine()
    assert type(engine) is kind
    assert engine.code == code
    assert machine.engine() is engine


def test_there_is_no_engine_unless_the_settings_choose_one(settings):
    settings.MACHINE_TRANSLATION_ENGINE = ""
    assert machine.engine() is None
