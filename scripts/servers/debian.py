"""Debian packages, for the machines where root calls."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from servers.house import UnavailableError, say


def install(packages: Sequence[str], *, purpose: str) -> None:
    """Install packages, or say in one sentence what is missing.

    Args:
        packages: names in Debian.
        purpose: what lacks them, the beginning of the sentence.

    Raises:
        UnavailableError: not Debian, not root, or apt-get failed.
    """
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise UnavailableError(
            f"{purpose} is missing: install it with this system's package manager "
            f"(in Debian: {names}), or start Docker."
        )
    if os.geteuid() != 0:
        raise UnavailableError(
            f"{purpose} is missing: `sudo apt-get install {names}`, or start Docker."
        )
    say(f"installing from Debian: {names} …")
    options = ["-qq", "-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Use-Pty=0"]
    commands = (
        ["apt-get", *options, "update"],
        ["apt-get", *options, "install", "-y", "--no-install-recommends", *packages],
    )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise UnavailableError(
                f"{purpose} is missing and `{command[0]} … {command[-1]}` "
                f"failed: {''.join(last)}"
            )


def has(package: str) -> bool:
    """Whether this Debian offers the package (to its lists' knowledge)."""
    done = subprocess.run(
        ["apt-cache", "--quiet=0", "show", package], capture_output=True, check=False
    )
    return done.returncode == 0
