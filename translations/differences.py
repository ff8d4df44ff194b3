"""What changed between two texts, word by word, and which text became which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Final, Literal

# A tag, a run of letters and digits, a run of blanks, or one other sign.
_PIECES: Final = re.compile(r"<[^>]+>|\w+|\s+|[^\w\s]", re.UNICODE)
_TAG: Final = re.compile(r"<[^>]+>")
_WORD: Final = re.compile(r"\w[\w'’-]*", re.UNICODE)
# Below this share of common words one text is not the other's new wording.
ALIKE: Final = 0.3

Kind = Literal["same", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, or only one of them."""

    kind: Kind
    text: str


def word_difference(old: str, new: str) -> list[Piece]:
    """Compare two fragments; joined, all but the inserted pieces are the old one.

    Returns:
        pieces in reading order, neighbours of one kind joined; [] for two empty texts.
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for verb, i1, i2, j1, j2 in matcher.get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i1 != i2:
            pieces.append(Piece("deleted", "".join(before[i1:i2])))
        if j1 != j2:
            pieces.append(Piece("inserted", "".join(after[j1:j2])))
    return pieces


def running_text(fragment: str) -> str:
    """Return the text of a fragment without mark-up; a line break is a blank."""
    return unescape(_TAG.sub(" ", fragment))


def word_count(fragment: str) -> int:
    """Return how many words of running text a fragment has."""
    return len(_WORD.findall(running_text(fragment)))


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common, 0 to 1, by words in order."""
    return SequenceMatcher(
        None, _PIECES.findall(one), _PIECES.findall(other), autojunk=False
    ).ratio()


def became(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Say which text of `new` is the new wording of which text of `old`.

    Texts that are in both are nobody's new wording. Each old text is used once; the most
    alike are paired first, so a paragraph that moved and changed is found too. What
    stands alone in its place on both sides is paired however different it is: it is the
    same field.

    Args:
        old: the different texts of one place, in reading order.
        new: those of the same place now.

    Returns:
        index in `new` -> index in `old`.
    """
    gone = [index for index, text in enumerate(old) if text not in new]
    fresh = [index for index, text in enumerate(new) if text not in old]
    if len(old) == len(new) == 1 and gone and fresh:
        return {0: 0}
    ranked = sorted(
        (
            (-likeness(old[before], new[after]), abs(before - after), after, before)
            for before in gone
            for after in fresh
        ),
    )
    return dict(_best(ranked))


def _best(
    ranked: Sequence[tuple[float, int, int, int]],
) -> Iterator[tuple[int, int]]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for score, _distance, after, before in ranked:
        if -score < ALIKE or after in taken_new or before in taken_old:
            continue
        taken_new.add(after)
        taken_old.add(before)
        yield after, before
