"""Where the services of one clone live, on which ports, and as which user."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
SERVICE_USER = "pact-services"
# A development password on a port that only this machine can reach; not a secret.
DATABASE = USER = PASSWORD = "portal"  # noqa: S105
LOOPBACK = "127.0.0.1"


class ServicesError(Exception):
    """Something went wrong that one sentence explains and a person can mend."""


class UnavailableError(ServicesError):
    """A server cannot be had on this machine at all; tests may be skipped for it."""


def say(sentence: str) -> None:
    """Tell the person something; standard output is kept for the export lines."""
    print(f"services: {sentence}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Port:
    """One server's port, and the variable that changes it."""

    variable: str
    number: int
    is_chosen: bool  # by the person, through the variable

    def is_taken(self) -> bool:
        """Whether something listens, or has bound without listening yet."""
        with socket.socket() as probe:
            # As servers do: a port whose last connection only lingers is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, self.number))
            except OSError:
                return True
        return False

    def or_free_one(self) -> Port:
        """Return a free port instead where nobody insists on a number that is taken."""
        if self.is_chosen or not self.is_taken():
            return self
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            number = int(probe.getsockname()[1])
        say(f"port {self.number} is taken, so {number} is used instead.")
        return Port(self.variable, number, is_chosen=False)


def port_from(environ: Mapping[str, str], variable: str, default: int) -> Port:
    """Read a port variable.

    Raises:
        ServicesError: the value is not a port number.
    """
    text = environ.get(variable, "").strip()
    if not text:
        return Port(variable, default, is_chosen=False)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ServicesError(f"{variable}={text} is not a port number (1 to 65535).")
    return Port(variable, int(text), is_chosen=True)


@dataclass(frozen=True)
class Account:
    """An unprivileged user; PostgreSQL and Elasticsearch refuse to run as root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class House:
    """Folders and user of this clone's services.

    Attributes:
        clone: the work tree.
        records: notes on running servers, always inside the clone.
        folder: data and logs, readable by the account.
        account: whom the servers run as; None for the user who called.
    """

    clone: Path
    records: Path
    folder: Path
    account: Account | None

    @property
    def name(self) -> str:
        """A name for this clone, the same in every call."""
        return "pact-" + hashlib.sha256(str(self.clone).encode()).hexdigest()[:10]

    def own(self, path: Path) -> Path:
        """Create a folder that the servers' user owns."""
        path.mkdir(parents=True, exist_ok=True)
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)
        return path

    def open_folder(self) -> None:
        """Create the data folder where the servers' user can reach it."""
        self.records.mkdir(parents=True, exist_ok=True)
        if self.clone not in self.folder.parents:
            say(
                f"{self.clone} is closed to other users, "
                f"so the data lies in {self.folder}."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        # A strict umask must not lock the servers' user out.
        self.folder.chmod(0o755)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Let one call at a time change this clone's services."""
        self.records.mkdir(parents=True, exist_ok=True)
        with file_lock(self.records / "lock", "another `make services` to finish"):
            yield


@contextlib.contextmanager
def file_lock(path: Path, waited_for: str) -> Iterator[None]:
    """Hold an exclusive lock; say what is waited for when another call has it."""
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for {waited_for} …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_open(path: Path) -> bool:
    """Whether any user may pass through this folder and all those above it."""
    return all(
        not folder.exists() or folder.stat().st_mode & stat.S_IXOTH
        for folder in (path, *path.parents)
    )


def open_house() -> House:
    """Find out where this clone's services belong, without changing anything."""
    records = CLONE / ".services"
    if os.geteuid() != 0:
        return House(CLONE, records, records, None)
    house = House(CLONE, records, records, None)
    if is_open(CLONE):
        return house
    return House(CLONE, records, Path("/var/lib/pact-portal") / house.name, None)


def with_account(house: House) -> House:
    """Add the unprivileged user when root calls, creating it the first time.

    Raises:
        UnavailableError: the user cannot be created.
    """
    if os.geteuid() != 0:
        return house
    try:
        entry = pwd.getpwnam(SERVICE_USER)
    except KeyError:
        say(f"creating the system user {SERVICE_USER}: servers do not run as root.")
        _create_user()
        entry = pwd.getpwnam(SERVICE_USER)
    account = Account(SERVICE_USER, entry.pw_uid, entry.pw_gid)
    return House(house.clone, house.records, house.folder, account)


def _create_user() -> None:
    try:
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir",
             "/nonexistent", "--shell", "/usr/sbin/nologin", SERVICE_USER],
            check=True, capture_output=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnavailableError(
            f"The user {SERVICE_USER} cannot be created ({error}); "
            "call this as an ordinary user instead of root."
        ) from error


def cache_folder(account: Account | None) -> Path:
    """Return the folder for downloads, outside the work tree, shared by clones."""
    base = os.environ.get("XDG_CACHE_HOME")
    cache = Path(base) if base else Path.home() / ".cache"
    if account and not is_open(cache):
        cache = Path("/var/cache")
    return cache / "pact-portal"
