"""Tags, links, script and placeholders are kept, and each loss is told."""

import pytest

from tests.translations.pairs import pair
from translations.checks import check


def codes(source, target, language="de"):
    return [finding.check for finding in check(pair(source, target, language))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a <b>big</b> town", "eine <b>große</b> Stadt"),
        ("one<br>two", "eins<br/>zwei"),
        ("<i>a <b>b</b></i> c", "<b>x</b> <i>y</i> z"),
        ("<abbr>NGO</abbr> and <code>x</code>", "<abbr>NRO</abbr> und <code>x</code>"),
        ("R&amp;D &lt; 5", "F&amp;E &lt; 5"),
        ('<a id="a1">one</a>, <a id="a2">two</a>', "<a id='a2'>B</a>, <a id=a1>A</a>"),
        ('<a id="a1"><b>one</b></a>', '<a id="a1"><b>eins</b></a>'),
    ],
)
def test_markup_that_is_kept_in_another_order_is_right(source, target):
    assert codes(source, target) == []


@pytest.mark.parametrize(
    "target",
    [
        "eine große Stadt",
        "eine <b>große</b> <b>Stadt</b>",
        "eine <b>große Stadt",
        "eine <b>große</i> Stadt",
        "eine große</b> Stadt",
        "eine <strong>große</strong> Stadt",
        "eine <b class='x'>große</b> Stadt",
        "eine <b>große</b> <u>Stadt</u>",
        "eine <b>große</b> <p>Stadt</p>",
        "eine <b>große</b> Stadt<!-- ja -->",
        "eine <b>große</b> Stadt<br>",
        "eine <b>große</b> Stadt <em",
        "eine <b><i>große</b></i> Stadt",
    ],
)
def test_markup_that_is_broken_lost_or_added_is_an_error(target):
    assert set(codes("a <b>big</b> town", target)) == {"markup"}


def test_one_missing_end_is_told_once():
    assert codes("a <b>big</b> town", "eine <b>große Stadt") == ["markup"]


@pytest.mark.parametrize(
    "target",
    [
        "Lesen Sie den Pakt",
        '<a id="a1">Lesen</a> Sie den <a id="a1">Pakt</a>',
        'Lesen Sie den <a id="a2">Pakt</a>',
        'Lesen Sie den <a id="a1"></a>Pakt',
        'Lesen Sie <a id="a1">den</a> <a id="a7">Pakt</a>',
        "Lesen Sie den <a>Pakt</a>",
    ],
)
def test_each_link_stands_exactly_once_and_has_a_text(target):
    assert set(codes('Read the <a id="a1">Pact</a>', target)) == {"links"}


def test_a_link_with_an_address_of_its_own_is_an_error():
    target = 'Lesen Sie den <a id="a1" href="https://example.org">Pakt</a>'

    assert "markup" in codes('Read the <a id="a1">Pact</a>', target)


@pytest.mark.parametrize(
    "target",
    [
        "Hilfe<script>alert()</script>",
        "Hilfe<SCRIPT src=x>",
        "<b onclick='x()'>Hilfe</b>",
        '<a id="a1" onmouseover=x>Hilfe</a>',
        "<a href='javascript:x()'>Hilfe</a>",
        "<a href='java&#115;cript:x()'>Hilfe</a>",
        "<a href='java\tscript:x()'>Hilfe</a>",
        "<img/src=x/onerror=alert()>Hilfe",
        "Hilfe &lt;script&gt;alert()&lt;/script&gt;",
        "<iframe>Hilfe",
    ],
)
def test_script_is_an_error_however_it_is_hidden(target):
    assert "script" in codes("Help", target)


def test_a_text_about_script_may_speak_of_it_in_words_only():
    source = "The tag &lt;script&gt; is removed"

    assert codes(source, "Das Tag &lt;script&gt; fällt weg") == []
    assert "script" in codes(source, "Das Tag <script> fällt weg")


@pytest.mark.parametrize(
    "placeholder",
    ["{name}", "{}", "{0}", "{total:.2f}", "%(name)s", "%(count)d", "%s",
     "{{ page.title }}", "[[country]]"],
)  # fmt: skip
def test_a_placeholder_is_kept_changed_or_lost(placeholder):
    source = f"Dear {placeholder}, welcome"

    assert codes(source, f"Willkommen, {placeholder}") == []
    assert codes(source, "Willkommen") == ["placeholders"]
    twice = f"{placeholder} und {placeholder}"
    assert codes(source, twice) == ["placeholders"]
    assert codes("Dear reader", f"Guten Tag {placeholder}") == ["placeholders"]


def test_a_translated_name_of_a_placeholder_is_told_as_both():
    found = check(pair("Hello %(name)s", "Salut %(nom)s", "fr"))

    assert [(item.check, item.excerpt) for item in found] == [
        ("placeholders", "%(name)s"),
        ("placeholders", "%(nom)s"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("{{title}} is new", "{{ title }} ist neu", "de"),
        ("100% sure", "%100 emin", "tr"),
        ("20 % of schools", "20 % der Schulen", "de"),
        ("5% discount", "5% déduits", "fr"),
    ],
)
def test_a_per_cent_sign_and_inner_spaces_are_no_placeholders(source, target, language):
    assert codes(source, target, language) == []
