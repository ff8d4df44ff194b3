"""Tells a container engine whether this container works: healthcheck.py web|worker|beat."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path


def web_works() -> bool:
    """Ask the portal under a host name that it answers to."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    host = first.lstrip(".") if first not in ("", "*") else "localhost"
    request = urllib.request.Request(
        "http://127.0.0.1:8000/health/live", headers={"Host": host}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def worker_works() -> bool:
    """Ask the worker of this container through the queue."""
    name = f"celery@{os.uname().nodename}"
    command = ["celery", "-A", "portal", "inspect", "ping", "--destination", name]
    done = subprocess.run(command, capture_output=True, timeout=25, check=False)
    return done.returncode == 0


def beat_works() -> bool:
    """Look whether the scheduler that wrote the pid file still runs."""
    try:
        os.kill(int(Path("/tmp/beat.pid").read_text()), 0)  # noqa: S108 - its own container
    except (OSError, ValueError):
        return False
    return True


CHECKS = {"web": web_works, "worker": worker_works, "beat": beat_works}

if __name__ == "__main__":
    sys.exit(0 if CHECKS[sys.argv[1]]() else 1)
