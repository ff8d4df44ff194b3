"""Measures the check for disclosures on the test sets and writes the table of the docs.

`python scripts/safeguarding_figures.py` rewrites the part of docs/safeguarding.md between
its two marks; `--misses` prints what was missed and what was flagged wrongly.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.languages import LANGUAGES  # noqa: E402
from core.safeguarding import disclosures  # noqa: E402

SETS = ROOT / "tests" / "core" / "safeguarding"
DOCS = ROOT / "docs" / "safeguarding.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"


@dataclass
class Figures:
    """What the check does on one language's set."""

    expected: int = 0
    found: int = 0
    signals: int = 0
    signals_found: int = 0
    harmless: int = 0
    alarms: int = 0
    misses: list[str] = field(default_factory=list)


def measure(code: str) -> Figures:
    """Run the check over a set; lines are `kind<TAB>text`, `-` for harmless ones."""
    figures = Figures()
    lines = (SETS / f"{code}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        kind, text = line.split("\t")
        kinds = {str(flag.kind) for flag in disclosures(text, code)}
        if kind == "-":
            figures.harmless += 1
            figures.alarms += bool(kinds)
            if kinds:
                figures.misses.append(f"{code} flagged {sorted(kinds)}: {text}")
            continue
        is_found = kind in kinds
        figures.expected += 1
        figures.found += is_found
        if kind == "disclosure":
            figures.signals += 1
            figures.signals_found += is_found
        if not is_found:
            figures.misses.append(f"{code} missed {kind}: {text}")
    return figures


def table() -> str:
    """Return the table of all languages with a line of sums."""
    rows = [
        "| language | found | of them told abuse | false alarms |",
        "|---|---|---|---|",
    ]
    total = Figures()
    for language in sorted(LANGUAGES, key=lambda item: item.english_name):
        figures = measure(language.code)
        for name in (
            "expected found signals signals_found harmless alarms".split()  # noqa: SIM905
        ):
            setattr(total, name, getattr(total, name) + getattr(figures, name))
        rows.append(_row(f"{language.english_name} (`{language.code}`)", figures))
    rows.append(_row("**all**", total))
    return "\n".join(rows) + "\n"


def _row(name: str, figures: Figures) -> str:
    return (
        f"| {name} | {figures.found} of {figures.expected} "
        f"| {figures.signals_found} of {figures.signals} "
        f"| {figures.alarms} of {figures.harmless} |"
    )


def main() -> None:
    """Write the table, or print what went wrong."""
    if "--misses" in sys.argv:
        for language in LANGUAGES:
            print("\n".join(measure(language.code).misses))
        return
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _old, _, after = rest.partition(END)
    DOCS.write_text(before + BEGIN + table() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
