"""Who answers, and what happens when Elasticsearch does not."""

import logging
import socket
import time

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from search import rescue
from search.engines.database import DatabaseEngine
from search.projection import forget, projection_bulk
from search.query import parse
from search.selectors import search
from search.status import index_status
from tests.search.builders import corpus, described, key_of
from tests.search.conftest import CLOSED_PORT
from tests.search.test_line import answer, serving


@pytest.fixture
def hanging_server():
    """The address of a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def ask(text="", **more):
    return search(parse(text, language="en", **more), kind="initiative")


def test_the_database_answers_for_an_unreachable_index(db, settings, caplog):
    projection_bulk(corpus())
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    with caplog.at_level(logging.DEBUG):
        page = ask("teachers")
    assert page.engine == "database"
    assert [hit.slug for hit in page.hits] == ["baku"]
    assert "ConnectionError" in caplog.text
    assert "teachers" not in caplog.text


def test_the_database_answers_for_a_hanging_index(db, settings, hanging_server):
    projection_bulk(corpus())
    settings.ELASTICSEARCH_URL = hanging_server
    settings.SEARCH_TIMEOUT_SECONDS = 0.3
    started = time.perf_counter()
    page = ask("teachers")
    assert page.engine == "database"
    assert page.total == 1
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("body", [{}, [], {"message": "maintenance"}, {"hits": {}}])
def test_the_database_answers_where_something_else_listens(db, settings, body):
    projection_bulk(corpus())
    with serving(answer(body)) as (place, _):
        settings.ELASTICSEARCH_URL = f"http://{place}"
        page = ask("teachers")
    assert page.engine == "database"
    assert [hit.slug for hit in page.hits] == ["baku"]


@pytest.mark.services
@pytest.mark.elasticsearch
def test_the_database_answers_for_a_missing_index(db, elasticsearch):
    projection_bulk([described("a")])
    page = ask()
    assert page.engine == "database"
    assert page.total == 1


def test_a_text_without_words_asks_no_engine(db, settings, django_assert_num_queries):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    with django_assert_num_queries(0):
        page = ask("…")
    assert page.hits == ()
    assert page.total == 0
    assert page.pages == 1
    assert page.engine == "elasticsearch"
    assert page.notices == (
        "There is no letter or digit in what you typed to search for.",
    )


def test_notices_are_sentences(db, no_index):
    page = ask("x " * 200)
    assert page.notices == (
        "Only the first 300 characters were searched for.",
        "Only the first 12 words were searched for.",
    )


@given(text=st.text(max_size=120))
@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_answered(db, no_index, text):
    page = ask(text)
    assert page.total == 0


def test_the_status_without_an_index(db, no_index):
    projection_bulk(corpus())
    forget("initiative", key_of("baku"))
    status = index_status()
    assert (status.engine, status.index) == ("database", None)
    assert (status.objects, status.documents) == (10, 11)
    assert (status.pending, status.oldest_pending) == (0, None)
    assert status.languages["en"] == 4


def test_the_status_of_an_unreachable_index(db, settings):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    projection_bulk([described("a")])
    status = index_status()
    assert (status.engine, status.index, status.pending) == ("database", None, 1)
    assert status.oldest_pending is not None


def test_nothing_more_is_looked_for_when_that_takes_long(db, no_index, monkeypatch):
    projection_bulk(corpus())
    asked = []

    def slow(self, word, language):
        asked.append(word)
        clock.shift(rescue._MOST_SECONDS + 1)
        return ("teachers",)

    class Clock:
        now = 0.0

        def shift(self, seconds):
            self.now += seconds

    clock = Clock()
    monkeypatch.setattr(rescue, "monotonic", lambda: clock.now)
    monkeypatch.setattr(DatabaseEngine, "similar_words", slow)
    found = ask("taechers zzyyxx wwvvuu")
    assert asked == ["taechers"]
    assert found.rescue.suggestion == ""
    # What costs no question is offered all the same.
    assert found.rescue.concepts


def test_at_most_four_words_are_spelt_anew(db, no_index, monkeypatch):
    asked = []
    monkeypatch.setattr(
        DatabaseEngine,
        "similar_words",
        lambda self, word, language: asked.append(word) or (),
    )
    ask("aaaab bbbba ccccb ddddb eeeeb ffffb")
    assert len(asked) == 4
