"""Compiles the dictionaries of the language analysis into var/dictionaries/.

Nothing is fetched: the lists come with the package simplemma. Skipped when neither its
version nor the code that compiles has changed.
"""

import hashlib
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CLONE))

from search.analysis.compile import (  # noqa: E402
    CORRECTED,
    FILES,
    IRREGULAR,
    compile_dictionary,
    dictionaries,
)
from search.analysis.dictionaries import FOLDER  # noqa: E402
from search.analysis.languages import TABLE  # noqa: E402
from search.analysis.stemmers import az, mt  # noqa: E402

# Stemmers with tables that are worked out once.
KEPT = (az.TABLES, mt.TABLES)

# The modules of search.analysis that decide what is in the files.
COMPILER = (
    "compile",
    "edits",
    "endings",
    "letters",
    "paradigms",
    "scripts",
)
# More would not fit beside other work on a small machine: each takes up to 600 MB.
PROCESSES = 2
# The longest lists, which would otherwise hold up the end.
FIRST = ("pl", "fi", "et", "hu", "tr", "de")


def fingerprint() -> str:
    """Return a text that changes when the dictionaries have to be compiled again."""
    packages = [f"{name} {version(name)}" for name in ("simplemma", "marisa-trie")]
    digest = hashlib.sha256(" ".join(packages).encode())
    modules = [CLONE / "search" / "analysis" / f"{name}.py" for name in COMPILER]
    digest.update(repr([choices(code) for code in TABLE]).encode())
    lists = [path for folder in (IRREGULAR, CORRECTED) for path in folder.glob("*.tsv")]
    for path in (*modules, *sorted(lists)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def choices(language: str) -> tuple[object, ...]:
    """Return what a language's row decides about its dictionary."""
    row = TABLE[language]
    return (row.dictionary, row.readings, row.participle, row.digraphs)


def compile_one(code: str) -> None:
    """Compile one dictionary, in a process of its own."""
    compile_dictionary(code, FOLDER)


def main() -> int:
    """Compile the dictionaries unless they are current."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stamp = FOLDER / ".stamp"
    now = fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        stamp.unlink(missing_ok=True)
        compile_all()
        stamp.write_text(now)
    for tables in KEPT:
        tables.keep()
    return 0


def compile_all() -> None:
    """Compile every dictionary and remove what is none any more."""
    codes = sorted(dictionaries(), key=lambda code: (code not in FIRST, code))
    print(f"dictionaries: compiling {len(codes)}, a few minutes …", file=sys.stderr)
    processes = min(PROCESSES, os.process_cpu_count() or 1)
    # A process for each list, so that its memory is given back.
    with ProcessPoolExecutor(processes, max_tasks_per_child=1) as pool:
        list(pool.map(compile_one, codes))
    wanted = {f"{code}-{name}.trie" for code in codes for name in FILES}
    for path in FOLDER.iterdir():
        if path.name not in wanted:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
