"""Processes that outlive the call: started, recognised again, stopped."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from servers.house import Account

STOP_SECONDS = 30


@dataclass(frozen=True)
class Record:
    """A server that was started, with what proves that a pid still is that server.

    Attributes:
        name: key of the server, also the file's name.
        pid: process id, the leader of its own process group.
        started: when it began, as the system tells it; a later process that was
            given the same pid began at another moment.
        port: where it listens.
    """

    name: str
    pid: int
    started: str
    port: int

    def is_alive(self) -> bool:
        """Whether this very process still runs."""
        return bool(self.started) and start_mark(self.pid) == self.started


def start_mark(pid: int) -> str:
    """Return a text that only this run of this pid has; empty when it is gone."""
    proc = Path("/proc")
    if not (proc / "self" / "stat").exists():
        return _start_mark_of_ps(pid)
    try:
        text = (proc / str(pid) / "stat").read_text()
    except OSError:
        return ""
    # The name in brackets may hold spaces; the fields after it do not.
    fields = text.rpartition(")")[2].split()
    if fields[0] in "ZX":
        return ""
    boot = (proc / "sys/kernel/random/boot_id").read_text().strip()
    return f"{boot}:{fields[19]}"


def _start_mark_of_ps(pid: int) -> str:
    found = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    return found.stdout.strip()


def write_record(folder: Path, record: Record) -> None:
    """Keep the record for later calls."""
    (folder / f"{record.name}.json").write_text(json.dumps(asdict(record)) + "\n")


def read_record(folder: Path, name: str) -> Record | None:
    """Return the record of a server that still runs, else None."""
    path = folder / f"{name}.json"
    try:
        record = Record(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return record if record.is_alive() else None


def forget_record(folder: Path, name: str) -> None:
    """Remove the record of a server that is gone."""
    (folder / f"{name}.json").unlink(missing_ok=True)


def start(
    command: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    environment: Mapping[str, str],
    account: Account | None,
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, so that Ctrl-C here leaves it alone."""
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command),
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def stop(record: Record, gentle: signal.Signals) -> None:
    """End a server: politely first, and after half a minute with its whole group."""
    if not record.is_alive():
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(record.pid, gentle)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        _reap(record.pid)
        if not record.is_alive():
            return
        time.sleep(0.1)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(record.pid, signal.SIGKILL)
        _reap(record.pid)


def _reap(pid: int) -> None:
    # Only a call that started the server itself is its parent.
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
