"""What a reader typed, read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.languages import CODES
from search.choices import Sort
from search.query import (
    MAX_CHARACTERS,
    MAX_WORDS,
    NOTHING_TO_FIND,
    TOO_LONG,
    TOO_MANY_WORDS,
    Phrase,
    parse,
    still_typed,
)


def shown(item):
    """A word as it is, a phrase in quotes."""
    return f'"{item.exact}"' if isinstance(item, Phrase) else item.forms.exact


def read(text, language="en"):
    """(words, phrases, excluded) as plain text."""
    query = parse(text, language=language)
    return (
        [word.forms.exact for word in query.words],
        [phrase.exact for phrase in query.phrases],
        [shown(item) for item in query.excluded],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ([], [], [])),
        ("one two one", (["one", "two"], [], [])),
        ('"one two" three', (["three"], ["one two"], [])),
        ("„eins zwei“ «drei»", ([], ["eins zwei", "drei"], [])),
        ("one -two", (["one"], [], ["two"])),
        ('-"one two" three', (["three"], [], ['"one two"'])),
        ("-well-being", ([], [], ["well", "being"])),
        ("well-being", (["well", "being"], [], [])),
        ("one - two", (["one", "two"], [], [])),
        ("one \u2013two", (["one"], [], ["two"])),
        ("one \u2212two", (["one"], [], ["two"])),
        ("one \u2013 two", (["one", "two"], [], [])),
        ("one\u2013two", (["one", "two"], [], [])),
        ('one "two three', (["one", "two", "three"], [], [])),
        ('"', ([], [], [])),
        ('"" -', ([], [], [])),
        ("one\0two", (["one", "two"], [], [])),
        ("\ud800one", (["one"], [], [])),
        ("l'enfant", (["enfant"], [], [])),
        ("dell’infanzia", (["infanzia"], [], [])),
        ("children's", (["children"], [], [])),
        ('"l\'enfant"', ([], ["enfant"], [])),
    ],
)
def test_a_text_is_read(text, expected):
    assert read(text) == expected


def test_words_are_read_by_the_letters_of_the_language():
    assert read("ISPARTA", "tr")[0] == ["ısparta"]
    assert read("ISPARTA", "en")[0] == ["isparta"]


def test_a_long_text_is_cut_and_the_reader_is_told():
    query = parse("a" * (MAX_CHARACTERS + 1), language="en")
    assert query.notices == (TOO_LONG,)
    assert len(query.text) == MAX_CHARACTERS
    assert parse("a" * MAX_CHARACTERS, language="en").notices == ()


def test_too_many_words_are_left_out_and_the_reader_is_told():
    text = " ".join(f"w{number}" for number in range(MAX_WORDS - 1))
    query = parse(f'{text} "one two" -three', language="en")
    assert query.notices == (TOO_MANY_WORDS,)
    assert len(query.words) == MAX_WORDS - 1
    assert [phrase.exact for phrase in query.phrases] == ["one"]
    assert query.excluded == ()


@pytest.mark.parametrize("text", ["🙂", "…!?", '"-"', "%_"])
def test_a_text_without_letters_finds_nothing_and_says_so(text):
    query = parse(text, language="en")
    assert query.is_void
    assert query.notices == (NOTHING_TO_FIND,)


@pytest.mark.parametrize("text", ["", "   ", "\0"])
def test_an_empty_text_asks_for_everything(text):
    query = parse(text, language="en")
    assert not query.is_void
    assert query.notices == ()


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("word", "", Sort.RELEVANCE),
        ("", "", Sort.NEWEST),
        ("", "relevance", Sort.NEWEST),
        ("-word", "relevance", Sort.NEWEST),
        ("word", "newest", Sort.NEWEST),
        ("", "country", Sort.COUNTRY),
        ("word", "nonsense", Sort.RELEVANCE),
    ],
)
def test_the_order_fits_what_is_asked(text, asked, expected):
    assert parse(text, language="en", sort=asked).sort == expected


def test_pages_stay_inside_their_limits():
    query = parse("", language="en", page=-3, page_size=1000)
    assert (query.page, query.page_size, query.offset) == (1, 100, 0)
    assert parse("", language="en", page=3, page_size=0).offset == 2


def test_filters_keep_each_value_once_and_drop_empty_names():
    query = parse("", language="en", filters={"country": ["AZ", "AZ"], "year": []})
    assert query.filters == {"country": ("AZ",)}


def test_an_unknown_filter_is_a_mistake():
    with pytest.raises(ValueError, match="colour"):
        parse("", language="en", filters={"colour": ["red"]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scho", [True]),
        ("scho ", [False]),
        ("safe scho", [False, True]),
        ("abc", [False]),
        ("2025", [False]),
        ("a2025", [True]),
        ('scho "safe"', [False]),
        ("scho -prescho", [False]),
        ("scho -scho", [False]),
        ("-old scho", [True]),
    ],
)
def test_only_the_word_being_typed_may_be_a_beginning(text, expected):
    words = parse(text, language="en").words
    assert [word.is_prefix for word in words] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s", [("s", False)]),
        ("sc", [("sc", True)]),
        ("safe s", [("safe", False)]),
        ("safe sc", [("safe", False), ("sc", True)]),
        ("safe 20", [("safe", False), ("20", True)]),
        ("in", [("in", True)]),
        ('sc "safe"', [("sc", False)]),
        ("-sc", []),
        ("school -preschool", [("school", False)]),
        ("school -sc", [("school", False)]),
    ],
)
def test_while_somebody_types_two_letters_may_be_a_beginning(text, expected):
    words = still_typed(parse(text, language="en")).words
    assert [(word.text, word.is_prefix) for word in words] == expected


def test_function_words_need_not_be_found_beside_others():
    query = parse("training for the teachers", language="en")
    assert [word.text for word in query.words] == ["training", "teachers"]
    assert query.function_words == ("for", "the")


def test_function_words_count_when_there_is_nothing_else():
    assert [word.text for word in parse("for the", language="en").words] == [
        "for",
        "the",
    ]
    assert parse('"for the"', language="en").phrases[0].exact == "for the"


@given(st.text(max_size=400), st.sampled_from(CODES))
def test_any_text_parses(text, language):
    query = parse(text, language=language)
    query.text.encode()
    parts = [*query.words, *query.phrases, *query.excluded]
    words = [len(part.words) if isinstance(part, Phrase) else 1 for part in parts]
    assert sum(words) <= MAX_WORDS
    assert query.is_void == (bool(query.text) and not parts)


@given(st.text("\"-' aα1\0", max_size=400))
def test_any_pile_of_quotes_and_dashes_parses(text):
    parse(text, language="en")
