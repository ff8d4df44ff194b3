"""A test database with the demonstration in it, made once and then copied.

Migrating and loading takes the better part of a minute; copying a finished database
takes a moment. The original is kept until code, migrations or content change.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "var" / "test"
SOURCES = ("*.py", "*.toml", "*.csv", "*.txt")
ROOMS = (
    "portal",
    "home",
    "initiatives",
    "signatories",
    "pact",
    "accounts",
    "translations",
    "search",
    "core",
)


def fingerprint():
    """Hash everything a loaded database depends on.

    While one works on code that no loaded row depends on, PACT_SAME_DATA=1 has the
    migrations and the content alone count, which saves a minute or two each time.
    """
    if os.environ.get("PACT_SAME_DATA"):
        return _hash(sorted(ROOT.glob("*/migrations/*.py")))
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for room in ROOMS:
        for pattern in SOURCES:
            for path in sorted((ROOT / room).rglob(pattern)):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _hash(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked():
    """Let one process at a time make the original."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def load(database_url):
    """Migrate a new database and load the demonstration into it."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": database_url,
        "ELASTICSEARCH_URL": "",
    }
    for command in (["migrate"], ["load_demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )


def prepare(database_url):
    """Make the original unless there is one; tests then only copy it."""
    with locked():
        if database_url.startswith("postgres"):
            with _server(database_url) as server:
                _original_on(server, database_url)
        else:
            _original_file()


def copy_for(name, database_url):
    """Return the URL of a fresh copy of the loaded database.

    Args:
        name: what to call the copy; a former one of that name is replaced.
        database_url: PostgreSQL server to make it on; empty for an SQLite file.
    """
    with locked():
        if database_url.startswith("postgres"):
            return _copy_on_server(name, database_url)
        return _copy_file(name)


def _original_file():
    original = CACHE / f"original-{fingerprint()}.sqlite3"
    if not original.exists():
        for old in CACHE.glob("original-*.sqlite3*"):
            old.unlink()
        unfinished = CACHE / "unfinished.sqlite3"
        unfinished.unlink(missing_ok=True)
        load(f"sqlite:///{unfinished}")
        with_wal_merged(unfinished)
        unfinished.rename(original)
    return original


def _copy_file(name):
    original = _original_file()
    copy = CACHE / f"{name}.sqlite3"
    for leftover in CACHE.glob(f"{name}.sqlite3*"):
        leftover.unlink()
    shutil.copyfile(original, copy)
    return f"sqlite:///{copy}"


def with_wal_merged(path):
    """Bring what SQLite keeps beside the file into the file."""
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def _server(database_url):
    return psycopg.connect(_at(database_url, "postgres"), autocommit=True)


def _original_on(server, database_url):
    original = f"pact_original_{fingerprint()}"
    known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
    if original not in known:
        for old in known:
            if old.startswith(("pact_original_", "pact_unfinished")):
                _drop(server, old)
        _create(server, "pact_unfinished")
        load(_at(database_url, "pact_unfinished"))
        rename = "ALTER DATABASE {} RENAME TO {}"
        _run(server, rename, "pact_unfinished", original)
    return original


def _copy_on_server(name, database_url):
    with _server(database_url) as server:
        original = _original_on(server, database_url)
        _drop(server, name)
        _run(server, "CREATE DATABASE {} TEMPLATE {}", name, original)
    return _at(database_url, name)


def _run(server, statement, *names):
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _create(server, name):
    _run(server, "CREATE DATABASE {}", name)


def _drop(server, name):
    _run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _at(database_url, name):
    return urlunsplit(urlsplit(database_url)._replace(path=f"/{name}"))


if __name__ == "__main__":
    prepare(os.environ.get("DATABASE_URL", ""))
