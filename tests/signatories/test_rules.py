"""Which step of a signatory's life may follow which."""

import pytest

from signatories.choices import PUBLIC, Status
from signatories.rules import NEEDS_REASON, TRANSITIONS, verbs_from


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        (Status.AWAITING, ["confirmed", "rejected", "withdrawn"]),
        (Status.CONFIRMED, ["withdrawn"]),
        (Status.RECORDED, ["confirmed", "withdrawn"]),
        (Status.REJECTED, ["confirmed"]),
        (Status.WITHDRAWN, ["restored"]),
        ("", []),
        ("nonsense", []),
    ],
)
def test_each_status_allows_these_steps_and_no_others(status, verbs):
    assert verbs_from(status) == verbs


def test_what_was_withdrawn_does_not_become_public_in_one_step():
    starts, _end = TRANSITIONS["confirmed"]
    assert Status.WITHDRAWN not in starts
    assert TRANSITIONS["restored"][1] == Status.AWAITING


def test_only_confirming_and_recording_make_public():
    public = {
        verb: end for verb, (_starts, end) in TRANSITIONS.items() if end in PUBLIC
    }
    assert public == {"confirmed": Status.CONFIRMED, "recorded": Status.RECORDED}


def test_only_what_has_a_source_is_shown_as_recorded():
    assert "recorded" not in verbs_from(Status.AWAITING)
    assert "recorded" in verbs_from(Status.AWAITING, has_source=True)


def test_whoever_takes_something_away_gives_a_reason():
    assert {"rejected", "withdrawn", "restored"} == NEEDS_REASON


def test_every_status_can_be_left():
    assert all(verbs_from(status) for status in Status.values)
