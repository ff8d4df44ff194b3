"""Numbers, dates and telephone numbers mean the same in every way to write them."""

from datetime import date

import pytest
from babel.dates import format_date

from core.cldr import babel_locale, date_text, number_text
from core.languages import CODES
from tests.translations.pairs import pair
from translations.checks import TextPair, check
from translations.checks.number_words import numbers_in_words

RIGHT = [
    ("1,500 towns", "1.500 Städte", "de"),
    ("1,500 towns", "1500 Städte", "de"),
    ("1,500 towns", "1 500 villes", "fr"),
    ("1,500 towns", "1\u00a0500 miast", "pl"),
    ("1,500 towns", "1\u202f500 villes", "fr"),
    ("1,500 towns", "1’500 citads", "rm"),
    ("1,234,567.8 euro", "1.234.567,8 Euro", "de"),
    ("1.5 hours", "1,5 Stunden", "de"),
    ("1.5 hours", "1.5 Stunden", "de"),
    ("2.50 euro", "2,5 euroa", "fi"),
    ("The 2nd meeting", "Das 2. Treffen", "de"),
    ("The 2nd meeting", "2-ci iclas", "az"),
    ("The 2nd meeting", "La 2e réunion", "fr"),
    ("The 2nd meeting", "2-ե հանդիպումը", "hy"),
    ("The 21st century", "XXI wiek", "pl"),
    ("Chapter IV", "4. fejezet", "hu"),
    ("at 10:30", "klo 10.30", "fi"),
    ("at 10:30", "à 10 h 30", "fr"),
    ("at 5 p.m.", "um 17 Uhr", "de"),
    ("at 5:30 p.m.", "17:30’da", "tr"),
    ("in the 1990s", "nos anos 90", "pt"),
    ("in the 1990s", "az 1990-es években", "hu"),
    ("in 2012/2013", "2012/13", "de"),
    ("in 2012-13", "en 2012–2013", "fr"),
    ("50% of them", "onların 50%-i", "az"),
    ("ages 12-15", "12–15 ans", "fr"),
    ("Section 1.2.3", "Abschnitt 1.2.3", "de"),
    ("Articles 3, 5 and 7", "Artículos 3, 5 y 7", "es"),
    ("Room 12 300 children", "Raum 12, 300 Kinder", "de"),
    ("See https://example.org/2007 now", "Siehe https://example.org/2007", "de"),
]


def codes(source, target, language):
    return [
        (item.check, item.severity.value)
        for item in check(pair(source, target, language))
        if item.check in ("numbers", "dates", "telephone")
    ]


@pytest.mark.parametrize(("source", "target", "language"), RIGHT)
def test_a_number_written_as_its_language_writes_it_is_right(source, target, language):
    assert codes(source, target, language) == []


@pytest.mark.parametrize("language", sorted(set(CODES) - {"en"}))
@pytest.mark.parametrize("number", [7, 1500, 1_234_567])
def test_the_digits_of_cldr_are_right_in_every_language(language, number):
    target = f"x {number_text(number, language)} y"

    assert codes(f"x {number:,} y", target, language) == []
    assert codes(f"x {number + 3:,} y", target, language) != []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("46 states", "47 Staaten", "de"),
        ("46 states", "Staaten", "de"),
        ("States", "46 Staaten", "de"),
        ("1,500 towns", "1,500 Städte", "de"),
        ("1,500 towns", "15.000 Städte", "de"),
        ("1.5 hours", "15 Stunden", "de"),
        ("Articles 3, 5 and 7", "Artículos 3 y 7", "es"),
        ("aged 14 to 16", "14 yaşdan 61 yaşa", "az"),
        ("at 10:30", "um 10:20 Uhr", "de"),
    ],
)
def test_another_number_is_an_error(source, target, language):
    found = codes(source, target, language)

    assert found
    assert set(found) == {("numbers", "error")}


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("5 towns", "beş şəhər", "az"),
        ("5 towns", "cinq villes", "fr"),
        ("5 towns", "fünf Städte", "de"),
        ("5 towns", "πέντε πόλεις", "el"),
        ("5 towns", "հինգ քաղաք", "hy"),
        ("5 towns", "ხუთი ქალაქი", "ka"),
        ("5 towns", "ħames bliet", "mt"),
        ("5 towns", "viisi kuntaa", "fi"),
        ("5 towns", "öt város", "hu"),
        ("5 towns", "pięć miast", "pl"),
        ("5 towns", "п'ять міст", "uk"),
        ("5 towns", "beş şehir", "tr"),
        ("5 towns", "cúig bhaile", "ga"),
        ("5 towns", "пет градова", "sr"),
        ("two towns", "2 villes", "fr"),
        ("twenty towns", "20 villes", "fr"),
        ("The 2nd meeting", "La deuxième réunion", "fr"),
        ("1 in 5 children", "joka viides lapsi", "fi"),
    ],
)
def test_a_small_number_in_words_is_only_a_warning(source, target, language):
    assert codes(source, target, language) == [("numbers", "warning")]


def test_a_single_letter_is_no_sure_roman_numeral():
    assert codes("I have 1 question", "Mám otázku", "cs") == [("numbers", "error")]
    assert codes("I have a question", "Mám 1 otázku", "cs") == [("numbers", "warning")]


@pytest.mark.parametrize(
    ("source", "target", "ours", "theirs", "is_right"),
    [
        ("1.500 Städte", "1,500 towns", "de", "en", True),
        ("1.500 Städte", "1.500 towns", "de", "en", False),
        ("2,5 Stunden", "2.5 hours", "de", "en", True),
        ("1\u202f500 villes", "1.500 Städte", "fr", "de", True),
        ("25 Ekim 2007", "25. Oktober 2007", "tr", "de", True),
        ("25 Ekim 2007", "25. Oktober 2008", "tr", "de", False),
        ("2007. október 25.", "25 ta’ Ottubru 2007", "hu", "mt", True),
    ],
)
def test_a_source_is_read_in_its_own_language(source, target, ours, theirs, is_right):
    found = check(TextPair(source, target, ours, theirs))

    assert [item for item in found if item.severity == "error"] == [] or not is_right
    assert bool(found) is not is_right


def test_a_long_list_of_numbers_is_cut():
    source = ", ".join(str(number) for number in range(200, 300))

    (found,) = check(pair(source, "x", "de"))

    assert found.excerpt.startswith("200, 201")
    assert found.excerpt.endswith("209, …")


def test_every_language_names_small_numbers():
    for language in CODES:
        assert numbers_in_words("nothing", language) == set()
    assert numbers_in_words("Дві громади", "uk") == {"2"}
    assert numbers_in_words("dva grada", "cnr") == {"2"}


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_dates_of_cldr_are_right_in_every_language(language, month):
    day = date(2007, month, 25)
    source = date_text(day, "en")
    long = TextPair(f"x {source} y", f"z {date_text(day, language)} v", "en", language)
    medium = format_date(day, "medium", locale=babel_locale(language))

    assert check(long) == []
    assert codes(f"x {source} y", f"z {medium} v", language) == []


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("2007-ci il oktyabrın 25-də", "az"),
        ("25 oktyabr 2007-ci ildə", "az"),
        ("le 25 octobre 2007", "fr"),
        ("des 25. Oktobers 2007", "de"),
        ("στις 25 Οκτωβρίου 2007", "el"),
        ("ΟΚΤΩΒΡΙΟΣ 25, 2007", "el"),
        ("2007 թ. հոկտեմբերի 25-ին", "hy"),
        ("2007 წლის 25 ოქტომბრის", "ka"),
        ("fil-25 ta' Ottubru tal-2007", "mt"),
        ("lokakuun 25. päivänä 2007", "fi"),
        ("25.10.2007", "fi"),
        ("2007. október 25-től", "hu"),
        ("2007. 10. 25.", "hu"),
        ("dnia 25 października 2007 roku", "pl"),
        ("25 жовтня 2007 року", "uk"),
        ("25 Ekim 2007'de", "tr"),
        ("an 25 Deireadh Fómhair 2007", "ga"),
        ("25. октобра 2007. године", "sr"),
        ("2007. gada 25. oktobrī", "lv"),
        ("2007 m. spalio 25 d.", "lt"),
        ("2007-10-25", "sv"),
        ("25. oktoobril 2007", "et"),
        ("a 25 de outubro de 2007", "pt"),
    ],
)
def test_a_date_in_any_form_of_its_language_is_right(target, language):
    assert codes("on 25 October 2007", target, language) == []
    assert codes("on 2007-10-25", target, language) == []
    assert codes("on 25/10/2007", target, language) == []
    assert codes("October 25, 2007", target, language) == []


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("le 24 octobre 2007", "fr"),
        ("25. Oktober 2009", "de"),
        ("25 oktyabr", "az"),
        ("im Oktober 2007", "de"),
        ("2007. október 26-án", "hu"),
        ("26.10.2007", "uk"),
        ("lokakuussa", "fi"),
        ("keskiviikkona", "fi"),
    ],
)
def test_another_day_or_year_is_an_error_told_once(target, language):
    assert codes("on 25 October 2007", target, language) == [("dates", "error")]


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("le 25 novembre 2007", "fr"),
        ("25 noyabr 2007", "az"),
        ("25. lis 2007 paikalla", "fi"),
        ("25.9.2007", "de"),
    ],
)
def test_another_or_unknown_month_is_a_warning(target, language):
    assert codes("on 25 October 2007", target, language) == [("dates", "warning")]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("18–20 November 2025", "2025. november 18–20.", "hu"),
        ("18 and 20 November 2025", "2025. november 18. és 20.", "hu"),
        ("from 18 to 20 November", "18.–20. marraskuuta", "fi"),
        ("In May 2010", "W maju 2010 r.", "pl"),
        ("In June and July 2010", "V červnu a červenci 2010", "cs"),
        ("You may call 112", "Du kannst 112 anrufen", "de"),
        ("1 July 2010", "1er juillet 2010", "fr"),
        ("1 July 2010", "1º de julho de 2010", "pt"),
        ("1 July 2010", "1η Ιουλίου 2010", "el"),
        ("1 July 2010", "2010. július 1-jén", "hu"),
    ],
)
def test_ranges_months_and_first_days_are_right(source, target, language):
    assert codes(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Call +44 20 7946 0000.", "Ring +44 20 7946 0000."),
        ("Call +44 20 7946 0000.", "Ring +44-20-7946-0000."),
        ("Call +44 20 7946 0000.", "Ring +44 (0)20 7946 0000."),
        ("Call 116 111.", "Ring 116111."),
        ("Call 116 111.", "Ring 116\u00a0111."),
        ("Call 0800 123 456.", "Ring 0800-123456."),
        ("Call 112.", "Ring 112."),
    ],
)
def test_a_telephone_number_may_be_grouped_otherwise(source, target):
    assert check(pair(source, target, "sv")) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Call +44 20 7946 0000.", "Ring +44 20 7946 0001."),
        ("Call +44 20 7946 0000.", "Ring 020 7946 0000."),
        ("Call 116 111.", "Ring 116 117."),
        ("Call 0800 123 456.", "Ring 0800 123 465."),
        ("Call 0800 123 456.", "Ring oss."),
        ("Call us.", "Ring 0800 123 456."),
    ],
)
def test_another_telephone_number_is_an_error(source, target):
    assert set(codes(source, target, "sv")) == {("telephone", "error")}


ONCE = [
    # The 1 became a 4; the “Ein” of another word does not say it.
    ("1 child in all clubs", "4 Kinder in allen Einrichtungen", "de"),
    (
        "Trainers know 3 rules for one child",
        "Trainer kennen 1 Regel für ein Kind",
        "de",
    ),
    # Twelve as an ordinal and as a number.
    ("12 rules of the 12. meeting", "Regeln des Treffens", "de"),
]


@pytest.mark.parametrize(("source", "target", "language"), ONCE)
def test_a_wrong_number_is_told_once_as_an_error(source, target, language):
    assert set(codes(source, target, language)) == {("numbers", "error")}


def test_a_number_in_words_is_still_asked_about_beside_a_wrong_one():
    source = "Every year 300 children and 2 trainers"
    assert codes(source, "Jedes Jahr 30 Kinder und zwei Trainer", "de") == [
        ("numbers", "error"),
        ("numbers", "error"),
        ("numbers", "warning"),
    ]
