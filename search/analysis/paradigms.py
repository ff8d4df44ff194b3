"""Lemmas that a list of words left out.

A list that gives each form one lemma loses the others: `молода` is a noun there and no
longer a form of `молодий`, `meeting` no longer one of `meet`. Lemmas of one kind have
the same slots, so a slot that most lemmas with the same other slots fill, and whose form
the dictionary has under another lemma only, is given back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Final

# A slot is known by how the lemma ends, what it loses and what the form has instead:
# only behind -k does -ci follow, only a verb in -ar has -o.
type Slot = tuple[str, str, str]

# Letters of the end of a lemma that tell its kind.
_END: Final = 2

# Pairs of slots that their habits are learnt from.
_SAMPLE: Final = 3_000_000
# With fewer forms nothing is known about a lemma's kind.
_MIN_SLOTS: Final = 2
# More forms than that are possessives and clitics, which are seldom mistaken.
_MAX_SLOTS: Final = 80
_MIN_SEEN: Final = 10
# How often a slot has to come along with those that a lemma has, to be expected of it.
_EXPECTED: Final = 0.4
_MAX_CHANGED: Final = 6


class Paradigms:
    """Collects the slots of every lemma, then tells which are missing."""

    def __init__(self) -> None:
        self._slots: dict[str, list[Slot]] = defaultdict(list)
        self._same: dict[Slot, Slot] = {}

    def add(self, word: str, lemma: str, edit: bytes) -> None:
        """Note a form; `edit` makes the lemma of it."""
        strip = edit[0] if edit else 0
        stem = len(word) - strip
        slot = (lemma[-_END:], lemma[stem:], word[stem:])
        if len(slot[1]) <= _MAX_CHANGED and strip <= _MAX_CHANGED:
            self._slots[lemma].append(self._same.setdefault(slot, slot))

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield forms that are expected of a lemma, with the lemma."""
        # Lists have many words twice, the second time with a capital.
        for lemma, slots in self._slots.items():
            self._slots[lemma] = list(dict.fromkeys(slots))
        together = self._together()
        expected_of: dict[frozenset[Slot], list[Slot]] = {}
        for lemma, slots in self._slots.items():
            if not _MIN_SLOTS <= len(slots) <= _MAX_SLOTS:
                continue
            kind = frozenset(slots)
            if kind not in expected_of:
                expected_of[kind] = _expected(kind, together)
            for _end, lost, added in expected_of[kind]:
                if lemma.endswith(lost):
                    yield lemma[: len(lemma) - len(lost)] + added, lemma

    def _together(self) -> dict[Slot, list[tuple[Slot, float]]]:
        """Return for each slot those that mostly come along with it, and how often."""
        pairs = sum(len(slots) ** 2 for slots in self._slots.values())
        every = max(pairs // _SAMPLE, 1)
        counts: defaultdict[Slot, Counter[Slot]] = defaultdict(Counter)
        for slots in islice(self._slots.values(), 0, None, every):
            if _MIN_SLOTS <= len(slots) <= _MAX_SLOTS:
                for slot in slots:
                    counts[slot].update(slots)
        return {
            slot: [
                (other, count / seen[slot])
                for other, count in seen.items()
                if other != slot and count >= _EXPECTED / 4 * seen[slot]
            ]
            for slot, seen in counts.items()
            if seen[slot] >= _MIN_SEEN
        }


def _expected(
    kind: frozenset[Slot], together: dict[Slot, list[tuple[Slot, float]]]
) -> list[Slot]:
    score: defaultdict[Slot, float] = defaultdict(float)
    known = [together[slot] for slot in kind if slot in together]
    for others in known:
        for other, share in others:
            score[other] += share
    if len(known) < _MIN_SLOTS:
        return []
    return [
        slot
        for slot, total in score.items()
        if slot not in kind and total / len(known) >= _EXPECTED
    ]
