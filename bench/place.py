"""What the benchmarks use and nobody else: a database, an index, cache keys.

Made at the beginning on the services the environment names, removed at the end.
"""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from elasticsearch import Elasticsearch
from psycopg import sql

ROOT: Final = Path(__file__).resolve().parents[1]
DATABASE: Final = "pact_bench"
# As in bench.settings.
ALIAS: Final = "pact-bench"
_VARIABLES: Final = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL")


class PlaceError(Exception):
    """There is nowhere to measure; the message says what is missing."""


@contextmanager
def made() -> Iterator[None]:
    """Put an empty portal of our own into the environment, and remove it afterwards.

    Raises:
        PlaceError: a service is not named, or lies on another machine.
    """
    _check()
    signal.signal(signal.SIGTERM, _on_end)
    database = urlsplit(os.environ["DATABASE_URL"])
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_URL": "http://127.0.0.1",
        # Generated initiatives say of themselves that they are no real ones.
        "DEMO": "1",
        "DEBUG": "",
        "DATABASE_URL": urlunsplit(database._replace(path=f"/{DATABASE}")),
    }
    try:
        _clean(urlunsplit(database))
        _statement(urlunsplit(database), "CREATE DATABASE {}")
        for command in (
            ("migrate", "--verbosity", "0"),
            ("load_reference",),
            # Pages name their files by the manifest that this writes.
            ("collectstatic", "--noinput", "--verbosity", "0"),
        ):
            arguments = [sys.executable, "manage.py", *command]
            # The table of figures is all that standard output should hold.
            subprocess.run(arguments, cwd=ROOT, check=True, stdout=sys.stderr)
        yield
    finally:
        _clean(urlunsplit(database))


def _check() -> None:
    missing = [name for name in _VARIABLES if not os.environ.get(name)]
    if missing:
        raise PlaceError(f"Set {', '.join(missing)}; `make services` prints them.")
    for name in _VARIABLES:
        host = urlsplit(os.environ[name]).hostname
        if host not in ("127.0.0.1", "localhost"):
            raise PlaceError(f"{name} is not on this machine; only that is measured.")


def _on_end(number: int, _: FrameType | None) -> None:
    # So that what was made is removed.
    sys.exit(128 + number)


def _clean(database_url: str) -> None:
    """Remove what this run or one that was killed has made."""
    _statement(database_url, "DROP DATABASE IF EXISTS {} WITH (FORCE)")
    with Elasticsearch(os.environ["ELASTICSEARCH_URL"]) as client:
        for index in client.indices.get(index=f"{ALIAS}-*"):
            client.indices.delete(index=index)
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as cache:
        for key in cache.scan_iter(f"{ALIAS}:*"):
            cache.delete(key)


def _statement(database_url: str, statement: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(DATABASE)))
