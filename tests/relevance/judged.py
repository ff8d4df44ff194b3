"""The judged queries: what readers of 39 languages type, and what they should find.

nDCG@10 (Järvelin and Kekäläinen, 2002): the gains of the first ten results, each divided
by the logarithm of its place, over those of the best possible list. What should come
first gains 3, what is also right 1.
"""

import tomllib
from dataclasses import dataclass
from math import log2
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "judged"
DEPTH = 10
BEST, GOOD = 3, 1


@dataclass(frozen=True)
class Judged:
    """A query with the slugs it should find."""

    language: str
    text: str
    best: tuple[str, ...]
    good: tuple[str, ...]

    def ndcg(self, slugs):
        """How near a list of slugs is to the best possible one, 0 to 1."""
        gains = dict.fromkeys(self.good, GOOD) | dict.fromkeys(self.best, BEST)
        ideal = sorted(gains.values(), reverse=True)
        return _dcg([gains.get(slug, 0) for slug in slugs]) / _dcg(ideal)


def _dcg(gains):
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains[:DEPTH]))


def judged(language):
    """The judged queries of a language."""
    path = FOLDER / f"{language}.toml"
    return [
        Judged(language, row["text"], tuple(row["best"]), tuple(row.get("good", ())))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["query"]
    ]
