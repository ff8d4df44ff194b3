"""Everything that the whole suite needs, then the suite.

    test.py [--no-check] [--coverage] [arguments for pytest]

Runs on the system's Python 3.13, as the environment may not exist yet. Services that
this call starts it also stops. Where a server or a browser cannot be had, its tests
are skipped with the reason, or fail when CI is set.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from ctypes.util import find_library
from pathlib import Path
from types import FrameType

import verapdf

import services
from servers import debian
from servers.house import ServicesError, UnavailableError, open_house

CLONE = Path(__file__).resolve().parents[1]
PYTHON = str(CLONE / ".venv" / "bin" / "python")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GEORGIAN = Path("/usr/share/fonts/truetype/noto/NotoSansGeorgian-Regular.ttf")


def say(sentence: str) -> None:
    """Tell the person something; the last line of standard output is pytest's."""
    print(f"test: {sentence}", file=sys.stderr, flush=True)


class Backstage(threading.Thread):
    """Starts the services while packages are installed and the code is checked.

    Attributes:
        urls: variable -> address, once started.
        has_started: whether this call started them and so has to stop them.
        reason: why they cannot be had at all.
        error: why they did not start although they might have.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.urls: dict[str, str] = {}
        self.has_started = False
        self.reason = ""
        self.error = ""

    def run(self) -> None:
        """Use what the environment names or what runs already; else start it."""
        if all(os.environ.get(name) for name in services.VARIABLES):
            self.urls = {name: os.environ[name] for name in services.VARIABLES}
            return
        try:
            house = open_house()
            self.urls = services.urls(house) or {}
            if not self.urls:
                self.urls = services.up(house, may_move=True)
                self.has_started = True
        except UnavailableError as error:
            self.reason = str(error)
        except ServicesError as error:
            self.error = str(error)


class Stagehand(threading.Thread):
    """Loads the tests' database while the code is checked: each keeps one core busy.

    Tests that come too early wait for it. Where it failed they load it themselves, and
    say why they cannot.
    """

    def __init__(self, backstage: Backstage) -> None:
        super().__init__(daemon=True)
        self.backstage = backstage

    def run(self) -> None:
        """Wait for the services, then make the database that every test copies."""
        self.backstage.join()
        if not self.backstage.error:
            subprocess.run(
                [PYTHON, "-m", "tests.databases"],
                cwd=CLONE,
                env=environment(self.backstage, "", "", ""),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )


def install() -> None:
    """Bring the environment up to date."""
    subprocess.run(["bash", "scripts/install.sh", "dev"], cwd=CLONE, check=True)


def install_system_packages() -> str:
    """Install browser, fonts and tools where root may; return why no browser can be had.

    The tools are optional: what lacks them says so itself.
    """
    wanted = {
        "chromium": bool(chromium()),
        "fonts-noto-core": GEORGIAN.exists(),
        "gettext": bool(shutil.which("xgettext")),
        "npm": bool(shutil.which("npm")),
        # What draws certificates, and reads them.
        "libpangoft2-1.0-0": bool(find_library("pangoft2-1.0")),
        "libharfbuzz-subset0": bool(find_library("harfbuzz-subset")),
        "poppler-utils": bool(shutil.which("pdftotext")),
    }
    missing = [name for name, is_there in wanted.items() if not is_there]
    try:
        if missing and os.geteuid() == 0 and shutil.which("apt-get"):
            debian.install(missing, purpose="What the tests need")
        if not chromium():
            debian.install(["chromium"], purpose="Chromium")
    except UnavailableError as error:
        return str(error) if not chromium() else ""
    if "npm" in missing and shutil.which("npm"):
        subprocess.run([PYTHON, "scripts/fonts.py"], cwd=CLONE, check=True)
    return ""


def chromium() -> str:
    """Return the path of a browser, "" when there is none."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), "")


def pdf_checker() -> tuple[str, str]:
    """Return the path of veraPDF, or "" and why it cannot be had."""
    try:
        return str(verapdf.ensure_verapdf()), ""
    except ServicesError as error:
        return "", str(error)


def pytest_command(arguments: list[str], *, has_coverage: bool) -> list[str]:
    """Return the command line of the suite."""
    start = [PYTHON, "-m", "coverage", "run"] if has_coverage else [PYTHON]
    workers = os.environ.get("WORKERS", "2")
    return [*start, "-m", "pytest", "-n", workers, *arguments]


def environment(
    backstage: Backstage, no_browser: str, checker: str, no_checker: str
) -> dict[str, str]:
    """Return what the tests read: addresses, or reasons to skip."""
    found = {**os.environ, **backstage.urls}
    found |= {"PACT_VERAPDF": checker, "PACT_SKIP_VERAPDF": no_checker}
    if not backstage.urls:
        found["PACT_SKIP_SERVICES"] = backstage.reason
        for name in services.VARIABLES:
            found.pop(name, None)
    if no_browser:
        found["PACT_SKIP_BROWSER"] = no_browser
    else:
        found["PACT_CHROMIUM"] = chromium()
    return found


def run(arguments: list[str], *, is_checked: bool, has_coverage: bool) -> int:
    """Prepare, check, test; return the exit status."""
    backstage = Backstage()
    backstage.start()
    try:
        install()
        no_browser = install_system_packages()
        checker, no_checker = pdf_checker()
        if is_checked:
            Stagehand(backstage).start()
        checked = (
            subprocess.run(["make", "--keep-going", "check"], cwd=CLONE).returncode
            if is_checked
            else 0
        )
        if checked:
            say("`make check` failed, see above; the tests run all the same.")
        backstage.join()
        if backstage.error:
            say(backstage.error)
            return 1
        for what, reason in (
            ("services", backstage.reason),
            ("browser", no_browser),
            ("veraPDF", no_checker),
        ):
            if reason:
                say(f"no {what}: {reason}")
        status = subprocess.run(
            pytest_command(arguments, has_coverage=has_coverage),
            cwd=CLONE,
            env=environment(backstage, no_browser, checker, no_checker),
        ).returncode
        if has_coverage:
            status = report_coverage() or status
    finally:
        backstage.join()
        if backstage.has_started:
            stop_services()
    lacks = bool(backstage.reason or no_browser or no_checker) and "CI" in os.environ
    return status or checked or int(lacks)


def report_coverage() -> int:
    """Combine the data of all processes and print the report."""
    command = [PYTHON, "-m", "coverage"]
    subprocess.run([*command, "combine", "--quiet"], cwd=CLONE, check=False)
    return subprocess.run([*command, "report"], cwd=CLONE).returncode


def stop_services() -> None:
    """Stop quietly: pytest's summary stays the last line."""
    subprocess.run(
        [sys.executable, "scripts/services.py", "down"],
        cwd=CLONE,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def on_end(number: int, _: FrameType | None) -> None:
    """Let SIGTERM unwind like Ctrl-C, so that the services are stopped."""
    sys.exit(128 + number)


def main() -> int:
    """Read the command line; what is not ours is pytest's."""
    signal.signal(signal.SIGTERM, on_end)
    arguments = sys.argv[1:]
    ours = {"--no-check", "--coverage"}
    try:
        return run(
            [argument for argument in arguments if argument not in ours],
            is_checked="--no-check" not in arguments,
            has_coverage="--coverage" in arguments,
        )
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
