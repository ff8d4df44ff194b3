"""How fast rows of the projection are built, and written, on two cores."""

import sys
import time
from itertools import batched

from bench import child
from bench.child import Measured
from bench.report import Figure, at_least

# As many as `projection_bulk` writes at once.
_BATCH = 250
_PROCESSES = 2


def figures(first: int, end: int) -> tuple[list[Figure], Measured]:
    """Build the rows of the initiatives `first` to `end`, then build and write; judge.

    One process for each core; each begins with nothing in its caches.
    """
    built = _run("build", first, end)
    written = _run("write", first, end)
    topic, count = "Rows of the projection, two cores", end - first
    note = "39 languages in turn, caches cold at first"
    return [
        Figure(
            topic,
            f"built, {count} of 180 words, analysis included",
            _rate(built),
            "initiatives/s",
            at_least(600),
            note,
        ),
        Figure(
            topic,
            f"built and written, {count}",
            _rate(written),
            "initiatives/s",
            note="PostgreSQL works on the same two cores",
        ),
    ], {"built": built, "written": written}


def _run(what: str, first: int, end: int) -> list[Measured]:
    step = -(-(end - first) // _PROCESSES)
    running = [
        child.start("rows", what, str(start), str(min(start + step, end)))
        for start in range(first, end, step)
    ]
    return [child.result(process) for process in running]


def _rate(found: list[Measured]) -> float:
    return float(sum(part["rows"] / part["seconds"] for part in found))


def main(what: str, first: int, end: int) -> None:
    """Build or write a range of initiatives; making up their texts is not measured."""
    import django

    django.setup()
    from django.utils import timezone

    from bench.corpus import descriptions
    from search.descriptions import ObjectDescription
    from search.models import SearchObject
    from search.projection import projection_bulk
    from search.rows import many_at_once, rows_of

    def build(made: list[ObjectDescription]) -> None:
        # As `projection_bulk` does before it writes them.
        now = timezone.now()
        with many_at_once():
            for description in made:
                rows = rows_of(description, now.date())
                row = SearchObject(kind=description.kind, **rows.values(now))
                rows.document_rows(row)
                rows.facet_values(row)

    run = {"build": build, "write": projection_bulk}[what]
    seconds = 0.0
    for numbers in batched(range(first, end), _BATCH, strict=False):
        made = list(descriptions(numbers))
        started = time.perf_counter()
        run(made)
        seconds += time.perf_counter() - started
    child.tell({"rows": end - first, "seconds": seconds})


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
