"""The same behaviour on SQLite, where the other tests run on PostgreSQL."""

import os
import subprocess
import sys

import pytest

from tests.databases import ROOT


@pytest.mark.services
def test_the_database_engine_behaves_on_sqlite_as_on_postgresql():
    environment = os.environ | dict.fromkeys(
        ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "PYTEST_ADDOPTS"), ""
    )
    suite = "-n 0 -q -p no:cacheprovider tests/search/test_engine_database.py"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *suite.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-5000:]
    assert " skipped" not in run.stdout
