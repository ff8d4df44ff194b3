"""What tests of the room share."""

from importlib import import_module

import pytest

# The task that sends mail is known in every process that enqueues it.
import_module("core.tasks")


@pytest.fixture
def mails_leave(monkeypatch):
    """Tasks run at once: a test's transaction never commits."""
    monkeypatch.setattr(
        "core.jobs.transaction.on_commit", lambda work, robust=False: work()
    )


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
