"""What an operator's monitor is told."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.env import ENV
from search.engines.elasticsearch import index
from search.models import SearchObject
from search.querysets import MAX_FAILURES
from search.services import index_rebuild
from tests.databases import ROOT

pytestmark = pytest.mark.django_db

# Nobody listens on the port of "discard".
CLOSED = "127.0.0.1:9"
ASK = """
import django
django.setup()
from django.test import Client
for place in ("live", "ready"):
    response = Client().get(f"/health/{place}", HTTP_HOST="127.0.0.1")
    print(response.status_code, response.json().get("checks", ""))
"""


def test_a_living_process_says_so_and_touches_nothing(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_without_services_the_database_alone_makes_it_ready(client, settings):
    settings.ELASTICSEARCH_URL = ""
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"database": "ok"}}


def test_a_search_engine_that_is_down_is_told_and_stops_nobody(client, settings):
    settings.ELASTICSEARCH_URL = f"http://{CLOSED}"
    response = client.get("/health/ready")
    assert response.status_code == 200
    checks = response.json()["checks"]
    assert (checks["elasticsearch"], checks["search"]) == ("unavailable", "degraded")


def test_a_broker_that_is_down_is_told_and_stops_nobody(client, settings):
    settings.ELASTICSEARCH_URL = ""
    settings.CELERY_BROKER_URL = f"redis://{CLOSED}/0"
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ok", "redis": "unavailable"}


@pytest.fixture
def index_serves(settings):
    """An index that has everything, and Redis."""
    settings.ELASTICSEARCH_URL = ENV.elasticsearch_url
    settings.CELERY_BROKER_URL = ENV.redis_url
    index_rebuild()
    yield
    index.discard(filter(None, [index.serving()]))


@pytest.mark.services
def test_with_its_services_the_portal_says_that_all_of_them_answer(
    client, index_serves
):
    assert client.get("/health/ready").json() == {
        "status": "ok",
        "checks": {
            "database": "ok",
            "redis": "ok",
            "elasticsearch": "ok",
            "search": "ok",
        },
    }


@pytest.mark.services
def test_changes_that_wait_too_long_are_told(client, index_serves):
    row = SearchObject.objects.first()
    row.version += 1
    row.changed_at = timezone.now() - timedelta(minutes=4)
    row.save()
    assert search_in(client) == "ok"
    SearchObject.objects.update(changed_at=timezone.now() - timedelta(minutes=6))
    assert search_in(client) == "behind"


@pytest.mark.services
def test_what_the_index_refuses_is_told(client, index_serves):
    row = SearchObject.objects.first()
    row.version += 1
    row.failures = MAX_FAILURES
    row.save()
    assert search_in(client) == "behind"


@pytest.mark.services
def test_an_index_that_is_missing_is_told_and_stops_nobody(client, settings):
    settings.ELASTICSEARCH_URL = ENV.elasticsearch_url
    response = client.get("/health/ready")
    assert response.status_code == 200
    checks = response.json()["checks"]
    assert (checks["elasticsearch"], checks["search"]) == ("ok", "degraded")


def search_in(client):
    response = client.get("/health/ready")
    assert response.status_code == 200
    return response.json()["checks"]["search"]


def test_without_its_database_it_lives_and_is_not_ready():
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": f"postgres://nobody:nothing@{CLOSED}/nothing",
            "REDIS_URL": "",
            "ELASTICSEARCH_URL": "",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert answer.stdout.splitlines() == [
        "200 ",
        "503 {'database': 'unavailable'}",
    ]


@pytest.mark.parametrize("place", ["live", "ready"])
def test_asking_for_health_does_not_depend_on_a_language(client, place):
    response = client.get(f"/health/{place}", headers={"Accept-Language": "az"})
    assert response.status_code == 200
    assert not response.cookies
