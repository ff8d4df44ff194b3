"""How fast rows of the projection are built and written, on two cores."""

import sys
import time
from itertools import batched

from bench import child
from bench.child import Measured
from bench.report import Figure, at_least

_BATCH = 500
_PROCESSES = 2


def figures(first: int, end: int) -> tuple[list[Figure], Measured]:
    """Write the initiatives `first` to `end` with one process per core; judge."""
    step = -(-(end - first) // _PROCESSES)
    running = [
        child.start("rows", str(start), str(min(start + step, end)))
        for start in range(first, end, step)
    ]
    found = [child.result(process) for process in running]
    rate = sum(part["rows"] / part["seconds"] for part in found)
    return [
        Figure(
            "Rows of the projection, two cores",
            f"built and written, {end - first} of 180 words",
            rate,
            "initiatives/s",
            at_least(600),
            "39 languages in turn, caches cold at first",
        )
    ], {"processes": found}


def main(first: int, end: int) -> None:
    """Write a range of initiatives; making up their texts is not measured."""
    import django

    django.setup()
    from bench.corpus import descriptions
    from search.projection import projection_bulk

    seconds = 0.0
    for numbers in batched(range(first, end), _BATCH, strict=False):
        made = list(descriptions(numbers))
        started = time.perf_counter()
        projection_bulk(made)
        seconds += time.perf_counter() - started
    child.tell({"rows": end - first, "seconds": seconds})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
