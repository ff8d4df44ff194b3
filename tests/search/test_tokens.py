"""Words of a text and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.languages import CODES
from search.analysis import analyse, forms_in, plain
from search.analysis.tokens import MAX_TERM_CHARACTERS


def terms(text, language="en"):
    return [token.forms.exact for token in analyse(text, language)]


def test_offsets_refer_to_the_text_as_it_was_given():
    text = "Ｏne ﬁsh, so\u00adft e\u0301te\u0301!"
    tokens = analyse(text, "fr")
    assert [text[token.start : token.end] for token in tokens] == [
        token.text for token in tokens
    ]
    assert [token.forms.exact for token in tokens] == ["one", "fish", "soft", "été"]
    assert [token.position for token in tokens] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # What is joined to a word is left out, unless it stands alone.
        ("fr", "l’école d'été, va-t-il ?", ["école", "été", "va"]),
        ("fr", "aujourd'hui L' été", ["aujourd", "hui", "l", "été"]),
        ("it", "dell'infanzia un’altra", ["infanzia", "altra"]),
        ("ca", "l'escola, protegir-los-hi", ["escola", "protegir"]),
        ("pt", "protegê-las", ["protegê"]),
        ("ro", "spune-mi s-a", ["spune", "a"]),
        (
            "en",
            "well-being children's O'Neill",
            ["well", "being", "children", "o", "neill"],
        ),
        ("tr", "Türkiye'nin Bakı’da", ["türkiye", "bakı"]),
        ("az", "Şuranın “Avropa”sı BMT-nin", ["şuranın", "avropa", "sı", "bmt", "nin"]),
        ("mt", "l-iskola tal-Komun fil-belt", ["iskola", "komun", "belt"]),
        ("ga", "t-uisce n-athar", ["uisce", "athar"]),
        ("rm", "l'uffant", ["uffant"]),
        ("uk", "сім'я «п’ять» 'слово'", ["сім’я", "п’ять", "слово"]),
        ("ca", "col·legi", ["collegi"]),
        ("ca", "col-legi, social-liberal", ["collegi", "social", "liberal"]),
        ("fr", "étudiant·e·s", ["étudiant", "e", "s"]),
        ("hy", "Ինչպե՞ս, այո՛։", ["ինչպես", "այո"]),
        ("en", "snake_case 116 111 3.5%", ["snake", "case", "116", "111", "3", "5"]),
        ("en", "🙂 … — \u200b", []),
        ("en", "", []),
    ],
)
def test_words_are_split(language, text, expected):
    assert terms(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kinder-\nschutz", ["kinderschutz"]),
        ("Kinder-  \r\n\t schutz", ["kinderschutz"]),
        ("Kinder\u00ad\nschutz", ["kinderschutz"]),
        ("Kinder\u2011\nschutz", ["kinderschutz"]),
        ("Kinder¬\nschutz", ["kinderschutz"]),
        ("KINDER-\nSCHUTZ", ["kinderschutz"]),
        # With an empty line or the end of a page between, but no more.
        ("Kinder-\n \nschutz", ["kinderschutz"]),
        ("Kinder-\n\fschutz", ["kinderschutz"]),
        ("Kinder-\f\r\nschutz", ["kinderschutz"]),
        ("Kinder-\n\n\nschutz", ["kinder", "schutz"]),
        ("Nord-\nSüd", ["nord", "süd"]),
        ("Nord-\nSÜD", ["nord", "süd"]),
        ("VOR-\nUND NACHNAME", ["vor", "und", "nachname"]),
        ("Vor-\nund Nachname", ["vor", "und", "nachname"]),
        ("ein -\nzwei", ["ein", "zwei"]),
        ("ein\nzwei", ["ein", "zwei"]),
    ],
)
def test_a_word_broken_over_two_lines_is_one(text, expected):
    tokens = analyse(text, "de")
    assert [token.forms.exact for token in tokens] == expected
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_an_armenian_word_broken_over_two_lines_is_one():
    assert terms("երե֊\nխա", "hy") == ["երեխա"]


def test_an_endless_word_is_cut():
    (token,) = analyse("x" * 500, "en")
    assert len(token.forms.exact) == MAX_TERM_CHARACTERS
    assert token.end == 500


@given(st.text(max_size=80), st.sampled_from(CODES))
def test_any_text_is_analysed(text, language):
    tokens = analyse(text, language)
    assert [token.forms for token in tokens] == forms_in(text, language)
    for token in tokens:
        assert text[token.start : token.end] == token.text
        for form in (*token.forms.terms, *token.forms.parts, *token.forms.folded):
            # The columns of terms hold words between single spaces.
            assert form
            assert not any(char.isspace() or char in "%_\\\0" for char in form)


@pytest.mark.parametrize("language", CODES)
def test_the_plain_form_is_the_first_folded_one(language):
    for forms in forms_in("Ştiinţă ÉCOLE Дети ΠΑΙΔΙΑ ბავშვი 116", language):
        assert forms.folded[0] == plain(forms.exact)
        assert forms.lemmas
