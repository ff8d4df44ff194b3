"""Names of one authority meet across spellings and scripts, others do not."""

import pytest

from signatories.names import (
    Known,
    comparison_key,
    core_words,
    fold,
    is_likely_same,
)


def known(*names, code="", places=(), chosen=None):
    return Known(names, code, frozenset(places), chosen)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Bakı", "baki"),
        ("Баку", "baku"),
        ("Köln", "koln"),
        ("თბილისი", "tbilisi"),
        ("Γλαρόπετρα", "glaropetra"),
        ("Al-l’Estany", "al lestany"),
    ],
)
def test_every_script_becomes_small_latin_letters(text, letters):
    assert fold(text) == letters


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Municipality of Bakı", "baki"),
        ("Bakı Şəhər Bələdiyyəsi", "baki"),
        ("Stadt Köln", "koln"),
        ("Comune di Firenze", "firenze"),
        ("Град Београд", "beograd"),
        ("თბილისის მუნიციპალიტეტი", "tbilisis"),
        ("Δήμος Αθηναίων", "athinaion"),
    ],
)
def test_what_kind_of_authority_it_is_does_not_count(name, core):
    assert core_words(name) == core


def test_a_name_of_general_words_alone_stays_whole():
    assert core_words("Stadt Stadt") == "stadt stadt"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Köln", "Koeln"),
        ("Şəki Bələdiyyəsi", "Sheki municipality"),
        ("Тбилиси", "თბილისი"),
        ("Helsingin kaupunki", "Helsinki"),
        ("თბილისის მუნიციპალიტეტი", "Tbilisi City Hall"),
        ("Kyiv City Council", "Київ"),
        ("Göyşəhər Bələdiyyəsi", "Goyshehar"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert is_likely_same(known(one), known(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stadt München", "Landkreis München"),
        ("Comune di Roma", "Provincia di Roma"),
        ("Bakı", "Gəncə"),
        ("Ville de Lyon", "Ville de Lille"),
        ("Neustadt an der Weinstraße", "Neustadt in Holstein"),
        ("Ankara", "Antalya"),
    ],
)
def test_other_names_do_not_meet(one, other):
    assert not is_likely_same(known(one), known(other))


def test_other_names_of_one_place_meet_by_its_number():
    assert not is_likely_same(known("Köln"), known("Cologne"))
    assert is_likely_same(known("Köln", places=[7]), known("Cologne", places=[7, 8]))


def test_two_places_chosen_from_the_list_are_two_whatever_they_are_called():
    assert not is_likely_same(known("Neustadt", chosen=1), known("Neustadt", chosen=2))


def test_the_same_code_is_enough():
    assert is_likely_same(known("One", code="DE1"), known("Two", code="DE1"))
    assert not is_likely_same(known("One"), known("Two"))


def test_a_short_name_has_to_be_the_same():
    assert comparison_key("Ris") != comparison_key("Riz")
    assert not is_likely_same(known("Lom"), known("Rom"))
