"""The body as plain text and back: nothing is lost, nothing foreign gets in."""

import pytest

from initiatives.comparison import compare
from initiatives.plain_text import blocks_from_text, text_from_blocks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One paragraph.",
        "One.\n\nTwo,\nin two lines.",
        "## Why\n\nBecause.",
        "Before.\n\n- a\n- b\n\nAfter.",
        "1. first\n2. second",
        "**bold** and *slanted* and [words](https://example.org/a?b=1)",
        "5 < 6 & 7 > 3, “quotes”",
        "Şəhər ქალაქი Πόλη",
    ],
)
def test_what_is_written_comes_back(text):
    again, kept = text_from_blocks(blocks_from_text(text))
    assert again == text
    assert kept == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '[x](https://a.b/" onclick="alert(1))',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_markup_is_text(text):
    html = "".join(block["value"] for block in blocks_from_text(text))
    for bad in ("<script", "<img", 'onclick="', 'href="javascript'):
        assert bad not in html


def test_what_plain_text_cannot_say_is_kept_in_its_place():
    quote = {"type": "quote", "value": {"text": "Hear us."}, "id": "q"}
    inner = {
        "type": "paragraph",
        "value": '<p>See <a linktype="page" id="3">this</a>.</p>',
        "id": "p",
    }
    blocks = [*blocks_from_text("Before."), quote, inner, *blocks_from_text("After.")]
    text, kept = text_from_blocks(blocks)
    assert text == "Before.\n\n[[1]]\n\n[[2]]\n\nAfter."
    again = blocks_from_text("[[2]]\n\nOnly this. [[1]]\n\n[[9]]", kept)
    assert [block["type"] for block in again] == ["paragraph", "paragraph"]
    assert again[0] == inner
    assert "[[9]]" in again[1]["value"]


def test_changed_words_are_marked_on_both_sides():
    change = compare("x", "X", "red big dog", "blue big dog", sees_flagged=True)
    assert [p.text for p in change.old if p.is_changed] == ["red"]
    assert [p.text for p in change.new if p.is_changed] == ["blue"]
    assert "".join(p.text for p in change.new) == "blue big dog"


def test_a_hidden_passage_is_on_neither_side():
    flags = [{"kind": "phone", "start": 5, "end": 12}]
    change = compare(
        "x",
        "X",
        "Tel. 1234567 old",
        "Tel. 1234567 new",
        flags=flags,
        sees_flagged=False,
    )
    assert "1234567" not in "".join(p.text for p in (*change.old, *change.new))
    assert any(p.is_hidden for p in change.old)
