"""veraPDF, which says whether a PDF is readable for everybody (PDF/UA).

One file from Maven Central, fetched once per machine and shared by all clones.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from servers import debian
from servers.house import ServicesError, UnavailableError, cache_folder, file_lock, say

VERSION = "1.28.2"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"
GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
SHA512 = (
    "b7dd3a4a34c83e2d92d334e3f16be631a793dd39088a0a376b59ce5aabbac744"
    "f7a0781c4c844bc9855ec0778be749b78854093a8c7d9d5c8f50da75d48aba7d"
)


def ensure_verapdf() -> Path:
    """Return veraPDF's file, fetching it the first time.

    Raises:
        UnavailableError: no Maven, no Java, or the download failed.
        ServicesError: what came is not what was expected.
    """
    missing = [
        package
        for program, package in (("java", "default-jre-headless"), ("mvn", "maven"))
        if not shutil.which(program)
    ]
    if missing:
        debian.install(missing, purpose="What runs veraPDF")
    cache = cache_folder(None)
    jar = cache / f"verapdf-{VERSION}.jar"
    cache.mkdir(parents=True, exist_ok=True)
    with file_lock(cache / "verapdf.lock", "another download of veraPDF"):
        if not jar.is_file():
            _fetch(jar)
    return jar


def _fetch(jar: Path) -> None:
    say(f"downloading veraPDF {VERSION} from Maven Central (once per machine, 9 MB) …")
    with tempfile.TemporaryDirectory(prefix="download-", dir=jar.parent) as name:
        command = [
            "mvn", "-q", "-B", "--strict-checksums", GOAL,
            f"-Dartifact={ARTIFACT}", "-Dtransitive=false",
            f"-Dmaven.repo.local={name}/repository",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=name, capture_output=True, text=True)
        found = sorted(Path(name).glob("repository/org/verapdf/**/*.jar"))
        if done.returncode or not found:
            lines = (done.stdout + done.stderr).strip().splitlines()
            reason = (lines or ["Maven said nothing"])[0][:400]
            raise UnavailableError(f"veraPDF could not be downloaded: {reason}")
        if hashlib.sha512(found[0].read_bytes()).hexdigest() != SHA512:
            raise ServicesError(
                "veraPDF is not the file that was expected (SHA-512 differs); "
                "it was deleted."
            )
        # One step, so that an interrupted call leaves nothing half written.
        os.replace(found[0], jar)
