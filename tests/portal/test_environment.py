"""What the environment has to say, and who says so."""

import os
import subprocess
import sys

import pytest

from portal.env import Environment
from tests.databases import ROOT

REQUIRED = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "pact.example",
    "DATABASE_URL": "postgres://a:b@127.0.0.1:9/c",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "PUBLIC_URL": "https://pact.example",
}


def start(code="", **environment):
    """Load the production settings in a process with this environment alone."""
    ours = {name.upper() for name in Environment.model_fields}
    kept = {name: text for name, text in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        cwd=ROOT,
        env=kept
        | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"}
        | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_production_starts_with_what_is_required():
    answer = start(
        "from django.conf import settings as s;"
        "print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)",
        **REQUIRED,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == ["False", "False", "True", "True"]


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, ""])
def test_production_refuses_to_start_without_it_and_names_it(name, value):
    given = {key: text for key, text in REQUIRED.items() if key != name}
    answer = start(**given | ({} if value is None else {name: value}))
    assert answer.returncode != 0
    assert f"Set {name} in the environment" in answer.stderr


def test_production_names_everything_that_is_missing_at_once():
    answer = start()
    assert answer.returncode != 0
    assert all(name in answer.stderr for name in REQUIRED)


def described():
    """Name -> (value, comment above it) of `.env.example`."""
    found, comment = {}, ""
    for line in (ROOT / ".env.example").read_text().splitlines():
        if line.startswith("#"):
            comment += line
        elif "=" in line:
            name, value = line.split("=", 1)
            found[name] = (value, comment)
            comment = ""
        else:
            comment = ""
    return found


def test_the_example_lists_exactly_what_the_portal_reads():
    assert set(described()) == {name.upper() for name in Environment.model_fields}


def test_the_example_explains_each_line():
    assert [
        name for name, (_value, comment) in described().items() if not comment
    ] == []


def test_the_example_gives_the_defaults(monkeypatch):
    for name in described():
        monkeypatch.delenv(name, raising=False)
    default = Environment().model_dump()
    for name, (value, _comment) in described().items():
        monkeypatch.setenv(name, value)
    assert Environment().model_dump() == default


def test_hosts_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, b.example ,")
    assert Environment().allowed_hosts == ["a.example", "b.example"]


def test_a_running_portal_cannot_change_its_environment():
    with pytest.raises(ValueError, match="frozen"):
        Environment().secret_key = "other"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "foo"),
        ("DATABASE_URL", "mysql://a:b@host/c"),
        ("REDIS_URL", "localhost:6379"),
        ("EMAIL_URL", "mail.example"),
        ("PUBLIC_URL", "pact.example"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_one_sentence(name, value):
    answer = start(**REQUIRED | {name: value})
    assert answer.returncode == 1
    told = answer.stderr.strip()
    assert told.startswith(f"{name} is no address that the portal can use. Write it as")
    assert "\n" not in told


def test_a_database_that_does_not_answer_is_told_in_one_sentence():
    answer = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "postgres://a:b@127.0.0.1:9/c"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("The database does not answer")
    assert "Traceback" not in answer.stderr
