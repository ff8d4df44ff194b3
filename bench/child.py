"""Running a topic in a process of its own: JSON out, nothing of it left in memory."""

import json
import subprocess
import sys
from typing import Any

from bench.place import ROOT

type Measured = dict[str, Any]


def start(topic: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `bench.<topic>`; what it prints last is one JSON object."""
    command = [sys.executable, "-m", f"bench.{topic}", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def result(process: subprocess.Popen[bytes]) -> Measured:
    """Wait for a process and return what it measured.

    Raises:
        RuntimeError: it failed; what it said stands above.
    """
    output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} failed.")
    measured: Measured = json.loads(output)
    return measured


def run(topic: str, *arguments: str) -> Measured:
    """Run a topic and return what it measured."""
    return result(start(topic, *arguments))


def tell(measured: Measured) -> None:
    """Hand back what was measured; the last thing a topic does."""
    print(json.dumps(measured))
