"""Compiles locale/*/LC_MESSAGES/*.po where a catalogue changed; no GNU gettext needed."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

CLONE = Path(__file__).resolve().parents[1]


class CatalogueError(Exception):
    """A catalogue is broken; the message names the file and the fault."""


def compile_catalogue(source: Path) -> None:
    """Write the .mo beside a .po; fuzzy entries stay out, as with msgfmt.

    Raises:
        CatalogueError: it is no sound catalogue.
    """
    try:
        with source.open("rb") as handle:
            catalogue = read_po(handle, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        name = source.relative_to(CLONE)
        raise CatalogueError(f"{name} cannot be compiled: {error}") from error
    target = source.with_suffix(".mo")
    scratch = source.with_suffix(".mo.new")
    with scratch.open("wb") as handle:
        write_mo(handle, catalogue)
    # In one step: a running server may be reading the old one.
    scratch.replace(target)


def is_current(source: Path) -> bool:
    """Whether the compiled file is not older than its source."""
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def main() -> int:
    """Compile what changed and say how many."""
    sources = sorted((CLONE / "locale").glob("*/LC_MESSAGES/*.po"))
    changed = [source for source in sources if not is_current(source)]
    try:
        for source in changed:
            compile_catalogue(source)
    except CatalogueError as error:
        print(f"catalogues: {error}", file=sys.stderr)
        return 1
    if changed:
        print(f"catalogues: {len(changed)} compiled.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
