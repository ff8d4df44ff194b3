"""What a test may ask and tell the running portal beside its pages."""

import os
import re
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from tests import databases


def query(url, statement, values):
    """Ask the running portal's own database."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as server:
            return server.execute(statement, values).fetchone()
    connection = sqlite3.connect(urlsplit(url).path)
    try:
        return connection.execute(statement.replace("%s", "?"), values).fetchone()
    finally:
        connection.close()


def link_mailed_to(email, database_url):
    """Path of the link in the newest mail to an address."""
    statement = (
        "SELECT text FROM core_outgoingmail WHERE core_outgoingmail.to = %s"
        " ORDER BY id DESC LIMIT 1"
    )
    (text,) = query(database_url, statement.replace(".to ", '."to" '), (email,))
    return re.search(r"https?://[^/\s]+(/\w+/sign/\S+)", text)[1]


def run_beside(database_url, code, **values):
    """Run Python on the running portal's database, in a process of its own.

    `values` are there as texts in the dictionary `given`.
    """
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "shell",
            "--verbosity",
            "0",
            "-c",
            f"given = {values!r}\n{code}",
        ],
        cwd=databases.ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": database_url,
            "REDIS_URL": "",
            "ELASTICSEARCH_URL": "",
        },
        check=True,
    )
