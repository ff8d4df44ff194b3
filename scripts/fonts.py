"""Puts the portal's fonts into core/static/core/fonts/ with one style sheet.

The files come from the npm packages that package-lock.json names. Without npm, or
without a network, the style sheet is there all the same and has no rules: readers see
their own system's fonts and no request fails.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
TARGET = CLONE / "core" / "static" / "core" / "fonts"
PACKAGES = CLONE / "node_modules" / "@fontsource-variable"

# Of the Georgian and Armenian packages only what Noto Sans itself has not.
WANTED = {
    "noto-sans": (
        "Noto Sans",
        ("latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext"),
    ),
    "noto-sans-georgian": ("Noto Sans Georgian", ("georgian",)),
    "noto-sans-armenian": ("Noto Sans Armenian", ("armenian",)),
}
# What the official languages use of the 168 KB of latin-ext: a tenth of the bytes. The
# rest stays available in the whole file for names from elsewhere.
EUROPEAN = (
    "U+0100-017F,U+018F,U+0192,U+0218-021B,U+0259,U+02C7,U+02D8-02D9,U+02DB,U+02DD,"
    "U+1E80-1E85,U+1E9E,U+1EF2-1EF3,U+2020,U+20A0-20AB,U+20AD-20C0"
)


@dataclass(frozen=True, slots=True)
class Face:
    """One @font-face rule; `file` is a name in the target folder."""

    family: str
    file: str
    unicode_range: str

    def rule(self) -> str:
        """Write it as CSS; weights are a variable axis."""
        return (
            "@font-face {\n"
            f'  font-family: "{self.family}";\n'
            "  font-style: normal;\n"
            "  font-weight: 100 900;\n"
            "  font-display: swap;\n"
            f'  src: url("{self.file}") format("woff2");\n'
            f"  unicode-range: {self.unicode_range.replace(',', ', ')};\n"
            "}\n"
        )


def parse_range(text: str) -> set[int]:
    """Return the code points of a CSS unicode-range."""
    points: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def write_range(points: set[int]) -> str:
    """Write code points as a CSS unicode-range, in order."""
    spans: list[list[int]] = []
    for point in sorted(points):
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return ",".join(
        f"U+{first:04X}" if first == last else f"U+{first:04X}-{last:04X}"
        for first, last in spans
    )


def faces() -> Iterator[Face]:
    """Copy the wanted files and yield a face for each."""
    for package, (family, subsets) in WANTED.items():
        folder = PACKAGES / package
        ranges = json.loads((folder / "unicode.json").read_text())
        shutil.copyfile(folder / "LICENSE", TARGET / f"LICENSE-{package}.txt")
        for subset in subsets:
            file = f"{package}-{subset}.woff2"
            source = folder / "files" / f"{package}-{subset}-wght-normal.woff2"
            shutil.copyfile(source, TARGET / file)
            face = Face(family, file, ranges[subset])
            yield from split(face) if subset == "latin-ext" else [face]


def split(face: Face) -> Iterator[Face]:
    """Cut the European part out of a large file, where fonttools is at hand."""
    if not can_cut():
        yield face
        return
    from fontTools import subset

    file = face.file.replace("latin-ext", "latin-europe")
    subset.main(
        [
            str(TARGET / face.file),
            f"--unicodes={EUROPEAN}",
            "--flavor=woff2",
            "--layout-features=*",
            f"--output-file={TARGET / file}",
        ]
    )
    rest = parse_range(face.unicode_range) - parse_range(EUROPEAN)
    yield Face(face.family, face.file, write_range(rest))
    yield Face(face.family, file, EUROPEAN)


def can_cut() -> bool:
    """Whether fonttools with woff2 is installed (it is in development and images)."""
    return bool(find_spec("fontTools") and find_spec("brotli"))


def fetch() -> str:
    """Install the locked packages; return "" or why they cannot be had."""
    if are_installed():
        return ""
    npm = shutil.which("npm")
    if not npm:
        return "npm is not installed"
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=CLONE,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    lines = [line for line in done.stderr.splitlines() if "error" in line]
    return f"npm failed ({(lines or ['no reason given'])[0]})"


def are_installed() -> bool:
    """Whether npm has already installed the versions that are locked."""
    locked = json.loads((CLONE / "package-lock.json").read_text())["packages"]
    try:
        return all(
            json.loads((PACKAGES / name / "package.json").read_text())["version"]
            == locked[f"node_modules/@fontsource-variable/{name}"]["version"]
            for name in WANTED
        )
    except FileNotFoundError:
        return False


def fingerprint() -> str:
    """Return a text that changes when the fonts have to be built again."""
    digest = hashlib.sha256(str(can_cut()).encode())
    for path in (CLONE / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main() -> int:
    """Build the fonts unless they are current."""
    stamp = TARGET / ".stamp"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return 0
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    reason = fetch()
    if reason:
        (TARGET / "fonts.css").write_text("/* Built without fonts. */\n")
        print(f"fonts: {reason}, so the system's fonts are used.", file=sys.stderr)
        return 0
    rules = "\n".join(face.rule() for face in faces())
    (TARGET / "fonts.css").write_text(rules)
    stamp.write_text(now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
