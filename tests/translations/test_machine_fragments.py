"""What must stay as it is comes back as it was, and a spoiled answer is found out."""

import pytest

from translations.machine.fragments import fault, kept_pattern, protect, restore

SPAN = {"translate": "no", "class": "notranslate"}


def protected(text, *terms):
    return protect(text, kept_pattern(terms), "x", {})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hello {name}, welcome", ["{name}"]),
        ("%(count)s of %(total)d towns", ["%(count)s", "%(total)d"]),
        ("Signed on [[date:opening]] in Lanzarote", ["[[date:opening]]"]),
        ("Dear {{ first.name }}", ["{{ first.name }}"]),
        ("Write to help@pact.example.", ["help@pact.example"]),
        (
            "See https://pact.example/a?b=1&amp;c=2.",
            ["https://pact.example/a?b=1&c=2"],
        ),
        ("Call 116 111 or +33 3 88 41 20 00 now", ["116 111", "+33 3 88 41 20 00"]),
        ("Half of the towns, 50 % in 2024 {so they say}", []),
    ],
)
def test_placeholders_addresses_and_numbers_of_help_are_kept(text, kept):
    fragment = protected(text)
    assert list(fragment.kept) == kept
    assert fragment.has_words
    assert restore(fragment, fragment.sent, "x") == text


def test_terms_are_kept_as_whole_words_the_longest_first():
    fragment = protected(
        "The Council of Europe and Europe, but Europeans too",
        "Europe",
        "Council of Europe",
        " ",
    )
    assert fragment.kept == ("Council of Europe", "Europe")
    assert fragment.sent == (
        'The <x id="k0">Council of Europe</x> and <x id="k1">Europe</x>, '
        "but Europeans too"
    )


def test_terms_may_have_characters_that_mean_something_elsewhere():
    assert protected("Ask C++ (really?) people", "C++", "(really?)").kept == (
        "C++",
        "(really?)",
    )


def test_what_is_sent_is_well_formed_whatever_it_was():
    fragment = protected("a < b & c<br>d <b>e")
    assert fragment.sent == "a &lt; b &amp; c<br/>d <b>e</b>"


def test_other_engines_get_the_element_of_html_that_is_not_translated():
    fragment = protect("Hi {name}", kept_pattern([]), "span", SPAN)
    assert fragment.sent == (
        'Hi <span class="notranslate" id="k0" translate="no">{name}</span>'
    ) or set(fragment.sent.split("<span ")[1].split(">")[0].split()) == {
        'class="notranslate"',
        'id="k0"',
        'translate="no"',
    }
    assert restore(fragment, fragment.sent, "span") == "Hi {name}"


@pytest.mark.parametrize("text", ["{name}", "2024", "116 111", "a@b.example", "— "])
def test_a_text_without_words_needs_no_engine(text):
    assert not protected(text).has_words


def test_the_original_comes_back_whatever_happened_inside_the_element():
    fragment = protected("Join ONE in FIVE, {name}", "ONE in FIVE")
    answer = 'Rejoignez <x id="k1">{nom}</x> et <x id="k0">UN sur CINQ</x>'
    result = restore(fragment, answer, "x")
    assert result == "Rejoignez {name} et ONE in FIVE"
    assert fault(fragment, result, "fr") == ""


def test_an_engine_may_drop_the_element_as_long_as_the_content_is_there():
    fragment = protected("Hello {name}")
    result = restore(fragment, "Bonjour {name}", "x")
    assert fault(fragment, result, "fr") == ""


def test_white_space_around_a_text_stays():
    fragment = protected("  Hello \n")
    assert fragment.sent == "Hello"
    assert restore(fragment, " Bonjour", "x") == "  Bonjour \n"


def test_characters_that_engines_escape_come_back_as_we_write_them():
    fragment = protected("It&#39;s R&amp;D")
    assert restore(fragment, "C&#39;est R&amp;D &quot;", "x") == "C'est R&amp;D \""


SOURCE = 'See <a id="a1">the <b>Pact</b></a> of {name}'


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ('Voir <a id="a1">le <b>Pacte</b></a> de {name}', ""),
        ('De {name}, <a id="a1">le <b>Pacte</b></a>', ""),
        ("", "empty"),
        ("  <br/> ", "empty"),
        ("Voir le Pacte de {name}", "markup"),
        ('Voir <a id="a2">le <b>Pacte</b></a> de {name}', "markup"),
        ('Voir <a id="a1">le Pacte</a> de {name}', "markup"),
        ('Voir <a id="a1"></a>le <b>Pacte</b> de {name}', "markup"),
        ('Voir <a id="a1" href="//x">le <b>Pacte</b></a> de {name}', "markup"),
        ('<i>Voir</i> <a id="a1">le <b>Pacte</b></a> de {name}', "markup"),
        ('Voir <a id="a1">le <b>Pacte</b></a> de {name}<!-- x -->', "markup"),
        ('<script>x</script><a id="a1">le <b>Pacte</b></a> {name}', "markup"),
        ('Voir <a id="a1">le <b>Pacte</b></a> de {nom}', "placeholder"),
        ('Voir <a id="a1">le <b>Pacte</b></a>', "placeholder"),
        ('{name} <a id="a1">le <b>Pacte</b></a> de {name}', "placeholder"),
        ('Voir <a id="a1">le <b>Pacte</b></a> de {name}\0', "control"),
        ('Voir <a id="a1">le <b>Pacte</b></a> de {name}' + " la" * 100, "long"),
        ('Див <a id="a1">је <b>Пакт</b></a> {name}', "script"),
    ],
)
def test_an_answer_that_lost_something_is_no_draft(answer, why):
    fragment = protected(SOURCE)
    assert fault(fragment, restore(fragment, answer, "x"), "fr") == why


@pytest.mark.parametrize("answer", ["<b>" * 300_000, "la " * 300_000])
def test_an_endless_answer_is_not_looked_at_to_its_end(answer):
    fragment = protected("Sign the Pact")
    result = restore(fragment, answer, "x")
    assert len(result) < 10_000
    assert fault(fragment, result, "fr") in {"empty", "long"}


def test_a_term_that_is_gone_is_noticed():
    fragment = protected("Join ONE in FIVE and ONE in FIVE", "ONE in FIVE")
    assert fault(fragment, "Rejoignez ONE in FIVE", "fr") == "kept"
    assert fault(fragment, "ONE in FIVE et ONE in FIVE", "fr") == ""


@pytest.mark.parametrize(
    ("language", "answer", "why"),
    [
        ("sr", "Potpišite Pakt", "script"),
        ("sr", "Потпишите Pact", ""),
        ("cnr", "Потпишите Пакт", "script"),
        ("cnr", "Potpišite Pakt", ""),
        ("el", "Sign the Pact", ""),
        ("ka", "მოაწერეთ ხელი", ""),
        ("hy", "Ստորագրեք", ""),
        ("uk", "2024", ""),
    ],
)
def test_an_answer_in_the_letters_of_another_language_is_noticed(language, answer, why):
    assert fault(protected("Sign the Pact"), answer, language) == why


def test_letters_of_what_was_kept_say_nothing_about_the_language():
    fragment = protected("Sign {name}")
    assert fault(fragment, "Подпишите {name}", "fr") == "script"
    assert fault(fragment, "Potpišite {name}", "uk") == "script"
