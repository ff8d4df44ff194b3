"""Leaving an index alone that does not answer."""

import socket
from datetime import timedelta
from threading import Thread

import pytest
from django.utils import timezone
from elasticsearch import ApiError, NotFoundError

from portal.cache import ForgivingRedisCache
from portal.env import ENV
from search.engines.elasticsearch import breaker, client
from search.engines.elasticsearch.breaker import Breaker
from search.exceptions import EngineUnavailableError
from search.projection import projection_bulk
from search.query import parse
from search.selectors import search
from search.services import index_push
from search.stamps import one_look
from search.status import condition, index_status
from tests.search.builders import described
from tests.search.conftest import CLOSED_PORT


@pytest.fixture
def clock(time_machine):
    """Stands still, and moves on when it is told to."""
    time_machine.move_to("2026-05-01T12:00Z", tick=False)
    return lambda seconds: time_machine.shift(timedelta(seconds=seconds))


def test_without_failures_everybody_asks():
    guard = Breaker("x")
    assert guard.lets_through()
    guard.answered()
    assert guard.lets_through()
    assert guard.pause() is None


def test_after_a_failure_nobody_asks_until_one_tries(clock):
    guard = Breaker("x")
    guard.failed()
    assert not guard.lets_through()
    clock(9.9)
    assert not guard.lets_through()
    clock(0.2)
    assert guard.lets_through()
    assert not guard.lets_through()


def test_an_answer_ends_the_pause(clock):
    guard = Breaker("x")
    guard.failed()
    clock(11)
    assert guard.lets_through()
    guard.answered()
    assert guard.pause() is None
    assert guard.lets_through()
    assert guard.lets_through()


def test_pauses_double_up_to_a_minute_and_begin_short_again(clock):
    guard = Breaker("x")
    lengths = []
    for _ in range(5):
        guard.failed()
        lengths.append(guard.pause().seconds)
        clock(lengths[-1] + 1)
        assert guard.lets_through()
    assert lengths == [10, 20, 40, 60, 60]
    guard.answered()
    guard.failed()
    assert guard.pause().seconds == 10


def test_failures_of_requests_on_their_way_do_not_lengthen_the_pause(clock):
    guard = Breaker("x")
    guard.failed()
    clock(2)
    guard.failed()
    assert guard.pause().seconds == 10
    clock(8.1)
    assert guard.lets_through()


def test_a_try_that_died_frees_the_next_one(clock):
    guard = Breaker("x")
    guard.failed()
    clock(11)
    assert guard.lets_through()
    clock(6)
    assert guard.lets_through()


def test_processes_share_a_pause_by_its_name():
    Breaker("x").failed()
    assert not Breaker("x").lets_through()
    assert Breaker("y").lets_through()


def test_one_of_many_threads_tries(clock):
    guard = Breaker("x")
    guard.failed()
    clock(11)
    answers = []
    threads = [
        Thread(target=lambda: answers.append(guard.lets_through())) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False] * 15 + [True]


@pytest.fixture
def cache_away(monkeypatch):
    """The shared cache is a Redis that does not answer."""
    away = ForgivingRedisCache("redis://127.0.0.1:9/0", {})
    monkeypatch.setattr(breaker, "cache", away)
    monkeypatch.setattr("search.turns.cache", away)


@pytest.mark.usefixtures("cache_away")
def test_without_the_cache_a_process_keeps_its_own_pause(clock):
    guard, other = Breaker("x"), Breaker("x")
    guard.failed()
    assert not guard.lets_through()
    assert other.lets_through()
    clock(11)
    assert guard.lets_through()
    assert not guard.lets_through()
    guard.failed()
    assert guard.pause().seconds == 20
    clock(21)
    assert guard.lets_through()
    guard.answered()
    assert guard.lets_through()
    assert guard.lets_through()


def test_a_cache_that_went_away_after_a_failure_stops_nobody(clock, monkeypatch):
    guard = Breaker("x")
    guard.failed()
    away = ForgivingRedisCache("redis://127.0.0.1:9/0", {})
    monkeypatch.setattr(breaker, "cache", away)
    assert guard.lets_through()
    guard.failed()
    assert not guard.lets_through()


@pytest.mark.services
def test_processes_share_a_pause_through_redis(clock, monkeypatch):
    redis = ForgivingRedisCache(ENV.redis_url, {"KEY_PREFIX": "pact-test-breaker"})
    monkeypatch.setattr(breaker, "cache", redis)
    monkeypatch.setattr("search.turns.cache", redis)
    guard, other = Breaker("shared"), Breaker("shared")
    guard.answered()
    guard.failed()
    assert not other.lets_through()
    clock(11)
    assert other.lets_through()
    assert not guard.lets_through()
    other.answered()
    assert guard.lets_through()


def ask():
    return search(parse("", language="en"), kind="initiative")


@pytest.fixture
def counting_server():
    """A server that notes each connection, closes it and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        connections = []

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                connections.append(connection)
                connection.close()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", connections
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_searches_leave_a_failing_index_alone(db, settings, clock, counting_server):
    settings.ELASTICSEARCH_URL, connections = counting_server
    projection_bulk([described("a")])
    for _ in range(3):
        page = ask()
        assert (page.engine, page.total) == ("database", 1)
    assert len(connections) == 1
    clock(11)
    for _ in range(3):
        assert ask().engine == "database"
    assert len(connections) == 2
    assert client.breaker().pause().seconds == 20


def test_the_status_says_that_the_index_is_left_alone(db, settings, clock):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    assert index_status().left_alone_until is None
    ask()
    assert index_status().left_alone_until == timezone.now() + timedelta(seconds=10)


@pytest.mark.services
@pytest.mark.elasticsearch
def test_the_index_is_asked_again_when_it_answers(db, elasticsearch, settings, clock):
    projection_bulk([described("a")])
    index_push()
    client.breaker().failed()
    assert ask().engine == "database"
    assert condition() == "degraded"
    assert index_status().engine == "database"
    clock(11)
    assert ask().engine == "elasticsearch"
    assert condition() == "ok"
    assert client.breaker().pause() is None


@pytest.mark.services
@pytest.mark.elasticsearch
def test_a_missing_index_is_no_reason_to_leave_the_server_alone(db, elasticsearch):
    projection_bulk([described("a")])
    assert ask().engine == "database"
    assert client.breaker().pause() is None


@pytest.mark.parametrize(
    ("status", "is_left_alone"),
    [(400, False), (404, False), (429, True), (500, True), (503, True)],
)
def test_which_answers_are_trouble(settings, status, is_left_alone):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    kind = NotFoundError if status == 404 else ApiError
    meta = type("Meta", (), {"status": status})()
    with pytest.raises(EngineUnavailableError), client.for_readers():
        raise kind("kind_of_exception", meta, {})
    assert (client.breaker().pause() is not None) == is_left_alone


def test_a_request_sees_the_pause_that_it_has_begun_itself():
    guard = Breaker("x")
    with one_look():
        assert not guard.has_pause()
        guard.failed()
        assert guard.has_pause()
        assert not guard.lets_through()
