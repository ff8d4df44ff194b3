"""The table of languages and the choice among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.languages import BY_CODE, CODES, LANGUAGES, negotiate, resolve

PROMISED = (
    "sq hy az bs bg ca hr cs da nl en et fi fr ka de el hu is ga it lv lt lb mk mt cnr "
    "nb pl pt ro rm sr sk sl es sv tr uk"
)


def test_there_are_exactly_the_39_languages_that_are_promised():
    assert set(CODES) == set(PROMISED.split())
    assert len(LANGUAGES) == len(CODES) == 39


def test_every_language_has_an_own_name_that_no_other_has():
    names = {item.autonym for item in LANGUAGES}
    assert len(names) == 39
    assert all(name == name.strip() != "" for name in names)


@pytest.mark.parametrize(
    ("code", "script"),
    [("sr", "Cyrl"), ("cnr", "Latn"), ("ka", "Geor"), ("hy", "Armn"), ("el", "Grek")],
)
def test_each_language_is_written_in_the_script_the_portal_uses(code, script):
    assert BY_CODE[code].script == script


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("az", "az"),
        ("AZ", "az"),
        ("pt-BR", "pt"),
        ("pt_BR", "pt"),
        ("no", "nb"),
        ("nn", "nb"),
        ("nn-NO", "nb"),
        ("sr-Latn-ME", "sr"),
        ("cnr", "cnr"),
        (" fr ", "fr"),
        ("ru", None),
        ("zh-Hans", None),
        ("", None),
        ("-", None),
        ("*", None),
        ("english", None),
    ],
)
def test_a_tag_leads_to_one_of_our_languages_or_to_none(tag, code):
    assert resolve(tag) == code


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "en"),
        ("az", "az"),
        ("ka,en;q=0.5", "ka"),
        ("fr;q=0.4, az;q=0.9", "az"),
        ("sr, hr", "sr"),
        ("hr;q=0.8, sr;q=0.8", "hr"),
        ("no", "nb"),
        ("nn-NO, en;q=0.9", "nb"),
        ("pt-BR, en;q=0.1", "pt"),
        ("ru, zh-CN;q=0.9, uk;q=0.5", "uk"),
        ("ru", "en"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("de;Q=0, fr;Q=0.1", "fr"),
        ("de;q=0.000, *;q=0", "en"),
        ("de;q=many, fr;q=0.2", "fr"),
        ("de; q = 0.3 , fr; q=0.2", "de"),
        (";;;,,,=", "en"),
        ("q=1", "en"),
        ("de;q=nan", "en"),
        ("x" * 5000 + ",az", "en"),
    ],
)
def test_the_best_language_is_chosen_from_what_the_browser_says(header, code):
    assert negotiate(header) == code


@given(st.text())
def test_any_header_leads_to_one_of_our_languages(header):
    assert negotiate(header) in BY_CODE


@given(
    st.lists(
        st.tuples(st.sampled_from(CODES), st.integers(1, 999)),
        min_size=1,
        max_size=8,
        unique_by=(lambda pair: pair[0], lambda pair: pair[1]),
    )
)
def test_the_highest_quality_wins_in_whatever_order_it_is_sent(pairs):
    header = ",".join(f"{code};q=0.{quality:03}" for code, quality in pairs)
    assert negotiate(header) == max(pairs, key=lambda pair: pair[1])[0]
