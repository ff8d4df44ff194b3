"""Redis: queue of the tasks and cache. Nothing is written to disk."""

from __future__ import annotations

import shutil
import socket

from servers import debian
from servers.base import Server
from servers.house import LOOPBACK


class Redis(Server):
    """Debian's redis-server, or any other found on the path."""

    key = "redis"
    label = "Redis"

    def prepare(self) -> None:
        """Install redis-server where it is missing."""
        if not shutil.which("redis-server"):
            debian.install(["redis-server"], purpose="Redis (redis-server)")

    def command(self) -> list[str]:
        """Return the command line; a restart begins empty."""
        return [
            shutil.which("redis-server") or "redis-server",
            "--port", str(self.port.number),
            "--bind", LOOPBACK,
            "--save", "",
            "--appendonly", "no",
            "--dir", str(self.folder),
        ]  # fmt: skip

    def answers(self) -> bool:
        """Whether it answers PING."""
        try:
            with socket.create_connection((LOOPBACK, self.port.number), 2) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def url(self) -> str:
        """Database 0; the portal keeps cache and queue apart by prefix."""
        return f"redis://{LOOPBACK}:{self.port.number}/0"
