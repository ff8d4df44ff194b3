"""What is kept in a process, and when it is read again."""

import pytest

from search import stamps
from search.stamps import GONE, Kept


@pytest.fixture
def clock(monkeypatch):
    """Seconds that only pass when a test says so; call it to let some pass."""
    now = [0.0]

    def shift(seconds):
        now[0] += seconds

    monkeypatch.setattr(stamps, "monotonic", lambda: now[0])
    return shift


@pytest.fixture
def reads():
    return []


def kept(reads, **options):
    return Kept(lambda: reads.append(1) or len(reads), GONE, **options)


def test_a_changed_stamp_is_followed_at_once(clock, reads):
    value = kept(reads)
    assert [value.get({GONE: stamp}) for stamp in "aabb"] == [1, 1, 2, 2]


@pytest.mark.parametrize(("known", "seconds"), [({GONE: "a"}, 600), ({}, 60)])
def test_without_a_change_it_is_read_again_when_it_is_old(clock, reads, known, seconds):
    value = kept(reads)
    value.get(known)
    clock(seconds - 1)
    assert value.get(known) == 1
    clock(1)
    assert value.get(known) == 2


def test_what_may_do_harm_is_read_each_time_while_no_stamp_is_known(clock, reads):
    value = kept(reads, max_age_seconds=5, needs_stamp=True)
    assert [value.get({}) for _ in range(3)] == [1, 2, 3]
    assert value.get({GONE: "a"}) == value.get({GONE: "a"}) == 4
    clock(5)
    assert value.get({GONE: "a"}) == 5


def test_whoever_changes_it_sees_that_before_anybody_is_told(clock, reads):
    value = kept(reads)
    value.get({GONE: "a"})
    value.forget()
    assert value.get({GONE: "a"}) == 2
