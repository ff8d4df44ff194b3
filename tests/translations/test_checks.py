"""A correct translation gets no finding, in any language; a faulty one gets its own."""

import html
import time
import tomllib
from statistics import median

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from core.languages import CODES
from tests.translations.pairs import TREATIES, TREATY, pair, term
from translations.checks import CODES as CHECKS
from translations.checks import Finding, GlossaryRule, Severity, TextPair, check


def codes(found):
    return [(finding.check, finding.severity.value) for finding in found]


def test_every_language_has_an_example():
    assert set(TREATIES) == set(CODES) - {"en", "bs"}


@pytest.mark.parametrize("language", sorted(TREATIES))
def test_a_correct_translation_gets_no_finding(language):
    assert check(pair(TREATY, TREATIES[language], language)) == []


@pytest.mark.parametrize("language", sorted(TREATIES))
@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("2007", "2008", ("dates", "error")),
        ("25", "26", ("dates", "error")),
        ("116 111", "116 113", ("telephone", "error")),
        ("{name}", "{nom}", ("placeholders", "error")),
        ('<a id="a1">', '<a id="a2">', ("links", "error")),
        ("<b>", "<b><b>", ("markup", "error")),
        ("</b>", "", ("markup", "error")),
        ("500", "600", ("numbers", "error")),
        ("</b>", "  </b>", ("whitespace", "warning")),
    ],
)
def test_a_fault_is_found_in_every_language(language, right, wrong, code):
    faulty = TREATIES[language].replace(right, wrong, 1)

    found = check(pair(TREATY, faulty, language))

    assert code in codes(found)
    # One fault is not told under several names.
    assert len({finding.check for finding in found}) == 1


@pytest.mark.parametrize("language", sorted(set(TREATIES) - {"hy"}))
def test_a_question_that_was_none_is_found_in_every_language(language):
    mark = ";" if language == "el" else "\u202f?" if language == "fr" else "?"
    faulty = TREATIES[language].removesuffix(".") + mark

    assert ("end_punctuation", "warning") in codes(
        check(pair(TREATY, faulty, language))
    )


@pytest.mark.parametrize("target", ["", "  \n "])
def test_no_translation_yet_is_no_fault(target):
    assert check(pair(TREATY, target, "fi")) == []


def test_errors_come_first():
    found = check(pair("Call 116 111.", "Ring  116 112!", "sv"))

    severities = [finding.severity for finding in found]
    assert severities == sorted(severities)
    assert {Severity.ERROR, Severity.WARNING} == set(severities)


def test_a_message_is_a_sentence_and_names_the_piece():
    (found,) = check(pair("Write to {name}.", "Schreiben Sie.", "de"))

    assert found == Finding(
        "placeholders",
        Severity.ERROR,
        "The placeholder {name} is missing. Copy it from the source exactly as it is.",
        "{name}",
    )


def test_a_text_longer_than_its_field_is_an_error():
    (found,) = check(pair("Help", "R&amp;D <b>", "en", max_length=2))[-1:]
    long = check(pair("Help &amp; care", "Hilfe &amp; Rat", "de", max_length=10))
    fits = check(pair("Help &amp; care", "Hilfe &amp; Rat", "de", max_length=11))

    assert codes(long) == [("length", "error")]
    assert long[0].excerpt == "t"
    assert fits == []
    assert found.check in CHECKS


def _texts(node):
    """All texts of the vocabulary by their keys; lists of synonyms left out."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from (((key, *rest), text) for rest, text in _texts(value))
        elif isinstance(value, str):
            yield (key,), html.escape(value, quote=False)


def _vocabulary(language):
    path = settings.BASE_DIR / "pact" / "data" / "vocabulary" / f"{language}.toml"
    return dict(_texts(tomllib.loads(path.read_text("utf-8"))))


@pytest.mark.parametrize("language", sorted(set(CODES) - {"en"}))
def test_the_vocabulary_as_it_is_translated_has_no_error(language):
    english, own = _vocabulary("en"), _vocabulary(language)

    for key in english.keys() & own.keys():
        found = check(pair(english[key], own[key], language))
        assert [item for item in found if item.severity == Severity.ERROR] == []
    assert len(english.keys() & own.keys()) > 20


LANGUAGE = st.sampled_from(CODES)
PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["<b>", "</b>", "<br>", '<a id="a1">', "</a>", "<", "&lt;", "%s", "{x}",
             "25 October 2007", "1,500", "116 111", "+", "0", ".", ":", "\u00a0", "²",
             "<!--", "<script", "9" * 40, "May", "10:30", "?", "¿", "՞", "XIV"]
        ),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(PIECES, PIECES, LANGUAGE, LANGUAGE, PIECES)
def test_no_text_at_all_makes_a_check_fail(source, target, ours, theirs, words):
    rules = [
        GlossaryRule(words, (target[:9],), (source[:9],)),
        GlossaryRule("", ("a",)),
    ]
    rules += [GlossaryRule(source[:5], do_not_translate=True)]

    found = check(TextPair(source, target, ours, theirs, 5, rules))

    assert {finding.check for finding in found} <= set(CHECKS)
    assert all(finding.message for finding in found)


@given(st.text(max_size=60), LANGUAGE)
def test_a_plain_text_copied_loses_nothing_that_blocks(text, language):
    raw = html.escape(text)

    found = check(TextPair(raw, raw, language, language))

    assert [item for item in found if item.severity == Severity.ERROR] == []


@pytest.mark.parametrize(
    "text",
    ["<" * 20_000, "<a" * 10_000, "<!--" * 5_000, "1 " * 10_000, "9" * 20_000,
     "1.2.2007 " * 500, "{" * 20_000, "a " * 10_000, "+1 " * 5_000, "May 5 " * 2_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_a_hostile_text_does_not_hold_up_the_server(text):
    started = time.perf_counter()

    check(TextPair(text, text[:-1], "en", "fi"))

    assert time.perf_counter() - started < 5


def test_a_segment_of_forty_words_takes_a_few_milliseconds():
    source = " ".join([TREATY] * 2)
    target = " ".join([TREATIES["de"]] * 2)
    rules = [term("town", "Stadt"), term("local authority", "Kommune")] * 50
    seconds = []
    for _round in range(15):
        started = time.perf_counter()
        check(pair(source, target, "de", terms=rules))
        seconds.append(time.perf_counter() - started)

    # It is 2 ms on an idle core; a busy one is no fault.
    assert median(seconds) < 0.03
