"""A text ends as its source does, in the marks of its own language."""

import pytest

from tests.translations.pairs import pair
from translations.checks import TextPair, check


def codes(source, target, language):
    return [
        (item.check, item.severity.value)
        for item in check(pair(source, target, language))
    ]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Is it safe?", "Είναι ασφαλές;", "el"),
        ("Is it safe?", "Είναι ασφαλές\u037e", "el"),
        ("Read this;", "Διαβάστε αυτό·", "el"),
        ("It is safe.", "Անվտանգ է։", "hy"),
        ("Is it safe?", "Անվտա՞նգ է։", "hy"),
        ("Is it safe?", "Անվտանգ է՞", "hy"),
        ("Help now!", "Օգնե՛ք հիմա։", "hy"),
        ("Languages:", "Լեզուներ.", "hy"),
        ("Languages:", "Լեզուներ:", "hy"),
        ("Is it safe?", "Est-ce sûr\u202f?", "fr"),
        ("Is it safe?", "Est-ce sûr\u00a0?", "fr"),
        ("Languages: two", "Langues\u00a0: deux", "fr"),
        ("at 10:30", "à 10:30", "fr"),
        ("Is it safe?", "¿Es seguro?", "es"),
        ("Is it safe?", "És segur?", "ca"),
        ("Is it safe?", "Təhlükəsizdirmi?", "az"),
        ("Is it safe?", "უსაფრთხოა?", "ka"),
        ("Read more…", "Weiterlesen ...", "de"),
        ("Say “yes.”", "Sag „ja“.", "de"),
        ("Say “yes”.", "Dites «\u00a0oui\u00a0».", "fr"),
        ("In 2007", "2007.", "hr"),
        ("In 2007", "W 2007 r.", "pl"),
        ("In 2007", "2007 թ.", "hy"),
        ("In the U.S.", "In den USA", "de"),
        ("It is (safe).", "Se on (turvallista).", "fi"),
        ("<b>Safe.</b> Yes", "<b>Biztonságos.</b> Igen", "hu"),
    ],
)
def test_an_end_in_the_marks_of_the_language_is_right(source, target, language):
    assert codes(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("It is safe.", "Es ist sicher", "de"),
        ("It is safe", "Es ist sicher.", "de"),
        ("It is safe.", "Es ist sicher!", "de"),
        ("Is it safe?", "Onko se turvallista.", "fi"),
        ("Read more…", "Lue lisää.", "fi"),
        ("Languages:", "Nyelvek", "hu"),
        ("It is safe.", "Bezpieczne:", "pl"),
        ("Is it safe?", "Είναι ασφαλές?", "el"),
        ("It is safe.", "Είναι ασφαλές;", "el"),
        ("It is safe.", "Անվտանգ է:", "hy"),
        ("It is safe.", "Անվտանգ է.", "hy"),
        ("It is safe.", "Անվտանգ է", "hy"),
        ("Is it safe?", "Անվտանգ է?", "hy"),
        ("Is it safe?", "Անվտանգ է։", "hy"),
        ("Is it safe?", "Est-ce sûr?", "fr"),
        ("Is it safe?", "Est-ce sûr ?", "fr"),
        ("Languages: two", "Langues : deux", "fr"),
        ("Is it safe?", "Es seguro?", "es"),
        ("Help now!", "Ayuda ahora!", "es"),
        ("It is safe.", "¿És segur.", "ca"),
        ("It is safe.", "Təhlükəsizdir", "az"),
        ("It is safe.", "უსაფრთხოა", "ka"),
        ("It is safe.", "Huwa sikur", "mt"),
        ("It is safe.", "Це безпечно", "uk"),
        ("It is safe.", "Güvenli", "tr"),
        ("It is safe.", "Tá sé sábháilte", "ga"),
        ("It is safe.", "Безбедно је", "sr"),
    ],
)
def test_another_end_is_a_warning(source, target, language):
    assert codes(source, target, language) == [("end_punctuation", "warning")]


def test_the_marks_of_the_source_are_those_of_its_language():
    question = TextPair("Είναι ασφαλές;", "Is it safe?", "el", "en")
    statement = TextPair("Անվտանգ է։", "It is safe.", "hy", "en")
    wrong = TextPair("Անվտա՞նգ է։", "It is safe.", "hy", "en")

    assert check(question) == []
    assert check(statement) == []
    assert [item.check for item in check(wrong)] == ["end_punctuation"]


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("Hilfe finden", 0),
        (" Hilfe finden", 1),
        ("Hilfe finden\u00a0", 1),
        ("Hilfe  finden", 1),
        ("Hilfe \u00a0finden", 1),
        ("Hilfe , finden", 1),
        ("  Hilfe  finden ", 3),
    ],
)
def test_spaces_too_many_are_warnings(target, count):
    assert codes("Find help", target, "de") == [("whitespace", "warning")] * count


def test_spaces_that_the_source_has_at_its_ends_are_kept():
    assert codes(" and ", " und ", "de") == []
