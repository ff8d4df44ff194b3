"""The three servers as ordinary processes of this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from servers import processes
from servers.base import Server
from servers.elasticsearch import Elasticsearch
from servers.house import House, Port, ServicesError, say, with_account
from servers.postgresql import PostgreSQL
from servers.redis import Redis

KINDS: tuple[type[Server], ...] = (PostgreSQL, Redis, Elasticsearch)


@dataclass(frozen=True)
class Ports:
    """The port of each server."""

    postgresql: Port
    redis: Port
    elasticsearch: Port

    def of(self, kind: type[Server]) -> Port:
        """Return the port of one server."""
        port: Port = getattr(self, kind.key)
        return port


def running(house: House) -> dict[str, processes.Record]:
    """Return the records of this clone's servers that still run, by key."""
    found = (processes.read_record(house.records, kind.key) for kind in KINDS)
    return {record.name: record for record in found if record}


def urls(house: House) -> list[str] | None:
    """Return the three addresses, or None unless all three servers run."""
    records = running(house)
    if len(records) < len(KINDS):
        return None
    return [
        kind(house, Port("", records[kind.key].port, is_chosen=False)).url()
        for kind in KINDS
    ]


def prepare(house: House, ports: Ports) -> None:
    """Bring programs and archives, start nothing."""
    housed = with_account(house)
    for kind in reversed(KINDS):
        kind(housed, ports.of(kind)).prepare()


def up(house: House, ports: Ports, *, may_move: bool) -> list[str]:
    """Start what does not run yet and wait until all three answer.

    Args:
        house: this clone's folders.
        ports: where to listen.
        may_move: take a free port where the usual one is taken and nobody chose it.

    Returns:
        Addresses of PostgreSQL, Redis and Elasticsearch.

    Raises:
        ServicesError: and then everything that this call started is stopped again.
    """
    records = running(house)
    missing = [kind for kind in KINDS if kind.key not in records]
    for kind in KINDS:
        if kind.key in records:
            _check_same_port(kind, records[kind.key], ports.of(kind))
    chosen = {kind: _free_port(kind, ports.of(kind), may_move) for kind in missing}
    housed = with_account(house)
    housed.open_folder()
    servers = [kind(housed, chosen[kind]) for kind in missing]
    # The one that most likely cannot be had comes first: then nothing is installed.
    for server in reversed(servers):
        server.prepare()
    _start(servers)
    found = urls(house)
    if found is None:
        raise ServicesError("A server ended right after its start; see .services/.")
    return found


def _check_same_port(kind: type[Server], record: processes.Record, port: Port) -> None:
    if port.is_chosen and record.port != port.number:
        raise ServicesError(
            f"{kind.label} of this clone already runs on port {record.port}, not "
            f"{port.number}: run `make services-stop` first or leave {port.variable} out."
        )
    say(f"{kind.label} runs already on port {record.port}.")


def _free_port(kind: type[Server], port: Port, may_move: bool) -> Port:
    if may_move:
        port = port.or_free_one()
    if port.is_taken():
        raise ServicesError(
            f"Port {port.number}, meant for {kind.label}, is taken by another program: "
            f"end that one or choose another port, e.g. "
            f"{port.variable}={port.number + 1}."
        )
    return port


def _start(servers: Sequence[Server]) -> None:
    started: list[tuple[Server, processes.Record]] = []
    try:
        # All at once, the slowest is the last to be waited for.
        for server in servers:
            started.append((server, server.start()))
        for server, record in started:
            server.wait(record)
    except BaseException:
        for server, record in started:
            _stop(server.house, type(server), record)
        raise


def down(house: House) -> None:
    """Stop exactly the servers that this clone started."""
    records = running(house)
    for kind in reversed(KINDS):
        if kind.key in records:
            _stop(house, kind, records[kind.key])
        processes.forget_record(house.records, kind.key)


def _stop(house: House, kind: type[Server], record: processes.Record) -> None:
    processes.stop(record, kind.gentle)
    processes.forget_record(house.records, record.name)
    say(f"{kind.label} stopped.")
