"""The portal for one person on one machine: demo content, SQLite, reloading.

Migrations and demo content are skipped when nothing that they depend on has changed
since the last start.
"""

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
VAR = CLONE / "var"
STAMP = VAR / "demo.stamp"
ACCOUNTS = VAR / "demo.txt"
MANAGE = [sys.executable, "manage.py"]


def main() -> int:
    """Prepare the database, then become the development server."""
    os.chdir(CLONE)
    port = read_port()
    if port is None:
        return 1
    VAR.mkdir(exist_ok=True)
    status = prepare_content()
    if status:
        return status
    # Links in mails lead here; a mail knows no request.
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
    print(f"http://127.0.0.1:{port}/", flush=True)
    os.execv(sys.executable, [*MANAGE, "runserver", f"127.0.0.1:{port}"])  # noqa: S606


def read_port() -> int | None:
    """Return the port to serve on, or None after saying what is wrong with it."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        print(f"run: PORT={text} is not a port number (1 to 65535).", file=sys.stderr)
        return None
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            print(
                f"run: port {text} is taken: end the program that has it or choose "
                f"another, e.g. `make run PORT={int(text) + 1}`.",
                file=sys.stderr,
            )
            return None
    return int(text)


def prepare_content() -> int:
    """Migrate and load the demonstration unless both are current."""
    now = fingerprint()
    if STAMP.exists() and STAMP.read_text() == now and has_database():
        print(ACCOUNTS.read_text(), end="", flush=True)
        return 0
    STAMP.unlink(missing_ok=True)
    status = subprocess.run([*MANAGE, "migrate", "--verbosity", "0"]).returncode
    status = status or load_demo()
    # Nobody who signs has to wait for the list of places.
    status = status or subprocess.run([*MANAGE, "places_compile"]).returncode
    if status == 0:
        STAMP.write_text(now)
    return status


def has_database() -> bool:
    """Whether the content is where the stamp says; another database is asked itself."""
    return "DATABASE_URL" in os.environ or (VAR / "db.sqlite3").exists()


def load_demo() -> int:
    """Load the demo content and keep what it prints: the accounts, shown each time."""
    lines = []
    with subprocess.Popen(
        [*MANAGE, "load_demo"], stdout=subprocess.PIPE, text=True
    ) as loader:
        for line in loader.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    ACCOUNTS.touch(mode=0o600)
    ACCOUNTS.write_text("".join(lines))
    return loader.returncode


def fingerprint() -> str:
    """Return a text that changes with anything migrations or demo content come from."""
    digest = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    patterns = (
        "requirements.txt",
        "*/migrations/*.py",
        "*/management/commands/load_*.py",
        "home/demo/**/*",
        "home/*.py",
        "core/data/*",
        "core/languages.py",
    )
    for pattern in patterns:
        for path in sorted(CLONE.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(CLONE)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
