"""Rooms to describe objects, and a real Elasticsearch where one runs."""

import pytest
from django.conf import settings as django_settings

from search import registry
from search.engines.elasticsearch import client, index
from search.models import SearchDocument, SearchFacet, SearchObject
from tests.emptied import empty, without_glossary

CLOSED_PORT = "http://127.0.0.1:9"


@pytest.fixture
def db(db):
    """A database in which nothing is published yet, and no term of a glossary known."""
    empty(SearchDocument, SearchFacet, SearchObject)
    without_glossary()


@pytest.fixture
def no_index(settings):
    """No Elasticsearch is configured, whatever runs on this machine."""
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture
def elasticsearch(settings):
    """An Elasticsearch without any index of ours, before and after the test."""
    if not django_settings.ELASTICSEARCH_URL:
        pytest.skip("ELASTICSEARCH_URL is not set: `make services` starts one.")
    settings.SEARCH_TIMEOUT_SECONDS = 20.0
    _drop_indexes()
    yield client.for_maintenance()
    settings.ELASTICSEARCH_URL = django_settings.ELASTICSEARCH_URL
    _drop_indexes()


def _drop_indexes():
    names = client.for_maintenance().indices.get(index=f"{index.alias()}-*")
    index.discard(names)


@pytest.fixture
def published(monkeypatch):
    """What test rooms publish: a dict of descriptions by key, one for each kind."""
    store = {"initiative": {}, "signatory": {}}
    monkeypatch.setattr(registry, "_kinds", {})
    for kind, objects in store.items():
        registry.register_kind(
            kind, describe=objects.get, all_keys=lambda objects=objects: tuple(objects)
        )
    return store
