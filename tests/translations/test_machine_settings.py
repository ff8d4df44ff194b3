"""What the environment may say about machine translation, and what it must."""

import pytest
from django.conf import settings

from portal.env import Environment, read_environment


def told(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(f"MACHINE_TRANSLATION_{name}", value)
    with pytest.raises(SystemExit) as caught:
        read_environment()
    return str(caught.value)


@pytest.mark.parametrize(
    ("values", "begin"),
    [
        ({"ENGINE": "deepl"}, "MACHINE_TRANSLATION_KEY is what deepl needs."),
        ({"ENGINE": "google"}, "MACHINE_TRANSLATION_KEY is what google needs."),
        (
            {"ENGINE": "google", "KEY": "k"},
            "MACHINE_TRANSLATION_PROJECT is what google needs.",
        ),
        ({"ENGINE": "libretranslate"}, "MACHINE_TRANSLATION_URL is what"),
        ({"ENGINE": "babelfish"}, "MACHINE_TRANSLATION_ENGINE "),
        ({"URL": "translate.example"}, "MACHINE_TRANSLATION_URL is no address"),
        ({"CHARACTERS_PER_MONTH": "-1"}, "MACHINE_TRANSLATION_CHARACTERS_PER_MONTH "),
    ],
)
def test_a_setting_that_cannot_work_is_told_before_the_portal_starts(
    monkeypatch, values, begin
):
    assert told(monkeypatch, **values).startswith(begin)


def test_an_engine_of_one_s_own_needs_an_address_alone(monkeypatch):
    monkeypatch.setenv("MACHINE_TRANSLATION_ENGINE", "libretranslate")
    monkeypatch.setenv("MACHINE_TRANSLATION_URL", "http://libretranslate:5000")
    assert Environment().machine_translation_engine == "libretranslate"


def test_no_button_spends_without_asking_the_budget():
    assert not hasattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR")
