"""Words of a text and their places."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.languages import CODES
from search.analysis import analyse, forms_in
from search.analysis.tokens import MAX_TERM_CHARACTERS


def terms(text, language="en"):
    return [token.terms[0] for token in analyse(text, language)]


def test_offsets_refer_to_the_text_as_it_was_given():
    text = "Ｏne ﬁsh, so\u00adft e\u0301te\u0301!"
    tokens = analyse(text, "fr")
    assert [text[token.start : token.end] for token in tokens] == [
        token.text for token in tokens
    ]
    assert [token.terms[0] for token in tokens] == ["one", "fish", "soft", "été"]
    assert [token.position for token in tokens] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "l’école d'été", ["l", "école", "d", "été"]),
        ("en", "well-being children's", ["well", "being", "children", "s"]),
        ("mt", "l-iskola tal-Komun", ["l", "iskola", "tal", "komun"]),
        ("uk", "сім'я «п’ять» 'слово'", ["сім’я", "п’ять", "слово"]),
        ("ca", "col·legi", ["collegi"]),
        ("fr", "étudiant·e·s", ["étudiant", "e", "s"]),
        ("hy", "Ինչպե՞ս, այո՛։", ["ինչպես", "այո"]),
        ("en", "snake_case 116 111 3.5%", ["snake", "case", "116", "111", "3", "5"]),
        ("en", "🙂 … — \u200b", []),
        ("en", "", []),
    ],
)
def test_words_are_split(language, text, expected):
    assert terms(text, language) == expected


def test_an_endless_word_is_cut():
    (token,) = analyse("x" * 500, "en")
    assert len(token.terms[0]) == MAX_TERM_CHARACTERS
    assert token.end == 500


@given(st.text(max_size=80), st.sampled_from(CODES))
def test_any_text_is_analysed(text, language):
    tokens = analyse(text, language)
    assert [(t.terms, t.folded) for t in tokens] == list(forms_in(text, language))
    for token in tokens:
        assert text[token.start : token.end] == token.text
        for form in (*token.terms, *token.folded):
            # The columns of terms hold words between single spaces.
            assert form
            assert not any(char.isspace() or char in "%_\\\0" for char in form)


def test_a_hundred_thousand_words_take_seconds():
    lines = [f"uşaqların{number}" for number in range(100_000)]
    started = time.perf_counter()
    for line in lines:
        analyse(line, "az")
    assert time.perf_counter() - started < 10
