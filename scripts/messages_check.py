"""Checks the catalogues of the interface, or brings them up to date (--update).

Complete languages must translate every string that the source has; the others must
have a catalogue whose translations are sound. Compared is with a fresh extraction in
a temporary copy, so that the work tree stays as it is.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

CLONE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CLONE))

from core.languages import CLDR_CODES, CODES, DEFAULT  # noqa: E402 - the path comes first

COMPLETE = ("fr", "az", "el", "ka")
# Folders with strings for readers; scripts and tests have none.
ROOMS = (
    "accounts",
    "core",
    "home",
    "initiatives",
    "pact",
    "portal",
    "search",
    "signatories",
    "translations",
)
DRAFT = "Machine draft: no person has reviewed these translations yet."
OPTIONS = ("--no-obsolete", "--no-wrap", "--add-location", "file")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")

type Key = tuple[str | None, str]


class CatalogueError(Exception):
    """The catalogues cannot be compared; the message says what to do."""


def need_gettext() -> None:
    """Raise CatalogueError where GNU gettext is missing."""
    if not shutil.which("xgettext") or not shutil.which("msgmerge"):
        raise CatalogueError(
            "GNU gettext is missing, so strings cannot be extracted: install gettext "
            "(`apt-get install gettext`, `brew install gettext`)."
        )


def makemessages(folder: Path, *arguments: str) -> None:
    """Run Django's extraction in a folder that looks like the work tree."""
    done = subprocess.run(
        [sys.executable, "manage.py", "makemessages", *OPTIONS, *arguments],
        cwd=folder,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CatalogueError(f"makemessages failed:\n{done.stderr}")


def extract() -> polib.POFile:
    """Return the strings of the source as they are now."""
    need_gettext()
    with tempfile.TemporaryDirectory(prefix="pact-messages-") as name:
        folder = Path(name)
        for room in ROOMS:
            if (CLONE / room).is_dir():
                shutil.copytree(CLONE / room, folder / room)
        shutil.copy(CLONE / "manage.py", folder)
        for needed in ("locale", "var"):
            (folder / needed).mkdir()
        makemessages(folder, "--keep-pot", "--locale", DEFAULT)
        return polib.pofile(str(folder / "locale" / "django.pot"))


def update() -> None:
    """Write the strings of the source into all 39 catalogues."""
    need_gettext()
    (CLONE / "locale").mkdir(exist_ok=True)
    ignored = ("node_modules", "var", "tests", "scripts", "bench", "docs")
    makemessages(
        CLONE,
        *(part for code in CODES for part in ("--locale", code)),
        *(part for name in ignored for part in ("--ignore", name)),
    )
    for code in CODES:
        write_header(code)


def write_header(code: str) -> None:
    """Give a catalogue a header that says what it is and changes with nothing else.

    gettext leaves placeholders there for languages that it does not know.
    """
    catalogue = load(code)
    if catalogue is None:
        return
    plural = catalogue.metadata.get("Plural-Forms", "INTEGER")
    if "INTEGER" in plural:
        plural = str(get_plural(CLDR_CODES.get(code, code)))
    # gettext's own header is about a person; ours says who has read the texts.
    kept = "no person has reviewed" in catalogue.header
    catalogue.header = DRAFT if kept else ""
    catalogue.metadata_is_fuzzy = False
    catalogue.metadata = {
        "Project-Id-Version": "pact-portal",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural,
    }
    catalogue.wrapwidth = 0
    catalogue.save()


def key(entry: polib.POEntry) -> Key:
    """What makes an entry the same in two catalogues."""
    return entry.msgctxt, entry.msgid


def load(code: str) -> polib.POFile | None:
    """Return a language's catalogue, or None when there is none."""
    path = CLONE / "locale" / code / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.exists() else None


def missing_faults(wanted: Iterable[Key], catalogue: polib.POFile) -> Iterator[str]:
    """Name strings of the source that a catalogue has not."""
    present = {key(entry) for entry in catalogue if not entry.obsolete}
    for context, text in wanted:
        if (context, text) not in present:
            yield f"misses {text!r}"


def untranslated_faults(catalogue: polib.POFile) -> Iterator[str]:
    """Name strings without a translation, or with an uncertain one."""
    for entry in catalogue:
        if entry.obsolete:
            continue
        if entry.fuzzy:
            yield f"is uncertain (fuzzy) about {entry.msgid!r}"
        elif not entry.translated():
            yield f"does not translate {entry.msgid!r}"


def placeholder_faults(catalogue: polib.POFile) -> Iterator[str]:
    """Name translations whose placeholders are not those of the source."""
    for entry in catalogue:
        if entry.obsolete or entry.fuzzy:
            continue
        wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        plural = bool(entry.msgid_plural)
        texts = entry.msgstr_plural.values() if plural else [entry.msgstr]
        for text in filter(None, texts):
            found = set(PLACEHOLDER.findall(text))
            # "One town" need not repeat the number; nothing may be invented.
            if not found <= wanted or (not plural and found != wanted):
                yield f"has other placeholders in {text!r} than {entry.msgid!r}"


def plural_faults(catalogue: polib.POFile) -> Iterator[str]:
    """Name plurals that have not the number of forms that the header promises."""
    match = re.search(r"nplurals=(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    if not match:
        yield "has no Plural-Forms in its header: `make messages` writes them"
        return
    for entry in catalogue:
        forms = len(entry.msgstr_plural)
        if entry.msgid_plural and entry.translated() and forms != int(match.group(1)):
            yield f"has {forms} plural forms, not {match.group(1)}, of {entry.msgid!r}"


def catalogue_faults(code: str, wanted: list[Key]) -> Iterator[str]:
    """Name everything wrong with one language's catalogue."""
    catalogue = load(code)
    if catalogue is None:
        yield "has no catalogue: `make messages` makes one"
        return
    yield from plural_faults(catalogue)
    yield from placeholder_faults(catalogue)
    if code in (*COMPLETE, DEFAULT):
        yield from missing_faults(wanted, catalogue)
    if code in COMPLETE:
        yield from untranslated_faults(catalogue)


def check() -> int:
    """Print every fault; return how many there are."""
    try:
        wanted = [key(entry) for entry in extract()]
    except CatalogueError as error:
        if "CI" in os.environ or shutil.which("xgettext"):
            raise
        print(f"messages: {error} Only the existing catalogues are checked.")
        wanted = []
    faults = [
        f"locale/{code} {fault}"
        for code in CODES
        for fault in catalogue_faults(code, wanted)
    ]
    for fault in faults[:40]:
        print(fault)
    if len(faults) > 40:
        print(f"… and {len(faults) - 40} more")
    return len(faults)


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    try:
        if parser.parse_args().update:
            update()
            return 0
        return 1 if check() else 0
    except CatalogueError as error:
        print(f"messages: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
