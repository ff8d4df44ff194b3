"""What changed between two texts, word by word, and what a check has marked: pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many words a field is compared by paragraph: it would take seconds.
_MAX_WORDS: Final = 6000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with what is special about it.

    Attributes:
        is_changed: added in the new text, removed in the old one.
        kind: kind of the flag on it, "" for none.
        is_hidden: the words are left out, because who looks may not see them.
    """

    text: str
    is_changed: bool = False
    kind: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, before and after."""

    name: str
    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    is_changed: bool
    has_flags: bool


def compare(
    name: str,
    label: str,
    old: str,
    new: str,
    *,
    flags: Iterable[dict[str, Any]] = (),
    sees_flagged: bool,
) -> FieldChange:
    """Compare two values of a field.

    Args:
        name: of the field; `label` is its name for people.
        label: see `name`.
        old: the public value; "" when there is none.
        new: the value that was sent.
        flags: of the new text: `kind`, `start`, `end`.
        sees_flagged: whether the flagged words themselves may be shown; otherwise they
            are left out on both sides.
    """
    removed, added = _changed(old, new)
    marks = sorted((flag["start"], flag["end"], flag["kind"]) for flag in flags)
    hidden = [] if sees_flagged else [new[start:end] for start, end, _kind in marks]
    return FieldChange(
        name=name,
        label=label,
        old=_pieces(old, removed, _found_again(old, hidden), hide=True),
        new=_pieces(new, added, marks, hide=not sees_flagged),
        is_changed=old != new,
        has_flags=bool(marks),
    )


def _split(text: str) -> list[str]:
    words = _WORDS.findall(text)
    return words if len(words) <= _MAX_WORDS else text.splitlines(keepends=True)


def _changed(old: str, new: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the passages removed from the old text and those added in the new one."""
    before, after = _split(old), _split(new)
    starts_before, starts_after = _starts(before), _starts(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    removed: list[tuple[int, int]] = []
    added: list[tuple[int, int]] = []
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb != "equal":
            if b > a:
                removed.append((starts_before[a], starts_before[b]))
            if d > c:
                added.append((starts_after[c], starts_after[d]))
    return removed, added


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _found_again(text: str, passages: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return where hidden passages stand in the old text too."""
    return sorted(
        (match.start(), match.end(), "hidden")
        for passage in passages
        if passage.strip()
        for match in re.finditer(re.escape(passage), text)
    )


def _pieces(
    text: str,
    changed: Sequence[tuple[int, int]],
    marks: Sequence[tuple[int, int, str]],
    *,
    hide: bool,
) -> tuple[Piece, ...]:
    edges = {0, len(text)}
    for start, end in changed:
        edges |= {start, end}
    for start, end, _kind in marks:
        edges |= {start, min(end, len(text))}
    ordered = sorted(edges)
    pieces: list[Piece] = []
    for start, end in zip(ordered, ordered[1:], strict=False):
        kind = next((k for s, e, k in marks if s <= start and end <= e), "")
        is_changed = any(s <= start and end <= e for s, e in changed)
        is_hidden = bool(kind) and hide
        words = "" if is_hidden else text[start:end]
        if not (is_hidden and pieces and pieces[-1].is_hidden):
            pieces.append(Piece(words, is_changed, kind, is_hidden))
    return tuple(pieces)
