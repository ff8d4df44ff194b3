"""What the three native servers have in common."""

from __future__ import annotations

import abc
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from servers import processes
from servers.house import House, Port, ServicesError, say


class Server(abc.ABC):
    """One server of this clone.

    Attributes:
        key: lower-case name of folder and record.
        label: the name people know.
        gentle: the signal that asks for an orderly end.
        patience_seconds: how long a start may take.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    gentle: ClassVar[signal.Signals] = signal.SIGTERM
    patience_seconds: ClassVar[int] = 30

    def __init__(self, house: House, port: Port) -> None:
        self.house = house
        self.port = port

    @property
    def folder(self) -> Path:
        """Data and logs."""
        return self.house.folder / self.key

    @property
    def log(self) -> Path:
        """What the server prints."""
        return self.folder / "server.log"

    @property
    def working_folder(self) -> Path:
        """Where the process runs."""
        return self.folder

    @abc.abstractmethod
    def prepare(self) -> None:
        """Bring whatever is missing on the machine; may take minutes."""

    @abc.abstractmethod
    def command(self) -> list[str]:
        """Write configuration and return the command line of the server."""

    @abc.abstractmethod
    def answers(self) -> bool:
        """Whether it is ready for work."""

    @abc.abstractmethod
    def url(self) -> str:
        """The address that the portal is given."""

    def environment(self) -> Mapping[str, str]:
        """Variables of the server's process."""
        return {**os.environ, "HOME": str(self.folder)}

    def settle(self) -> None:  # noqa: B027 - most servers need nothing more
        """Do what is left once it answers."""

    def start(self) -> processes.Record:
        """Start it and keep its record; it need not answer yet."""
        self.house.own(self.folder)
        process: subprocess.Popen[bytes] = processes.start(
            self.command(),
            log=self.log,
            cwd=self.working_folder,
            environment=self.environment(),
            account=self.house.account,
        )
        mark = processes.start_mark(process.pid)
        record = processes.Record(self.key, process.pid, mark, self.port.number)
        processes.write_record(self.house.records, record)
        return record

    def wait(self, record: processes.Record) -> None:
        """Wait until it answers.

        Raises:
            ServicesError: it ended, or did not answer in time.
        """
        begun = time.monotonic()
        said = begun
        while not self.answers():
            now = time.monotonic()
            if not record.is_alive():
                raise ServicesError(f"{self.label} did not start: {self._last_words()}")
            if now - begun > self.patience_seconds:
                raise ServicesError(
                    f"{self.label} does not answer on port {self.port.number} "
                    f"after {self.patience_seconds} s; its log is {self.log}."
                )
            if now - said > 5:
                say(f"waiting for {self.label} … {now - begun:.0f} s")
                said = now
            time.sleep(0.1)
        self.settle()
        say(f"{self.label} answers on port {self.port.number}.")

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()
        except OSError:
            lines = []
        # A Java stack trace names the cause first and ends on places in the code.
        telling = [line for line in lines if not line.startswith(("\t", "    "))]
        causes = [line for line in telling if "Exception" in line or "rror" in line]
        said = (causes or telling or ["it said nothing"])[-1]
        return f"{said[:300]} ({self.log})"
