"""Letters: one row for each rule, in the languages that need it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import folded_forms, normalise, plain


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        # Dotted and dotless i
        ("az", "İMZALANMASI", "imzalanması"),
        ("tr", "IŞIK İLE", "ışık ile"),
        ("tr", "I\u0307stanbul", "istanbul"),
        ("en", "İmzalanması", "imzalanması"),
        ("en", "I\u0307stanbul", "istanbul"),
        ("en", "ISTANBUL", "istanbul"),
        # Broken case inside words, and other shapes of the schwa
        ("az", "ŞƏhƏRLƏR", "şəhərlər"),
        ("az", "sEKsUAL", "seksual"),
        ("az", "mǝktǝb", "məktəb"),
        ("az", "Әl", "əl"),
        # Greek: final sigma
        ("el", "ΔΡΑΣΕΙΣ", "δρασεισ"),
        ("el", "δράσεις", "δράσεισ"),
        # Georgian capitals, new and old
        ("ka", "ᲑᲐᲕᲨᲕᲘ", "ბავშვი"),
        ("ka", "ႠႡ", "აბ"),
        # Armenian: the ligature, its capitals, marks inside a word
        ("hy", "Երևան", "երեվան"),
        ("hy", "ԵՐԵՎԱՆ", "երեվան"),
        ("hy", "Երեւան", "երեվան"),
        ("hy", "ինչպե՞ս", "ինչպես"),
        # Ukrainian: one apostrophe
        ("uk", "СІМ'Я", "сім’я"),
        ("uk", "сімʼя", "сім’я"),
        # One Serbian in two scripts; its neighbours too
        ("sr", "Љубичаста Џигерица", "ljubičasta džigerica"),
        ("sr", "Ђорђе", "đorđe"),
        ("cnr", "С\u0301утра", "śutra"),
        ("bs", "ЉУДИ", "ljudi"),
        ("mk", "Љубов", "љубов"),
        ("hr", "ǈudevit", "ljudevit"),
        # Romanian: cedilla for comma, but not in Turkish
        ("ro", "Ştiinţă", "știință"),
        ("tr", "şţ", "şţ"),
        # Greek before 1982
        ("el", "ἀρχῆς", "αρχήσ"),
        # Bulgarian and Macedonian stress marks
        ("bg", "Ѝ", "и"),
        ("mk", "СЀ", "се"),
        ("bg", "пара\u0300", "пара"),
        ("uk", "за\u0301мок", "замок"),
        ("sr", "гра\u0301д", "grad"),
        ("cnr", "з\u0301еница", "źenica"),
        # Everyone: ligatures, composed letters, silent characters
        ("de", "Straße", "straße"),
        ("de", "STRAẞE", "straße"),
        ("nl", "Ĳsland", "ijsland"),
        ("ca", "COL·LEGI", "collegi"),
        ("ca", "coŀlegi", "collegi"),
        ("ca", "col•legi", "collegi"),
        ("lt", "e\u0301", "é"),
        ("en", "ﬁre\u00adﬂy", "firefly"),
        ("en", "Ｆｕｌｌ", "full"),
        ("mt", "Għajnuna", "għajnuna"),
    ],
)
def test_a_word_is_normalised(language, written, expected):
    assert normalise(written, language) == expected


@pytest.mark.parametrize(
    ("language", "term", "typed"),
    [
        ("az", "şəhər", "seher"),
        ("az", "uşaq", "usaq"),
        ("az", "qızların", "qizlarin"),
        ("tr", "çocuk", "cocuk"),
        ("tr", "ığdır", "igdir"),
        ("de", "köln", "koln"),
        ("de", "köln", "koeln"),
        ("de", "straße", "strasse"),
        ("de", "mädchen", "maedchen"),
        ("de", "für", "fuer"),
        ("sv", "göteborg", "goteborg"),
        ("sv", "skåne", "skane"),
        ("da", "århus", "aarhus"),
        ("nb", "bodø", "bodo"),
        ("nb", "bodø", "bodoe"),
        ("da", "ære", "aere"),
        ("is", "þórður", "thordur"),
        ("hr", "đak", "dak"),
        ("hr", "đak", "djak"),
        ("pl", "łódź", "lodz"),
        ("cs", "dítě", "dite"),
        ("sk", "vzdelávanie", "vzdelavanie"),
        ("hu", "gyűjtő", "gyujto"),
        ("ro", "școală", "scoala"),
        ("lv", "bērniem", "berniem"),
        ("lt", "žmogų", "zmogu"),
        ("et", "õpetaja", "opetaja"),
        ("fr", "cœur", "coeur"),
        ("mt", "għajnuna", "ghajnuna"),
        ("uk", "ґрунт", "грунт"),
        ("uk", "сім’я", "сімя"),
        ("uk", "сім’я", "simia"),
        ("uk", "щастя", "shchastia"),
        ("uk", "молодий", "молодии"),
        ("uk", "згода", "zghoda"),
        ("uk", "їжа", "yizha"),
        ("bg", "училище", "uchilishte"),
        ("bg", "ѝ", "и"),
        ("mk", "ќерка", "kjerka"),
        ("mk", "џеб", "djeb"),
        ("mk", "училиште", "uciliste"),
        ("sr", "škola", "skola"),
        ("el", "παιδιά", "παιδια"),
        ("el", "παιδιά", "paidia"),
        ("el", "ευρώπη", "evropi"),
        ("el", "αυτό", "afto"),
        ("el", "ουρανόσ", "ouranos"),
        ("el", "χώρα", "xwra"),
        ("ka", "ბავშვი", "bavshvi"),
        ("hy", "երեխա", "erekha"),
        ("hy", "երեխա", "yerekha"),
        ("hy", "ուսուցիչ", "usutsich"),
        ("hy", "որդի", "vordi"),
        # A reader elsewhere may type any Cyrillic.
        ("en", "насиље", "nasilje"),
        ("en", "училище", "uchilishte"),
    ],
)
def test_a_word_is_found_without_its_keyboard(language, term, typed):
    assert typed in folded_forms(term, language)


def test_the_plain_form_comes_first():
    assert folded_forms("köln", "de")[0] == plain("köln") == "koln"
    assert folded_forms("dom", "pl") == ("dom",)


@pytest.mark.parametrize("language", ["de", "uk", "el", "tr", "hr", "ka", "hy"])
def test_many_words_are_normalised_as_each_alone(language):
    words = [
        "Straße",
        "ΌΧΙ",
        "ἀρχῆς",
        "İŞIK",
        "с\u0301",
        "ﬁn",
        "Երեւան",
        "ᲑᲐ",
        "l·l",
        "a\u00adb",
    ]
    assert normalise("\n".join(words * 30), language).split("\n") == [
        normalise(word, language) for word in words * 30
    ]


@pytest.mark.parametrize("letter", ["й", "ა", "ա", "б"])
def test_letters_of_another_script_stay_in_the_plain_form(letter):
    assert plain(letter) == letter


words = st.text(st.characters(categories=["L", "N", "M"]), min_size=1, max_size=12)
languages = st.sampled_from(["en", "az", "sr", "uk", "el", "hy", "ka", "ro", "de"])


@given(words, languages)
def test_a_word_of_any_script_has_forms(word, language):
    term = normalise(word, language)
    assert all(folded_forms(term, language)) or not term


@given(words, words)
def test_the_beginning_of_a_term_has_the_beginning_of_its_plain_form(start, end):
    assert plain(start + end).startswith(plain(start))
