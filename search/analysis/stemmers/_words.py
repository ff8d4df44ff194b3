"""The hand-written word lists of `words/`, as plain data.

A list is divided by lines `[section] what it holds`; `#` begins a comment.
"""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "words"


def sections(language: str) -> dict[str, list[list[str]]]:
    """Return the lists of one language: section -> its lines, each as words.

    A colon after the first word of a line is only for the eye and is left out.
    """
    found: dict[str, list[list[str]]] = {}
    lines: list[list[str]] = []
    text = (_FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            lines = found.setdefault(line[1 : line.index("]")], [])
        elif line and not line.startswith("#"):
            lines.append(line.replace(":", " ").split())
    return found
