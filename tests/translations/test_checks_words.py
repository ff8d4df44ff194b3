"""Doubled words, copies of the source, and the glossary in every inflection."""

import pytest

from tests.translations.pairs import pair, term
from translations.checks import GlossaryRule, check


def codes(source, target, language, *terms):
    return [
        (item.check, item.severity.value)
        for item in check(pair(source, target, language, terms=terms))
    ]


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Hilfe für für Kinder", "de"),
        ("Aide aux aux enfants", "fr"),
        ("Apua apua lapsille", "fi"),
        ("Segítség a a gyermekeknek", "hu"),
        ("Pomoc dla dla dzieci", "pl"),
        ("Допомога для для дітей", "uk"),
        ("Помоћ за за децу", "sr"),
        ("Βοήθεια για για παιδιά", "el"),
        ("Cabhair do do leanaí", "ga"),
        ("Għajnuna għal għal kull tifel", "mt"),
        ("Çocuklar için için yardım", "tr"),
        ("Uşaqlar üçün üçün kömək", "az"),
        ("Երեխաների համար համար օգնություն", "hy"),
        ("დახმარება და და მხარდაჭერა", "ka"),
        ("Das <b>das</b> Kind Kind hilft", "de"),
        ("Za <b>Za</b> děti", "cs"),
    ],
)
def test_a_word_written_twice_is_a_warning(target, language):
    bold = "<b>" in target
    source = "Help for <b>all</b> children" if bold else "Help for children"

    assert ("doubled_words", "warning") in codes(source, target, language)


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("yavaş yavaş öğrenmek", "tr"),
        ("ayrı ayrı öyrənmək", "az"),
        ("կամաց կամաց սովորել", "hy"),
        ("ნელა ნელა სწავლა", "ka"),
        ("σιγά σιγά μαθαίνουμε", "el"),
        ("ftit ftit nitgħallmu", "mt"),
        ("imparare poco poco", "it"),
        ("nous nous formons", "fr"),
        ("Kinder, die die Schule besuchen", "de"),
        ("tez-tez öyrənmək", "az"),
        ("eins,<br>eins", "de"),
    ],
)
def test_a_word_that_a_language_doubles_is_right(target, language):
    source = "one,<br>more" if "<br>" in target else "learn step by step"

    assert codes(source, target, language) == []


def test_a_source_that_doubles_a_word_may_be_followed():
    assert codes("Bye bye, fear", "Heippa heippa, pelko", "fi") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Protection of children", "de"),
        ("PROTECTION OF CHILDREN", "az"),
        ("Help", "ka"),
        ("Radio", "uk"),
        ("Prevention", "fi"),
        ("Awareness", "pl"),
        ("the council of the town", "fr"),
        ("<b>Find</b> help now", "hu"),
    ],
)
def test_a_copy_of_the_source_is_a_warning(text, language):
    assert codes(text, text, language) == [("untranslated", "warning")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Video", "fi"),
        ("Radio", "de"),
        ("Transport", "fr"),
        ("Conditions", "fr"),
        ("Baku", "az"),
        ("116 111", "fi"),
        ("{name}", "fi"),
        ("https://www.coe.int/children", "fi"),
        ("Lanzarote", "fi"),
    ],
)
def test_names_numbers_and_shared_words_may_be_equal(text, language):
    assert codes(text, text, language) == []


def test_a_term_that_is_kept_explains_a_copy():
    rule = GlossaryRule("Council of Europe", do_not_translate=True)

    assert codes("Council of Europe", "Council of Europe", "fi", rule) == []
    assert codes("Council of Europe", "Council of Europe", "fi") == [
        ("untranslated", "warning")
    ]


INFLECTED = [
    ("az", "helpline", "qaynar xətt", "Uşaqlar qaynar xəttə zəng edir"),
    ("fr", "victim", "victime", "L’aide aux victimes"),
    ("de", "local authority", "Gemeinde", "Die Arbeit der Gemeinden"),
    ("de", "protection", "Schutz", "Der Kinderschutz"),
    ("el", "convention", "σύμβαση", "Τα άρθρα της σύμβασης"),
    ("hy", "child", "երեխա", "Երեխաների իրավունքները"),
    ("ka", "school", "სკოლა", "სკოლაში სწავლა"),
    ("mt", "child", "tifel", "Id-drittijiet tat-tfal"),
    ("fi", "municipality", "kunta", "Kunnissa ja kuntien kouluissa"),
    (
        "fi",
        "sexual violence",
        "seksuaalinen väkivalta",
        "Seksuaalisen väkivallan uhrit",
    ),
    ("hu", "child", "gyermek", "A gyermekeknek nyújtott segítség"),
    ("pl", "sexual violence", "przemoc seksualna", "Ofiary przemocy seksualnej"),
    ("uk", "child", "дитина", "Захист дітей"),
    ("tr", "child", "çocuk", "Çocukların hakları"),
    ("ga", "school", "scoil", "I scoileanna na tíre"),
    ("sr", "child", "дете", "Заштита деце"),
]


@pytest.mark.parametrize(("language", "source", "preferred", "target"), INFLECTED)
def test_a_preferred_term_is_found_in_any_inflection(
    language, source, preferred, target
):
    rule = term(source, preferred)

    assert codes(f"This is about a {source}", target, language, rule) == []


@pytest.mark.parametrize(("language", "source", "preferred", "target"), INFLECTED)
def test_a_preferred_term_that_is_missing_is_a_warning(
    language, source, preferred, target
):
    rule = term(source, "xyzzy")

    found = check(pair(f"About {source}", target, language, terms=[rule]))

    assert [(item.check, item.excerpt) for item in found] == [("glossary", source)]
    assert "xyzzy" in found[0].message


@pytest.mark.parametrize(("language", "source", "forbidden", "target"), INFLECTED)
def test_a_forbidden_term_is_found_in_any_inflection(
    language, source, forbidden, target
):
    rule = GlossaryRule(source, forbidden=(forbidden,))

    found = codes(f"About {source}", target, language, rule)

    # A compound with it may well be another word.
    is_compound = target == "Der Kinderschutz"
    assert found == ([] if is_compound else [("glossary", "warning")])


def test_a_rule_does_not_speak_where_its_term_is_not_in_the_source():
    rule = GlossaryRule("helpline", ("Hilfetelefon",), ("Stadt",))

    assert codes("The towns", "Die Städte", "de", rule) == []


def test_one_other_word_may_stand_in_a_term_but_not_two():
    rule = term("sexual violence", "sexuelle Gewalt")
    source = "Stop sexual violence"

    assert codes(source, "Sexuelle und Gewalt", "de", rule) == []
    assert codes(source, "Sexuelle und andere Gewalt", "de", rule) == [
        ("glossary", "warning")
    ]


def test_a_term_in_the_plural_of_the_source_counts():
    assert codes("All towns", "Alle Orte", "de", term("town", "Stadt")) == [
        ("glossary", "warning")
    ]


def test_the_longer_term_of_the_source_has_its_own_rule():
    rules = (term("abuse", "Missbrauch"), term("drug abuse", "Drogensucht"))

    assert codes("On drug abuse", "Über Drogensucht", "de", *rules) == []
    assert codes("On drug abuse and abuse", "Über Drogensucht", "de", *rules) == [
        ("glossary", "warning")
    ]


def test_a_forbidden_word_inside_the_preferred_term_is_right():
    rule = GlossaryRule("grooming", ("Anbahnung sexueller Kontakte",), ("Kontakt",))

    target = "Die Anbahnung sexueller Kontakte"
    assert codes("On grooming", target, "de", rule) == []
    assert len(codes("On grooming", "Über Kontakte", "de", rule)) == 2


def test_words_that_only_sound_like_a_name_may_be_translated():
    rule = GlossaryRule("ONE in FIVE", do_not_translate=True)

    assert codes("One in five children", "Jedes fünfte Kind", "de", rule) == []


@pytest.mark.parametrize(
    ("target", "language", "is_right"),
    [
        ("Le site de ONE in FIVE", "fr", True),
        ("Sivu ONE in FIVE", "fi", True),
        ("ONE in FIVE-kampanja", "fi", True),
        ("Le site de UN sur CINQ", "fr", False),
        ("Le site de one in five", "fr", False),
    ],
)
def test_what_is_not_translated_stays_as_it_is(target, language, is_right):
    rule = GlossaryRule("ONE in FIVE", do_not_translate=True)

    found = codes("The site of ONE in FIVE", target, language, rule)

    assert found == ([] if is_right else [("glossary", "error")])
