"""Servers of a test's own, to be stopped, frozen and killed."""

import os
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path

import requests

from tests.conftest import free_port
from tests.databases import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from servers import processes
from servers.elasticsearch import Elasticsearch
from servers.house import House, Port, is_open, with_account
from servers.redis import Redis

__all__ = ["Elasticsearch", "Private", "Redis", "house_in", "wait_until"]


def house_in(folder):
    """Where private servers live: a folder that the servers' user may enter."""
    return with_account(House(folder, folder, folder, None))


def open_folder():
    """A temporary folder; pytest's own are closed to other users."""
    base = Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="pact-faults-", dir=base))
    folder.chmod(0o755)
    assert is_open(folder), f"{base} is closed to the servers' user: set TMPDIR"
    return folder


class Private:
    """A server with a life of its own."""

    def __init__(self, kind, house):
        port = Port("", free_port(), is_chosen=True)
        self.server = kind(house, port)
        self.url = self.server.url()
        self.record = None

    def start(self):
        self.server.prepare()
        with warnings.catch_warnings():
            # The server outlives its Popen object, which says so; we have its record.
            warnings.simplefilter("ignore", ResourceWarning)
            self.record = self.server.start()
        self.server.wait(self.record)

    def stop(self):
        self.thaw()
        processes.stop(self.record, self.server.gentle)

    def kill(self):
        """End it, and whatever it has started, without a chance to tidy up."""
        os.killpg(self.record.pid, signal.SIGKILL)
        processes.stop(self.record, signal.SIGKILL)

    def freeze(self):
        """It keeps its connections and its port, and answers nobody."""
        os.killpg(self.record.pid, signal.SIGSTOP)

    def thaw(self):
        if self.record.is_alive():
            os.killpg(self.record.pid, signal.SIGCONT)

    def ensure(self):
        """Run, whatever the test before has done."""
        self.thaw()
        if not self.record.is_alive():
            self.start()

    def ask(self, method, path, **more):
        """Ask Elasticsearch past the portal."""
        answer = requests.request(method, f"{self.url}{path}", timeout=20, **more)
        answer.raise_for_status()
        return answer.json()

    def requests_seen(self):
        """How many requests Elasticsearch has had, this kind of question excepted."""
        (node,) = self.ask("GET", "/_nodes/stats/http")["nodes"].values()
        return sum(
            route["requests"]["count"]
            for path, route in node["http"]["routes"].items()
            if "_nodes" not in path
        )


def wait_until(is_true, seconds=40):
    """Wait for a condition; its name tells what was missing."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, f"not {is_true.__name__} after {seconds} s"
        time.sleep(0.02)
