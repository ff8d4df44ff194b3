"""The commands of the contract."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from search.analysis import ANALYSIS_VERSION
from search.engines.elasticsearch import index
from search.models import SearchFacet, SearchObject
from search.projection import projection_bulk
from search.turns import turn
from tests.search.builders import corpus, described, key_of
from tests.search.conftest import CLOSED_PORT


def run(name, *args):
    out = io.StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def stdin(monkeypatch):
    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_analyse_prints_one_array_a_line(stdin):
    stdin("UŞAQ və\tKöln\n\n…\r\nson".encode())
    lines = run("search_analyse", "--language", "az").splitlines()
    first, empty, dots, last = map(json.loads, lines)
    assert first[0] == {
        "text": "UŞAQ",
        "start": 0,
        "end": 4,
        "terms": ["uşaq"],
        "folded": ["usaq"],
        "parts": [],
    }
    assert [token["text"] for token in first] == ["UŞAQ", "və", "Köln"]
    assert empty == dots == []
    assert last[0]["end"] == 3


def test_analyse_survives_broken_bytes(stdin):
    stdin(b"caf\xe9 bar\n")
    (tokens,) = map(json.loads, run("search_analyse", "--language=fr").splitlines())
    assert [token["text"] for token in tokens] == ["caf", "bar"]


def test_analyse_accepts_the_other_names_of_a_language(stdin):
    stdin(b"a\n")
    assert run("search_analyse", "--language", "no")


def test_analyse_refuses_an_unknown_language(stdin):
    stdin(b"")
    with pytest.raises(CommandError, match="no language 'ru'"):
        run("search_analyse", "--language", "ru")


def test_status_is_json(db, no_index):
    projection_bulk(corpus())
    status = json.loads(run("search_status"))
    assert status["engine"] == "database"
    assert status["objects"] == 11
    assert status["languages"]["az"] == 1
    assert status["pending"] == status["set_aside"] == 0
    assert status["oldest_pending"] is None
    assert status["analysis_version"] == ANALYSIS_VERSION
    assert status["outdated_documents"] == 0


def test_push_without_an_index_says_so(db, no_index):
    assert "no index to push" in run("search_push")


def test_rebuild_without_an_index_writes_the_projection(db, no_index, published):
    item = described("a")
    published["initiative"][item.key] = item
    out = run("search_rebuild")
    assert "1 objects written again" in out
    assert "the database searches 1 objects" in out


def test_an_unreachable_index_ends_the_commands(db, settings, published):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    projection_bulk([described("a")])
    with pytest.raises(CommandError, match="stays pending"):
        run("search_push")
    with pytest.raises(CommandError, match="old index keeps serving"):
        run("search_rebuild")


@pytest.mark.services
@pytest.mark.elasticsearch
def test_rebuild_and_push_with_an_index(db, elasticsearch, published):
    item = described("a")
    published["initiative"][item.key] = item
    out = run("search_rebuild")
    assert "1 of 1 objects sent." in out
    assert f"Index {index.alias()}-" in out
    projection_bulk([described("b")])
    assert "Pushed 1 objects" in run("search_push")
    assert json.loads(run("search_status"))["engine"] == "elasticsearch"


@pytest.mark.services
@pytest.mark.elasticsearch
def test_what_is_refused_fails_the_commands_and_is_named(db, elasticsearch, published):
    for slug in ("good", "bad"):
        item = described(slug)
        published["initiative"][item.key] = item
    run("search_rebuild")
    SearchFacet.objects.create(
        object=SearchObject.objects.get(slug="bad"), name="colour", value="red"
    )
    with pytest.raises(CommandError, match="1 objects were refused and set aside"):
        run("search_rebuild")
    status = json.loads(run("search_status"))
    assert (status["pending"], status["set_aside"]) == (0, 1)
    assert [shown["slug"] for shown in status["set_aside_objects"]] == ["bad"]


@pytest.mark.services
@pytest.mark.elasticsearch
def test_push_can_compare_first(db, elasticsearch):
    projection_bulk(corpus())
    run("search_push")
    SearchObject.objects.filter(slug="baku").delete()
    elasticsearch.delete(index=index.alias(), id=f"initiative:{key_of('lyon')}")
    out = run("search_push", "--reconcile")
    assert "1 objects are sent again, 1 documents without an object were deleted" in out
    assert "Pushed 1 objects" in out


def test_a_rebuild_that_runs_already_is_told(db, settings, published):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    busy = pytest.raises(CommandError, match="call this again in 2 minutes")
    with turn(f"search:rebuild:{index.alias()}"), busy:
        run("search_rebuild")
