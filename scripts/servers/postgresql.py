"""PostgreSQL of one's own: quick rather than safe, for development and tests only."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from servers import debian
from servers.base import Server
from servers.house import DATABASE, LOOPBACK, PASSWORD, USER, ServicesError

# A power cut may cost this cluster its data; in exchange tests run twice as fast.
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=256MB",
    # Parallel test runs, workers and a server at once.
    "max_connections=200",
    "log_min_messages=warning",
)
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")  # fmt: skip
OLDEST = 15


class PostgreSQL(Server):
    """The newest PostgreSQL on the machine, 15 or later."""

    key = "postgresql"
    label = "PostgreSQL"
    # SIGINT is the "fast" stop: it does not wait for open connections.
    gentle = signal.SIGINT

    def prepare(self) -> None:
        """Install it where it is missing, and create the cluster."""
        if not any(candidates()):
            debian.install(["postgresql"], purpose=f"PostgreSQL {OLDEST} or newer")
        if not any(candidates()):
            raise ServicesError(
                f"PostgreSQL {OLDEST} or newer is needed; only an older one was found."
            )

    @property
    def data(self) -> Path:
        """The cluster; named after the version, whose format it has."""
        return self.folder / f"data-{self._programs()[0]}"

    def command(self) -> list[str]:
        """Create the cluster the first time, then return the command line."""
        if not (self.data / "PG_VERSION").exists():
            self._create_cluster()
        settings = [argument for setting in QUICK for argument in ("-c", setting)]
        return [
            self._program("postgres"),
            "-D", str(self.data),
            "-p", str(self.port.number),
            "-c", f"listen_addresses={LOOPBACK}",
            # The path of a socket file may not exceed 107 characters; TCP suffices.
            "-c", "unix_socket_directories=",
            *settings,
        ]  # fmt: skip

    def answers(self) -> bool:
        """Whether it lets the portal's user in (a foreign server would not)."""
        return self._psql("postgres", "select 1") == "1"

    def settle(self) -> None:
        """Create the portal's database the first time."""
        found = self._psql("postgres", f"select 1 from pg_database where datname = '{DATABASE}'")  # noqa: S608  # fmt: skip
        if not found:
            self._psql("postgres", f"create database {DATABASE}")

    def url(self) -> str:
        """The user is a superuser: tests create databases, migrations extensions."""
        return f"postgres://{USER}:{PASSWORD}@{LOOPBACK}:{self.port.number}/{DATABASE}"

    def _programs(self) -> tuple[int, Path]:
        return max(candidates())

    def _program(self, name: str) -> str:
        return str(self._programs()[1] / name)

    def _create_cluster(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        account = self.house.account
        # ICU orders words alike on every system; the C library's part decides which
        # letters pg_trgm sees, so it must know Unicode.
        ctype = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        shutil.rmtree(self.data, ignore_errors=True)
        done = subprocess.run(
            [
                self._program("initdb"), "-D", str(self.data), "-U", USER, "-E", "UTF8",
                "--auth=scram-sha-256", f"--pwfile={secret}", f"--locale={ctype}",
                "--locale-provider=icu", "--icu-locale=und", "--no-sync",
            ],
            cwd=self.folder, env=dict(self.environment()),
            capture_output=True, text=True, check=False,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )  # fmt: skip
        secret.unlink()
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            last = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise ServicesError(f"PostgreSQL's initdb failed: {last}")

    def _psql(self, database: str, statement: str) -> str:
        done = subprocess.run(
            [
                self._program("psql"), "-X", "-A", "-t", "-h", LOOPBACK,
                "-p", str(self.port.number), "-U", USER, "-d", database, "-c", statement,
            ],
            env={**os.environ, "PGPASSWORD": PASSWORD, "PGCONNECT_TIMEOUT": "3"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.strip()


def candidates() -> Iterator[tuple[int, Path]]:
    """Yield (major version, folder of the programs) of each usable installation."""
    folders = [found for place in PLACES for found in Path("/").glob(place[1:])]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if not (folder / "initdb").exists() or not (folder / "postgres").exists():
            continue
        text = subprocess.run(
            [str(folder / "postgres"), "--version"],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        match = re.search(r"(\d+)", text)
        if match and int(match.group(1)) >= OLDEST:
            yield int(match.group(1)), folder
