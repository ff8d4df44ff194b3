"""Faults, with real servers: stopped, frozen, broken, killed; nothing is lost.

The module has an Elasticsearch, a Redis, a database and a worker of its own. Saving is
an editor's request that publishes an initiative, searching a request to the API; both
commit, and tasks go through the queue.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import dj_database_url
import psycopg
import pytest
import redis
from django.conf import settings as django_settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import withdrawal
from initiatives.models import InitiativePage
from portal.celery import app
from portal.env import ENV
from search import stamps
from search.engines.elasticsearch import breaker, client, index
from search.exceptions import EngineUnavailableError
from search.models import SearchDocument, SearchFacet, SearchObject
from search.querysets import MAX_FAILURES
from search.services import index_push, index_rebuild
from search.status import index_status
from search.tasks import index_push_task
from search.turns import LAPSES_SECONDS
from tests import databases
from tests.publication.world import (
    INITIATIVE,
    edit_url,
    initiative_form,
    initiative_in,
)
from tests.search.private import (
    Elasticsearch,
    Private,
    Redis,
    house_in,
    open_folder,
    wait_until,
)

pytestmark = [
    pytest.mark.services,
    pytest.mark.elasticsearch,
]

ALIAS = "pact-search"
# Far less than whoever writes to the index waits for it, on a busy machine too.
QUICK_SECONDS = client.MAINTENANCE_SECONDS / 6


@pytest.fixture(scope="module")
def house():
    folder = open_folder()
    yield house_in(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def private_elasticsearch(house):
    server = Private(Elasticsearch, house)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def private_redis(house):
    server = Private(Redis, house)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def database(worker, django_db_blocker):
    """A database that tests really commit to; the connection uses it meanwhile."""
    url = databases.copy_for(f"pact_faults_{worker}", ENV.database_url)
    places = (
        connections["default"].settings_dict,
        django_settings.DATABASES["default"],
    )
    before = [place["NAME"] for place in places]
    with django_db_blocker.unblock():
        connections.close_all()
        for place in places:
            place["NAME"] = dj_database_url.parse(url)["NAME"]
        yield url
        connections.close_all()
        for place, name in zip(places, before, strict=True):
            place["NAME"] = name


@pytest.fixture(scope="module")
def environment(private_elasticsearch, private_redis, database):
    """What another process of this portal is started with."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": database,
        "REDIS_URL": private_redis.url,
        "ELASTICSEARCH_URL": private_elasticsearch.url,
    }


def send_tasks_to(url):
    """Let this process enqueue as a web process does, in that Redis."""
    app.conf.update(broker_url=url, task_always_eager=False)
    app._pool = app.amqp._producer_pool = None


@pytest.fixture(scope="module")
def queue(private_redis):
    """Tasks go to a database of the private Redis that no worker looks into."""
    before = {name: app.conf[name] for name in ("broker_url", "task_always_eager")}
    url = private_redis.url.removesuffix("/0") + "/1"
    send_tasks_to(url)
    yield url
    app.conf.update(before)
    app._pool = app.amqp._producer_pool = None


class Worker:
    """A Celery worker in a process of its own."""

    def __init__(self, environment, log):
        self.environment, self.log = environment, log
        self.redis = redis.Redis.from_url(environment["REDIS_URL"])
        self.process = None

    def start(self):
        command = ["-m", "celery", "-A", "portal", "worker", "--pool", "solo"]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=databases.ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def kill(self):
        self.process.kill()
        self.process.wait()

    def replace(self):
        """Kill it; another one begins with an empty queue.

        What it was doing would come back too, but only after an hour.
        """
        self.kill()
        self.redis.flushdb()
        self.start()

    def has_nothing_to_do(self):
        return not self.redis.llen("celery") and not self.redis.hlen("unacked")


@pytest.fixture(scope="module")
def worker_process(environment, house, queue):
    process = Worker(environment, house.folder / "worker.log")
    process.start()
    yield process
    process.kill()


@pytest.fixture
def celery_worker(worker_process, portal, queue, private_redis):
    """What this test enqueues is done by a worker."""
    send_tasks_to(private_redis.url)
    yield worker_process
    private_redis.ensure()
    wait_until(worker_process.has_nothing_to_do)
    send_tasks_to(queue)


@pytest.fixture(autouse=True)
def portal(
    settings, private_elasticsearch, private_redis, database, queue, monkeypatch
):
    """This process is a web process of the portal; everything runs when it begins."""
    settings.ELASTICSEARCH_URL = private_elasticsearch.url
    settings.SEARCH_INDEX_ALIAS = ALIAS
    settings.SEARCH_TIMEOUT_SECONDS = 1.0
    # Their length is tested elsewhere; here nobody waits for it.
    monkeypatch.setattr(breaker, "FIRST_PAUSE_SECONDS", 0.2)
    private_elasticsearch.ensure()
    private_redis.ensure()
    if index.state().serving is None:
        index_rebuild()
    yield
    private_elasticsearch.ensure()
    private_redis.ensure()


@pytest.fixture
def server(private_elasticsearch):
    return private_elasticsearch


def editor():
    browser = Client()
    browser.force_login(User.objects.get(email="editor@demo.example"))
    return browser


def save(title):
    """Publish an initiative with a new title, as an editor does; return the seconds."""
    page = initiative_in("en")
    browser = editor()
    sent = initiative_form(page, title=title, **{"action-publish": "action-publish"})
    started = time.monotonic()
    answer = browser.post(edit_url(page), sent)
    seconds = time.monotonic() - started
    assert answer.status_code == 302, answer.context["form"].errors
    assert InitiativePage.objects.get(pk=page.pk).title == title
    return seconds


def searched(text):
    """Return who answered, and the slugs that were found."""
    asked = {"q": text, "language": "en"}
    answer = Client().get("/api/v1/initiatives/", asked)
    assert answer.status_code == 200, answer.content
    found = answer.json()
    return found["engine"], [item["key"] for item in found["items"]]


def arrives(word):
    """Whether the index answers, and with what was saved."""

    def arrived():
        return searched(word) == ("elasticsearch", [INITIATIVE])

    wait_until(arrived)


def scheduled_push():
    """What beat sends each minute."""
    index_push_task.delay()


def row():
    return SearchObject.objects.get(key=initiative_in("en").translation_key)


def quiet():
    """Push what earlier tests left, so that only this test is seen."""
    index_push()
    assert not SearchObject.objects.waiting().exists()


def test_a_request_that_saves_never_calls_the_index(server):
    quiet()
    before = server.requests_seen()
    save("Quietude alone")
    assert server.requests_seen() == before
    assert SearchObject.objects.waiting().exists()


def test_what_is_saved_arrives_through_the_queue(celery_worker):
    save("Queueword alone")
    arrives("queueword")


def test_a_stopped_index_costs_nobody_anything(server, celery_worker):
    server.kill()
    assert save("Stoppedword alone") < QUICK_SECONDS
    assert searched("stoppedword") == ("database", [INITIATIVE])
    assert index_status().engine == "database"
    server.ensure()
    scheduled_push()
    arrives("stoppedword")


def test_a_frozen_index_costs_one_reader_a_time_limit(
    server, celery_worker, settings, monkeypatch
):
    monkeypatch.setattr(breaker, "FIRST_PAUSE_SECONDS", 4.0)
    server.freeze()
    assert save("Frozenword alone") < QUICK_SECONDS
    started = time.monotonic()
    assert searched("frozenword") == ("database", [INITIATIVE])
    first = time.monotonic()
    assert first - started >= settings.SEARCH_TIMEOUT_SECONDS
    assert searched("frozenword") == ("database", [INITIATIVE])
    assert time.monotonic() - first < settings.SEARCH_TIMEOUT_SECONDS
    server.thaw()
    arrives("frozenword")


# "Out of disk": what Elasticsearch itself sets when the disk is fuller than its limit.
@pytest.mark.parametrize("block", ["write", "read_only", "read_only_allow_delete"])
def test_an_index_that_takes_no_writes_gets_everything_later(server, block):
    quiet()
    serving = index.serving()
    setting = f"index.blocks.{block}"
    server.ask("PUT", f"/{serving}/_settings", json={setting: True})
    word = f"blocked{block.replace('_', '')}"
    assert save(f"{word} alone") < QUICK_SECONDS
    for _ in range(MAX_FAILURES + 1):
        with pytest.raises(EngineUnavailableError, match="cannot take 1 objects"):
            index_push()
    # The server's fault is not held against the row.
    assert (row().failures, row().claimed_until) == (0, None)
    assert index_status().pending == 1
    server.ask("PUT", f"/{serving}/_settings", json={setting: None})
    assert index_push().pushed == 1
    arrives(word)


def test_what_is_withdrawn_while_nothing_can_be_written_is_not_found(server):
    save("Withdrawnword alone")
    index_push()
    arrives("withdrawnword")
    serving = index.serving()
    key = initiative_in("en").translation_key
    server.ask("PUT", f"/{serving}/_settings", json={"index.blocks.write": True})
    withdrawal.withdraw(kind="initiative", key=key, reason="Test", actor=None)
    with pytest.raises(EngineUnavailableError, match="cannot take"):
        index_push()
    assert searched("withdrawnword") == ("elasticsearch", [])
    withdrawal.lift(kind="initiative", key=key)
    save("Correctedword alone")
    assert searched("withdrawnword") == ("elasticsearch", [])
    server.ask("PUT", f"/{serving}/_settings", json={"index.blocks.write": None})
    index_push()
    arrives("correctedword")
    assert searched("withdrawnword") == ("elasticsearch", [])


def test_a_translation_that_is_unpublished_while_nothing_can_be_written_is_not_read(
    server,
):
    translation = initiative_in("fr")
    translation.title = "Traduword"
    translation.save_revision().publish()
    save("Originalword alone")
    index_push()
    arrives("traduword")
    serving = index.serving()
    server.ask("PUT", f"/{serving}/_settings", json={"index.blocks.write": True})
    initiative_in("fr").unpublish()
    with pytest.raises(EngineUnavailableError, match="cannot take"):
        index_push()
    assert searched("traduword") == ("elasticsearch", [])
    # The price: until then nothing of the initiative is found.
    assert searched("originalword") == ("elasticsearch", [])
    server.ask("PUT", f"/{serving}/_settings", json={"index.blocks.write": None})
    index_push()
    arrives("originalword")
    assert searched("traduword") == ("elasticsearch", [])


def test_a_missing_index_is_built_by_the_next_push(server, celery_worker):
    save("Missingword alone")
    server.ask("DELETE", f"/{index.serving()}")
    assert searched("missingword") == ("database", [INITIATIVE])
    assert save("Missingword once more") < QUICK_SECONDS
    scheduled_push()
    arrives("missingword")


def test_an_index_of_wrong_types_is_replaced(server, celery_worker):
    server.ask("DELETE", f"/{index.serving()}")
    name = f"{ALIAS}-{timezone.now():%Y%m%d%H%M%S%f}"
    wrong = {
        "mappings": {"properties": {"published_at": {"type": "ip"}}},
        "aliases": {ALIAS: {}},
    }
    server.ask("PUT", f"/{name}", json=wrong)
    save("Conflictword alone")
    assert searched("conflictword") == ("database", [INITIATIVE])
    scheduled_push()
    arrives("conflictword")
    assert index.serving() != name
    assert index_status().set_aside == 0


@pytest.mark.ignore_template_errors
def test_half_of_a_bulk_is_refused_and_the_other_half_arrives():
    quiet()
    rows = list(SearchObject.objects.public().filter(kind="initiative"))
    half = rows[::2]
    SearchFacet.objects.bulk_create(
        SearchFacet(object=bad, name="colour", value="red") for bad in half
    )
    SearchObject.objects.filter(kind="initiative", is_gone=False).update(
        version=1_000_000
    )
    report = index_push()
    assert (report.pushed, report.refused) == (len(rows) - len(half), len(half))
    for _ in range(MAX_FAILURES):
        index_push()
    status = index_status()
    assert (status.pending, status.set_aside) == (0, len(half))
    shown = editor().get(reverse("search-set-aside")).content.decode()
    assert "strict_dynamic_mapping_exception" in shown
    SearchFacet.objects.filter(name="colour").delete()
    editor().post(reverse("search-set-aside"))
    index_push()
    status = index_status()
    assert (status.pending, status.set_aside) == (0, 0)


def test_without_the_queue_saving_and_searching_go_on(private_redis, celery_worker):
    save("Queueword before")
    arrives("queueword")
    private_redis.stop()
    assert save("Queuelessword alone") < QUICK_SECONDS
    assert searched("")[0] == "elasticsearch"
    assert SearchDocument.objects.filter(title="Queuelessword alone").exists()
    private_redis.start()
    scheduled_push()
    arrives("queuelessword")


def test_a_frozen_queue_does_not_hold_up_a_save_for_ever(private_redis, celery_worker):
    private_redis.freeze()
    # A few seconds for each task that the save would enqueue.
    assert save("Frozenqueueword alone") < 10 * QUICK_SECONDS
    private_redis.thaw()
    scheduled_push()
    arrives("frozenqueueword")


@pytest.fixture
def shared_cache(private_redis, settings, monkeypatch):
    """The cache is a Redis, which can be frozen; nobody leaves it alone yet."""
    settings.CACHES = {
        "default": {
            "BACKEND": "portal.cache.ForgivingRedisCache",
            "LOCATION": private_redis.url,
        }
    }
    monkeypatch.setattr("portal.cache._silent_until", {})
    yield private_redis
    private_redis.thaw()


def test_a_frozen_cache_costs_a_reader_one_time_limit(shared_cache):
    save("Frozencacheword before")
    index_push()
    arrives("frozencacheword")
    shared_cache.freeze()
    started = time.monotonic()
    assert searched("frozencacheword") == ("elasticsearch", [INITIATIVE])
    page = Client().get("/en/initiatives/", {"q": "frozencacheword"})
    assert "Frozencacheword" in page.text
    # Each look would cost a time limit, and a page takes dozens.
    assert time.monotonic() - started < QUICK_SECONDS


def test_what_is_taken_down_is_told_to_others_while_the_cache_is_left_alone(
    shared_cache,
):
    stamps.renew(stamps.GONE)
    before = stamps.stamps()[stamps.GONE]
    shared_cache.freeze()
    assert stamps.stamps().get(stamps.GONE) is None
    shared_cache.thaw()
    assert stamps.stamps().get(stamps.GONE) is None
    stamps.renew(stamps.GONE)
    with redis.Redis.from_url(shared_cache.url) as other:
        (told,) = [other.get(key) for key in other.keys(f"*{stamps.GONE}")]
    assert told
    assert before.encode() not in told


@contextmanager
def nobody_confirms(database):
    """Whoever notes what the index has waits before it; ends what is waiting then."""
    name = "wait_before_confirming"
    with psycopg.connect(database, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(7)")
        other.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END'"
        )
        other.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE OF indexed_version"
            " ON search_searchobject FOR EACH ROW"
            " WHEN (NEW.indexed_version IS DISTINCT FROM OLD.indexed_version)"
            f" EXECUTE FUNCTION {name}()"
        )
        try:
            yield
        finally:
            # PostgreSQL notices late that the client of a waiting statement is gone.
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND NOT granted"
            )
            other.execute(f"DROP FUNCTION {name} CASCADE")


def test_a_worker_killed_between_bulk_and_commit_loses_nothing(
    database, celery_worker, time_machine
):
    with nobody_confirms(database):
        save("Killedword alone")
        arrives("killedword")
        celery_worker.replace()
    assert row().indexed_version < row().version
    assert row().claimed_until > timezone.now()
    # Its claim lapses, the next push sends the row once more.
    time_machine.move_to(timezone.now() + timedelta(minutes=3))
    assert index_push().pushed == 1
    assert row().indexed_version == row().version
    arrives("killedword")


@contextmanager
def new_indexes(server, settings):
    """Elasticsearch makes every new index of ours with these settings."""
    template = {
        "index_patterns": [f"{ALIAS}-*"],
        "template": {"settings": settings},
    }
    server.ask("PUT", "/_index_template/fault", json=template)
    try:
        yield
    finally:
        server.ask("DELETE", "/_index_template/fault")


def test_a_rebuild_that_cannot_write_leaves_the_old_index_serving(server):
    save("Rebuildword alone")
    index_push()
    serving = index.serving()
    cannot_take = pytest.raises(EngineUnavailableError, match="cannot take")
    with new_indexes(server, {"index.blocks.write": True}), cannot_take:
        index_rebuild()
    arrives("rebuildword")
    state = index.state()
    assert (state.serving, state.filling, state.remains) == (serving, None, ())


def test_a_rebuild_that_is_killed_leaves_the_old_index_serving(
    server, environment, private_redis
):
    save("Killedrebuildword alone")
    index_push()
    serving = index.serving()
    # Without a node to live on, the new index is there and takes nothing.
    with new_indexes(server, {"index.routing.allocation.require.room": "none"}):
        rebuild = subprocess.Popen(
            [sys.executable, "manage.py", "search_rebuild"],
            cwd=databases.ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

        def has_begun():
            return index.state().filling is not None

        wait_until(has_begun)
        rebuild.kill()
        rebuild.wait()
    with redis.Redis.from_url(private_redis.url) as cache:
        (turn,) = cache.keys("*search:rebuild:*")
        # Lapses by itself; nobody waits for it here.
        assert 0 < cache.ttl(turn) <= LAPSES_SECONDS
        cache.delete(turn)
    arrives("killedrebuildword")
    assert index.serving() == serving
    report = index_rebuild()
    state = index.state()
    assert (state.serving, state.filling, state.remains) == (report.index, None, ())
