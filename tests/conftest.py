"""What every test may use: a loaded database, people, a running portal."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.error import URLError

import dj_database_url
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connections
from django.template import engines
from xdist.scheduler import LoadGroupScheduling

from core import memory
from portal.env import ENV
from tests import databases

# Modules with servers of their own, or a browser, are handed out whole.
WHOLE = ("tests/search/test_faults.py", "tests/browser/")
# They take longest of the others, and come first: nobody waits for one at the end.
LONG = (
    "tests/relevance/",
    "tests/translations/test_nothing_is_lost.py",
    "tests/permissions/",
    "tests/search/test_bad_input.py",
)
# Where `make test` found it; Debian's place otherwise.
CHROMIUM = os.environ.get("PACT_CHROMIUM", "/usr/bin/chromium")
VERAPDF = os.environ.get("PACT_VERAPDF", "")


def pytest_collection_modifyitems(items):
    """Begin with what takes long, and skip what this machine cannot run.

    CI must run everything.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    if os.environ.get("CI"):
        return
    reasons = {}
    if not (ENV.elasticsearch_url and ENV.redis_url and ENV.database_url):
        why = os.environ.get("PACT_SKIP_SERVICES", "`make services` starts them")
        reasons["services"] = reasons["elasticsearch"] = f"no services: {why}"
    if not os.path.exists(CHROMIUM):
        why = os.environ.get("PACT_SKIP_BROWSER", "install Debian's chromium")
        reasons["browser"] = f"no Chromium: {why}"
    if not VERAPDF:
        why = os.environ.get("PACT_SKIP_VERAPDF", "`make test` fetches it")
        reasons["verapdf"] = f"no veraPDF: {why}"
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


class WholeModules(LoadGroupScheduling):
    """Hands out each test for itself, but modules with servers or a browser as one.

    They come first, as the scheduler begins with the largest. So each process starts
    its browser and its running portal once and not for every module again.

    Since pytest 9.2 the mark `xdist_group` of pytest-xdist 3.8 has no effect.
    """

    def _split_scope(self, nodeid):
        return nodeid.partition("::")[0] if nodeid.startswith(WHOLE) else nodeid


def pytest_xdist_make_scheduler(config, log):
    """Say which tests have to stay together."""
    return WholeModules(config, log)


@pytest.fixture(scope="session")
def worker(request):
    """Name of this test process."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def django_db_setup(worker, django_db_blocker):
    """Give this process a database of its own with the demonstration in it."""
    url = databases.copy_for(f"pact_test_{worker}", ENV.database_url)
    name = dj_database_url.parse(url)["NAME"]
    with django_db_blocker.unblock():
        connections["default"].close()
        for known in (
            connections["default"].settings_dict,
            django_settings.DATABASES["default"],
        ):
            known["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def _fresh_caches():
    """No test sees what another one cached, or words that were rolled back."""
    from search import need, shared_words, suggestions, words

    cache.clear()
    memory.forget_all()
    words._kept.forget()
    need.kept.forget()
    shared_words._kept.forget()
    suggestions._known.forget()


@pytest.fixture(autouse=True)
def _database_answers(request, settings):
    """Searches ask the database: an index never sees what a test does not commit."""
    if not any(
        request.node.get_closest_marker(name) for name in ("elasticsearch", "services")
    ):
        settings.ELASTICSEARCH_URL = ""


@pytest.fixture(autouse=True)
def _wagtails_templates(request, monkeypatch):
    """Where undefined variables are ignored, they are drawn as they are in production.

    pytest-django gives the same, but looks through the whole stack for each of them
    before, and a page of Wagtail's admin has dozens.
    """
    if request.node.get_closest_marker("ignore_template_errors"):
        monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture
def editor(django_user_model):
    """The demonstration's editor."""
    return django_user_model.objects.get(email="editor@demo.example")


@pytest.fixture
def translator(django_user_model):
    """The demonstration's translator."""
    return django_user_model.objects.get(email="translator@demo.example")


@pytest.fixture
def member(django_user_model):
    """The demonstration's signatory account."""
    return django_user_model.objects.get(email="signatory@demo.example")


@pytest.fixture
def editor_client(client, editor):
    """A client in which the editor is logged in."""
    client.force_login(editor)
    return client


def free_port():
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process, seconds=60):
    """Wait until `url` answers; fail when the process ends before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def live_database(worker):
    """URL of the running portal's own database, with the demonstration in it."""
    return databases.copy_for(f"pact_live_{worker}", ENV.database_url)


@pytest.fixture(scope="session")
def portal_url(live_database, tmp_path_factory):
    """Address of a running portal with a demonstration database of its own."""
    url = live_database
    port = free_port()
    log = tmp_path_factory.mktemp("portal") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "manage.py",
                "runserver",
                f"127.0.0.1:{port}",
                "--noreload",
            ],
            cwd=databases.ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
                "DATABASE_URL": url,
                "REDIS_URL": "",
                "ELASTICSEARCH_URL": "",
            },
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
