"""Marks in shown texts."""

import re

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import words_of
from search.engines.base import Version
from search.highlights import Highlighter
from search.marks import marks_of
from search.query import parse
from search.terms import terms_of


def marked(text, words, language="en", reader=None):
    """Highlights of a version whose three texts are all `text`."""
    analysed = words_of(text, language)
    terms = {id(forms): terms_of(forms) for forms in analysed.forms}
    marks = [marks_of(text, analysed, terms)] * 3
    version = Version(language, True, text, text, "/", {}, text, marks)
    return Highlighter(parse(words, language=reader or language)).version(version)


def test_words_phrases_and_beginnings_are_marked():
    title = marked("Safe schools for school children", '"safe schools" chil').title
    assert title == (
        "<mark>Safe</mark> <mark>schools</mark> for school <mark>children</mark>"
    )


def test_a_word_without_its_marks_is_marked():
    assert marked("Uşaqlar", "usaqlar", "az").title == "<mark>Uşaqlar</mark>"
    assert marked("Дети", "deti", "bg", "en").title == "<mark>Дети</mark>"


def test_nothing_is_marked_without_words():
    highlights = marked("One & two", "-one")
    assert highlights.title == "One &amp; two"
    assert highlights.body == ""


def test_the_body_is_shown_around_the_first_word_found():
    text = "start " * 50 + "school" + " end" * 100
    body = marked(text, "school").body
    assert body.startswith("… start")
    assert body.endswith("end …")
    assert "<mark>school</mark>" in body
    assert len(body) < 320


def test_a_body_without_the_word_shows_nothing():
    assert marked("Nothing here", "school").body == ""


def test_the_sentence_with_most_words_is_shown():
    text = (
        "The school opens. " + "Nothing of note happens here for a while. " * 8
    ) + "Parents come to the school and talk. Everybody goes home."
    body = marked(text, "school parents").body
    assert body.startswith("<mark>Parents</mark> come to the <mark>school</mark>")


def test_another_form_of_a_word_is_marked():
    assert marked("uşaqların hüquqları", "uşaq", "az").title == (
        "<mark>uşaqların</mark> hüquqları"
    )


@given(st.text(max_size=200), st.text("<>&\"'aé one", max_size=20))
def test_highlights_are_always_safe(text, words):
    highlights = marked(text, words + " one")
    for html in (highlights.title, highlights.body):
        assert "<" not in re.sub(r"</?mark>", "", html)
        assert html.count("<mark>") == html.count("</mark>")


def test_a_snippet_ends_with_its_line():
    line = "The school opens its doors to all parents and neighbours each year."
    assert marked(f"{line}\nDimos Glaropetras", "school").body.endswith("each year.")
    # A heading alone would say too little.
    assert "Dimos" in marked("At school\nDimos Glaropetras", "school").body


def test_a_snippet_always_holds_a_word_that_was_found():
    text = "It says more than sixty letters before the line of this sentence breaks\nschool"
    assert "<mark>school</mark>" in marked(text, "school").body
