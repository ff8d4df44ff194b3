"""The three servers as containers, where a Docker engine answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

from servers.house import DATABASE, LOOPBACK, PASSWORD, USER, House, ServicesError, say
from servers.native import Ports

# Names in docker-compose.yml, and the label and variable of each one's port.
SERVICES = {
    "postgres": ("PostgreSQL", "postgresql"),
    "redis": ("Redis", "redis"),
    "elasticsearch": ("Elasticsearch", "elasticsearch"),
}


def engine_answers() -> bool:
    """Whether Docker and its Compose plugin can be used by this user."""
    if not shutil.which("docker"):
        return False
    return all(
        _succeeds(command)
        for command in (["docker", "compose", "version"], ["docker", "info"])
    )


def _succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _ports_of_record(house: House) -> dict[str, int] | None:
    try:
        found: Any = json.loads((house.records / "compose.json").read_text())
    except (OSError, ValueError):
        return None
    return {str(key): int(number) for key, number in found.items()}


def urls(house: House) -> list[str] | None:
    """Return the three addresses, or None when no containers were started."""
    ports = _ports_of_record(house)
    if ports is None or len(_running(house)) < len(SERVICES):
        return None
    return [
        f"postgres://{USER}:{PASSWORD}@{LOOPBACK}:{ports['postgresql']}/{DATABASE}",
        f"redis://{LOOPBACK}:{ports['redis']}/0",
        f"http://{LOOPBACK}:{ports['elasticsearch']}",
    ]


def prepare(house: House, ports: Ports) -> None:
    """Fetch the images, start nothing."""
    _compose(house, _environment(ports), "pull", "--quiet", *SERVICES)


def up(house: House, ports: Ports, *, may_move: bool) -> list[str]:
    """Start the containers and wait until they are healthy.

    Raises:
        ServicesError: and then what this call started is removed again.
    """
    before = _running(house)
    ports = _settled_ports(house, ports, before, may_move=may_move)
    say("starting PostgreSQL, Redis and Elasticsearch with Docker Compose …")
    house.records.mkdir(parents=True, exist_ok=True)
    try:
        _compose(
            house, _environment(ports), "up", "--detach", "--wait",
            "--wait-timeout", "300", *SERVICES,
        )  # fmt: skip
    except BaseException:
        started = [name for name in SERVICES if name not in before]
        if started:
            _compose(house, _environment(ports), "rm", "--stop", "--force", *started)
        raise
    numbers = {key: getattr(ports, key).number for _, key in SERVICES.values()}
    (house.records / "compose.json").write_text(json.dumps(numbers) + "\n")
    found = urls(house)
    if found is None:
        raise ServicesError("A container ended right after its start: `docker ps -a`.")
    return found


def _settled_ports(
    house: House, ports: Ports, before: set[str], *, may_move: bool
) -> Ports:
    known = _ports_of_record(house) or {}
    chosen = {}
    for name, (label, key) in SERVICES.items():
        port = getattr(ports, key)
        if name in before and known.get(key, port.number) == port.number:
            chosen[key] = port
            continue
        if may_move:
            port = port.or_free_one()
        if port.is_taken():
            raise ServicesError(
                f"Port {port.number}, meant for {label}, is taken by another program: "
                f"end that one or choose another port, e.g. "
                f"{port.variable}={port.number + 1}."
            )
        chosen[key] = port
    return Ports(**chosen)


def down(house: House) -> None:
    """Remove this clone's containers; the volumes with the data stay."""
    if _ports_of_record(house) is None:
        return
    _compose(house, os.environ, "rm", "--stop", "--force", *SERVICES)
    (house.records / "compose.json").unlink(missing_ok=True)
    say("containers stopped.")


def _running(house: House) -> set[str]:
    done = subprocess.run(
        [*_command(house), "ps", "--services", "--status", "running"],
        cwd=house.clone, env=dict(os.environ), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return set(done.stdout.split()) & set(SERVICES)


def _environment(ports: Ports) -> Mapping[str, str]:
    numbers = {
        port.variable: str(port.number)
        for port in (ports.postgresql, ports.redis, ports.elasticsearch)
    }
    return {**os.environ, **numbers, "POSTGRES_PASSWORD": PASSWORD}


def _command(house: House) -> list[str]:
    return ["docker", "compose", "--project-name", house.name]


def _compose(house: House, environment: Mapping[str, str], *arguments: str) -> None:
    # Standard output belongs to the export lines.
    done = subprocess.run(
        [*_command(house), *arguments], cwd=house.clone, env=dict(environment),
        stdout=2, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ServicesError(
            f"`docker compose {arguments[0]}` failed; its last lines above say why "
            "(PACT_SERVICES=native does without Docker)."
        )
