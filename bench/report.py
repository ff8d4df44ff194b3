"""Figures: what was measured, what it should be, and whether it is."""

import json
import os
import platform
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

RESULTS: Final = Path(__file__).resolve().parent / "results.json"
_PACKAGES: Final = ("Django", "django-ninja", "elasticsearch", "gunicorn", "orjson")
_HEADINGS: Final = ("figure", "measured", "target", "", "note")

type Bound = Literal["at most", "at least"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a figure should be."""

    bound: Bound
    value: float

    def is_met(self, measured: float) -> bool:
        """Compare unrounded: nothing is met by rounding."""
        if self.bound == "at most":
            return measured <= self.value
        return measured >= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value.

    Attributes:
        topic: heading in the table.
        unit: `x` for a ratio.
        target: None for a value that only explains another.
        note: what it was measured against, in few words.
    """

    topic: str
    name: str
    measured: float
    unit: str
    target: Target | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        return self.target.is_met(self.measured) if self.target else None

    def cells(self) -> tuple[str, ...]:
        """Return the figure as a row of the table."""
        target = self.target
        wanted = f"{target.bound} {_number(target.value)} {self.unit}" if target else ""
        met = {True: "met", False: "MISSED", None: ""}[self.is_met]
        measured = f"{_number(self.measured)} {self.unit}"
        return f"  {self.name}", measured, wanted, met, self.note


def at_most(value: float) -> Target:
    """Return the target not to exceed a value."""
    return Target("at most", value)


def at_least(value: float) -> Target:
    """Return the target to reach a value."""
    return Target("at least", value)


def table(figures: Iterable[Figure]) -> str:
    """Return figures as a table under the headings of their topics."""
    rows: list[tuple[str, ...]] = [_HEADINGS]
    topic = ""
    for figure in figures:
        if figure.topic != topic:
            topic = figure.topic
            rows.append((topic,))
        rows.append(figure.cells())
    wide = [row for row in rows if len(row) > 1]
    widths = [max(len(row[i]) for row in wide) for i in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(map(str.ljust, row, widths)).rstrip() if len(row) > 1 else row[0]
        for row in rows
    )


def write(figures: Iterable[Figure], raw: dict[str, object]) -> None:
    """Write everything as JSON, with date and machine."""
    document = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "figures": [asdict(figure) | {"met": figure.is_met} for figure in figures],
        "raw": raw,
    }
    text = json.dumps(document, indent=2, ensure_ascii=False)
    RESULTS.write_text(f"{text}\n", encoding="utf-8")


def machine() -> dict[str, object]:
    """Return what the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "load_1_min": os.getloadavg()[0],
        "million_additions_ms": round(pace(), 1),
    }


def pace() -> float:
    """Return in how many milliseconds the processor makes a million additions now.

    A shared machine may be twice as slow at one hour as at another; this tells a slow hour
    from slow code.
    """
    started, total = time.perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - started) * 1000


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.machine()


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.2f}".rstrip("0").rstrip(".")
