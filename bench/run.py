"""Measure everything: a table on standard output, bench/results.json beside it.

    python bench/run.py [--million] [--quick] [--only TOPIC ...]

The services are those the environment names (`make bench` starts them); a database, an
index and cache keys of its own are made for the run and removed afterwards. Everything
is a ratio of two things that were run side by side, or a rate on this machine; a target
that is missed is said and fails the run.
"""

import argparse
import os
import sys
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import (
    analysis,
    copies,
    fill,
    matrix,
    memory,
    place,
    report,
    rows,
    translations,
    web,
)
from bench.child import Measured
from bench.report import Figure, at_most

_FEW: Final = 10_000
_MANY: Final = 100_000
# A million, from the most that are written.
_COPIES: Final = 10
_QUICK: Final = 2_000
# A process that keeps what it has read grows with the number of documents.
_SAME_MEMORY: Final = at_most(1.1)
_SLOWER: Final = at_most(3)
_TOPICS: Final = ("analysis", "translations", "matrix", "memory", "search")


def main() -> int:
    """Run the topics in order; return the exit status."""
    options = _options()
    steps = [_QUICK] if options.quick else [_FEW, _MANY]
    try:
        with place.made():
            figures, raw = _measure(steps, options.only, copied=options.million)
    except place.PlaceError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    report.write(figures, raw)
    print(report.table(figures))
    missed = [figure.name for figure in figures if figure.is_met is False]
    print(f"\n{len(figures)} figures in {report.RESULTS}, {len(missed)} missed")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--million",
        action="store_true",
        help="search also with ten copies of each document (a quarter of an hour more)",
    )
    parser.add_argument(
        "--quick", action="store_true", help="only 2 000 documents: does it run at all?"
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=_TOPICS,
        default=_TOPICS,
        metavar="TOPIC",
        help=f"some of {', '.join(_TOPICS)}",
    )
    return parser.parse_args()


def _measure(
    steps: list[int], topics: Collection[str], *, copied: bool
) -> tuple[list[Figure], dict[str, object]]:
    """Measure some topics one after the other."""
    memory_size = _QUICK if steps == [_QUICK] else _MANY
    single: dict[str, Callable[[], tuple[list[Figure], Measured]]] = {
        "analysis": analysis.figures,
        "translations": translations.figures,
        "matrix": matrix.figures,
        "memory": partial(memory.figures, memory_size),
    }
    figures: list[Figure] = []
    raw: dict[str, object] = {}
    for name, measure in single.items():
        if name in topics:
            _say(name)
            more, raw[name] = measure()
            figures += _shown(more)
    if "search" in topics:
        more, found = _search(steps, copied=copied)
        figures += more
        raw |= found
    return figures, raw


def _search(
    steps: list[int], *, copied: bool
) -> tuple[list[Figure], dict[str, object]]:
    """Measure each number of documents after the other; the rows of one are kept."""
    figures: list[Figure] = []
    raw: dict[str, object] = {}
    found: dict[int, Measured] = {}
    written = 0
    for documents in steps:
        is_first = not written
        _say(f"{documents} documents: rows")
        more, raw[f"rows-{documents}"] = rows.figures(written, documents)
        figures += _shown(more)
        written = documents
        _say(f"{documents} documents: index")
        more, raw[f"fill-{documents}"] = fill.figures(compared=is_first)
        figures += _shown(more)
        _say(f"{documents} documents: search")
        more, found[documents] = web.figures(documents, written)
        raw[f"web-{documents}"] = found[documents]
        figures += _shown(more)
    if copied:
        documents = written * _COPIES
        _say(f"{documents} documents: copies")
        raw[f"copies-{documents}"] = copies.made(_COPIES)
        _say(f"{documents} documents: search")
        more, found[documents] = web.figures(documents, written)
        raw[f"web-{documents}"] = found[documents]
        figures += _shown(more)
        steps = [*steps, documents]
    for few, many in zip(steps, steps[1:], strict=False):
        figures += _growth(few, many, found)
    return figures, raw


def _growth(few: int, many: int, found: dict[int, Measured]) -> list[Figure]:
    """Judge how much slower and larger everything is with more documents."""
    topic = f"{few} → {many} documents"
    before, after = found[few], found[many]
    figures = []
    for key, kind in web.KINDS.items():
        was, became = (web.p95(item[key]["portal_ms"]) for item in (before, after))
        note = f"{was:.1f} → {became:.1f} ms, p50 {_medians(key, before, after)} ms"
        figures.append(
            Figure(topic, f"{kind.name}, p95", became / was, "x", _SLOWER, note)
        )
    was, became = before["worker_mib"], after["worker_mib"]
    note = f"{was:.0f} → {became:.0f} MiB"
    figures.append(
        Figure(
            topic, "memory of the web process", became / was, "x", _SAME_MEMORY, note
        )
    )
    return figures


def _medians(key: str, before: Measured, after: Measured) -> str:
    return " → ".join(
        f"{median(item[key]['portal_ms']):.1f}" for item in (before, after)
    )


def _shown(figures: list[Figure]) -> list[Figure]:
    """Show figures at once, for who does not wait for the end."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    state = f"load {load}, a million additions in {report.pace():.0f} ms"
    print(report.table(figures), state, sep="\n", file=sys.stderr, flush=True)
    return figures


def _say(what: str) -> None:
    print(f"bench: {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
