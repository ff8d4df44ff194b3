"""Where a list goes on."""

import pytest

from search.choices import Sort
from search.cursors import Position, decode, encode
from search.exceptions import CursorError

PLACE = Position(120, 1_767_268_800_000, "febe7091-3053-4f36-b27d-db27f8a904dc")


def test_a_cursor_leads_back_to_its_place():
    assert decode(encode(Sort.RELEVANCE, PLACE), Sort.RELEVANCE) == PLACE


def test_the_same_place_has_the_same_cursor_later(time_machine):
    # Otherwise an answer would differ each second, and nobody could keep it.
    time_machine.move_to("2026-05-01T12:00Z")
    first = encode(Sort.NEWEST, PLACE)
    time_machine.move_to("2026-05-02T12:00Z")
    assert encode(Sort.NEWEST, PLACE) == first


@pytest.mark.parametrize("text", ["", "x", "a:b", "eyJhIjoxfQ", "é", "." * 500])
def test_what_was_not_given_out_is_refused(text):
    with pytest.raises(CursorError):
        decode(text, Sort.NEWEST)
    with pytest.raises(CursorError):
        decode(encode(Sort.NEWEST, PLACE) + text, Sort.COUNTRY)
