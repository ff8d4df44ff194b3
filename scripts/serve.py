"""The production shape on this machine: Gunicorn, Celery worker, Celery beat.

The services of `make services` stand behind them; all three end together with Ctrl-C.
What the environment says already is kept, the rest is filled in for 127.0.0.1.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import services
from run import read_port
from servers.house import ServicesError, open_house

CLONE = Path(__file__).resolve().parents[1]
VAR = CLONE / "var"
MANAGE = [sys.executable, "manage.py"]
# What a worker has not finished by then goes back to the queue.
STOP_SECONDS = 30


class ServeError(Exception):
    """The portal cannot be served; the message says why."""


def main() -> int:
    """Prepare everything, then run until one process ends or a signal comes."""
    os.chdir(CLONE)
    port = read_port()
    if port is None:
        return 1
    try:
        prepare(port)
        return run_together(processes(port))
    except (ServicesError, ServeError) as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1


def prepare(port: int) -> None:
    """Services, environment, database, content, static files."""
    VAR.mkdir(exist_ok=True)
    if not all(os.environ.get(name) for name in services.VARIABLES):
        for name, address in services.up(open_house()).items():
            os.environ.setdefault(name, address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    os.environ.setdefault("SECRET_KEY", secret_key())
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
    manage("migrate", "--verbosity", "0")
    if subprocess.run([sys.executable, "scripts/content.py"]).returncode:
        raise ServeError("the content could not be loaded.")
    manage("collectstatic", "--noinput", "--verbosity", "0")


def secret_key() -> str:
    """Return this machine's own key, made the first time."""
    path = VAR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


def manage(*arguments: str) -> None:
    """Run a management command.

    Raises:
        ServeError: it failed; what it printed is above.
    """
    if subprocess.run([*MANAGE, *arguments]).returncode:
        raise ServeError(f"`manage.py {arguments[0]}` failed.")


def processes(port: int) -> dict[str, list[str]]:
    """Return the command line of each process by name."""
    celery = [sys.executable, "-m", "celery", "-A", "portal"]
    return {
        "web": [
            *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"),
            *("--worker-tmp-dir", str(VAR), "--graceful-timeout", "20"),
            # Lies in the home folder, where two clones would share it.
            "--no-control-socket",
        ],
        "worker": [*celery, "worker", "--loglevel", "info", "--concurrency", "2"],
        "beat": [*celery, "beat", "--schedule", str(VAR / "celerybeat-schedule")],
    }


def run_together(commands: dict[str, list[str]]) -> int:
    """Run all until the first ends or a signal asks for the end of all."""
    wanted: list[int] = []

    def on_signal(number: int, _: FrameType | None) -> None:
        wanted.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    # Groups of their own: Ctrl-C reaches this process alone, which then stops them in
    # order instead of all at once.
    running = {
        name: subprocess.Popen(command, start_new_session=True)
        for name, command in commands.items()
    }
    print(f"serve: {os.environ['PUBLIC_URL']}/ (Ctrl-C ends it)", flush=True)
    while not wanted and all(process.poll() is None for process in running.values()):
        time.sleep(0.2)
    ended = [name for name, process in running.items() if process.poll() is not None]
    stop(list(running.values()))
    if ended and not wanted:
        print(f"serve: {ended[0]} ended, so all were stopped.", file=sys.stderr)
        return 1
    return 0


def stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to finish what they do; end what does not within half a minute."""
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
