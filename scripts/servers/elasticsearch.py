"""Elasticsearch, one node, without passwords, reachable from this machine only."""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from servers.base import Server
from servers.distribution import ensure_distribution
from servers.house import LOOPBACK
from servers.java import find_java

HEAP = "512m"
# A proxy of the machine's has nothing to do with the loopback address.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Elasticsearch(Server):
    """The official server, its launcher run on the JVM.

    The archive has no start script for this use, and its compiled launcher is for
    one processor only; the same launcher as a Java class runs everywhere.
    """

    key = "elasticsearch"
    label = "Elasticsearch"
    patience_seconds = 180

    @property
    def working_folder(self) -> Path:
        """The launcher looks for the distribution where it runs."""
        return self.home

    def prepare(self) -> None:
        """Find Java and fetch the distribution."""
        self.java = find_java(self.house.account)
        self.home = ensure_distribution(self.house.account)

    def command(self) -> list[str]:
        """Write the configuration and return the launcher's command line."""
        self._write_config()
        shutil.rmtree(self._scratch, ignore_errors=True)
        self.house.own(self._scratch)
        libraries = f"{self.home}/lib/*:{self.home}/lib/tools/server-launcher/*"
        launcher = "org.elasticsearch.server.launcher.ServerLauncher"
        return [str(self.java), "-Xmx64m", "-cp", libraries, launcher]

    def environment(self) -> Mapping[str, str]:
        """What the start script of a complete distribution would set."""
        unwanted = ("JAVA_HOME", "JAVA_TOOL_OPTIONS", "ES_JAVA_HOME")
        kept = {key: text for key, text in os.environ.items() if key not in unwanted}
        return {
            **kept,
            "HOME": str(self.folder),
            "JAVA": str(self.java),
            "JAVA_TYPE": "ES_JAVA_HOME",
            "ES_HOME": str(self.home),
            "ES_PATH_CONF": str(self._config),
            "ES_DISTRIBUTION_TYPE": "zip",
            "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
            # The program between launcher and server forgets a file at each start.
            "CLI_JAVA_OPTS": f"-Djava.io.tmpdir={self._scratch}",
            "ES_TMPDIR": str(self._scratch),
        }

    def answers(self) -> bool:
        """Whether this clone's own node is ready to hold an index."""
        health = self._get("/_cluster/health")
        if health.get("cluster_name") != self.house.name:
            return False
        return health.get("status") in ("green", "yellow")

    def url(self) -> str:
        """Plain HTTP on the loopback address."""
        return f"http://{LOOPBACK}:{self.port.number}"

    @property
    def _config(self) -> Path:
        return self.folder / "config"

    @property
    def _scratch(self) -> Path:
        return self.folder / "tmp"

    def _write_config(self) -> None:
        # A folder of its own, written anew each time: the node creates a keystore in
        # it, and the shared distribution stays read-only.
        shutil.rmtree(self._config, ignore_errors=True)
        shutil.copytree(self.home / "config", self._config)
        settings = {
            "cluster.name": self.house.name,
            "node.name": "portal",
            "discovery.type": "single-node",
            "network.host": LOOPBACK,
            "http.port": self.port.number,
            "path.data": str(self.house.own(self.folder / "data")),
            "path.logs": str(self.house.own(self.folder / "logs")),
            "xpack.security.enabled": False,
            # A laptop's disk is often fuller than a server's may be.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        lines = [f"{key}: {json.dumps(value)}" for key, value in settings.items()]
        (self._config / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
        for path in (self._config, *self._config.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
            if self.house.account:
                os.chown(path, self.house.account.uid, self.house.account.gid)

    def _get(self, path: str) -> dict[str, Any]:
        try:
            with DIRECT.open(self.url() + path, timeout=3) as answer:
                found = json.load(answer)
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
