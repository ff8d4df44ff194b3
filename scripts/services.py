#!/usr/bin/env python3
"""PostgreSQL, Redis and Elasticsearch of this clone: up, down, env, prepare.

Docker Compose where an engine answers, ordinary processes otherwise. Progress goes to
standard error; `up` and `env` print three export lines on standard output, so that
`eval "$(make -s services)"` sets them in a shell.

Environment: PACT_PG_PORT, PACT_REDIS_PORT, PACT_ES_PORT; ES_JAVA_HOME;
PACT_SERVICES=native|docker instead of trying Docker first.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from types import FrameType, ModuleType

from servers import compose, native
from servers.house import House, ServicesError, open_house, port_from, say

VARIABLES = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL")


def ports() -> native.Ports:
    """Read the three port variables."""
    return native.Ports(
        postgresql=port_from(os.environ, "PACT_PG_PORT", 15432),
        redis=port_from(os.environ, "PACT_REDIS_PORT", 16379),
        elasticsearch=port_from(os.environ, "PACT_ES_PORT", 19200),
    )


def manner(house: House) -> ModuleType:
    """Return the module that runs the servers here: what runs already decides."""
    wanted = os.environ.get("PACT_SERVICES", "")
    if wanted not in ("", "native", "docker"):
        raise ServicesError(f"PACT_SERVICES={wanted} is neither native nor docker.")
    if native.running(house):
        return native
    if wanted:
        return native if wanted == "native" else compose
    return compose if compose.engine_answers() else native


def urls(house: House) -> dict[str, str] | None:
    """Return variable -> address when all three run, else None."""
    found = native.urls(house) or compose.urls(house)
    return dict(zip(VARIABLES, found)) if found else None


def up(house: House, *, may_move: bool = False) -> dict[str, str]:
    """Start what is missing; return variable -> address."""
    with house.locked():
        found: list[str] = manner(house).up(house, ports(), may_move=may_move)
    return dict(zip(VARIABLES, found))


def down(house: House) -> None:
    """Stop what this clone started, in whichever manner."""
    with house.locked():
        native.down(house)
        compose.down(house)


def prepare(house: House) -> None:
    """Do the slow part of `up` beforehand: packages, Java, the download."""
    with house.locked():
        manner(house).prepare(house, ports())


def show(found: dict[str, str]) -> None:
    """Print the export lines."""
    for name, address in found.items():
        print(f"export {name}={address}")


def run(command: str, house: House) -> int:
    """Carry out one command; return the exit status."""
    if command == "up":
        show(up(house))
    elif command == "down":
        down(house)
    elif command == "prepare":
        prepare(house)
    else:
        found = urls(house)
        if found is None:
            say("not all three run; `make services` starts them.")
            return 1
        show(found)
    return 0


def on_end(number: int, _: FrameType | None) -> None:
    """Let SIGTERM unwind like Ctrl-C, so that nothing is left half started."""
    sys.exit(128 + number)


def main() -> int:
    """Read the command line."""
    signal.signal(signal.SIGTERM, on_end)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("up", "down", "env", "prepare"))
    command = parser.parse_args().command
    try:
        return run(command, open_house())
    except ServicesError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("interrupted.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
