"""What nothing is suggested on, and what keeps its suggestions."""

import re

import pytest

from core.languages import CODES
from search.concepts import phrases_of
from search.need import (
    is_about_help,
    is_help_topic,
    names_help_topic,
    sounds_like_need,
)
from search.projection import projection_bulk
from search.query import language_data, parse
from search.selectors import search
from search.suggestions import suggestions
from tests.search.builders import described, version
from tests.search.test_need import queries

# What professionals look for, beside what names a topic for work.
NAMED = 0.25


def topics(code):
    return language_data(code)["help_topics"]


def suggested(typed, language="en"):
    return [item.text for item in suggestions(parse(typed, language=language))]


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_a_short_list_that_is_recognised(db, code):
    every = topics(code)
    assert 10 <= len(set(every)) == len(every) <= 40
    for topic in every:
        assert is_help_topic(topic, code), topic
        assert is_help_topic(topic.upper(), code), topic
        assert names_help_topic(topic, code), topic
        assert names_help_topic(f"Ana, {topic.upper()}", code), topic


@pytest.mark.parametrize("code", CODES)
def test_topics_and_phrases_of_need_are_recognised_before_the_last_letter(db, code):
    for phrase in (*topics(code), *language_data(code)["need_phrases"]):
        # A pronoun that an apostrophe joins is a word of its own.
        *_others, last = re.split("[ ’']", phrase)
        if len(last) > 3:
            assert is_about_help(phrase[:-1], code, is_typed=True), phrase


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_the_portals_own_subject_keep_their_suggestions(db, code):
    for text, _concept in phrases_of(code, {}):
        assert not is_help_topic(text, code), text
        assert sounds_like_need(text, code) or not is_about_help(text, code), text


@pytest.mark.parametrize("code", CODES)
def test_few_subjects_of_work_name_a_topic(db, code):
    every = queries(code, "other")
    named = [text for text in every if is_help_topic(text, code)]
    assert len(named) <= NAMED * len(every), named


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "rape"),
        ("en", "Rap"),
        ("en", "raped in"),
        ("en", "suicide"),
        ("en", "suic"),
        ("en", "suicides among"),
        ("en", "self harm"),
        ("en", "self-harm"),
        ("en", "self-ha"),
        ("en", "kill mysel"),
        ("en", "help m"),
        ("en", "incest"),
        ("en", "nude pictures sent"),
        ("en", "he touched m"),
        ("de", "Selbstmordgedanken"),
        ("de", "vergewaltig"),
        ("fr", "violée"),
        ("fr", "sui des suicid"),
        ("pl", "zgwalcona"),
        ("tr", "tecavüz"),
        ("ka", "თვითმკვლელობა"),
        # On a page in another language.
        ("az", "suicide"),
        ("az", "kill mys"),
        ("ka", "child pornogr"),
    ],
)
def test_nothing_is_suggested_on_a_help_topic(db, no_index, language, typed):
    projection_bulk([described("a", version(language, f"{typed}ed {typed}"))])
    assert suggested(typed, language) == []


@pytest.mark.parametrize(
    "typed",
    [
        "abuse",
        "prevention",
        "protection",
        "sexual violence",
        "sexu",
        "inclu",
        "inc",
        "su",
    ],
)
def test_words_of_work_are_suggested_on(db, no_index, typed):
    title = f"{typed}sion and support for inclusion"
    projection_bulk([described("a", version("en", title))])
    assert suggested(typed) == [title]


def test_a_title_in_another_language_than_it_says_names_a_help_topic(db, no_index):
    projection_bulk([described("a", version("az", "Suicide Prevention Week"))])
    assert names_help_topic("Suicide Prevention Week", "az")
    assert suggested("preve", "az") == []


def test_a_title_that_names_a_help_topic_is_found_but_never_suggested(db, no_index):
    projection_bulk(
        [
            described("a", version("en", "Support after suicide")),
            described("b", version("en", "Support for schools")),
        ]
    )
    assert suggested("sup") == ["Support for schools"]
    page = search(parse("support suicide", language="en"), kind="initiative")
    assert [hit.slug for hit in page.hits] == ["a"]


@pytest.mark.parametrize("code", CODES)
def test_a_help_topic_alone_shows_the_way_to_help(db, code):
    for topic in topics(code):
        assert sounds_like_need(topic, code), topic
        assert sounds_like_need(f" {topic.upper()}?", code), topic


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "suicide prevention"),
        ("de", "Vergewaltigung im Strafrecht"),
        ("fr", "prévention du suicide"),
        ("en", "Suicide Convention"),
    ],
)
def test_a_help_topic_with_other_words_is_a_subject_of_work(db, language, text):
    assert is_help_topic(text, language)
    assert not sounds_like_need(text, language)
