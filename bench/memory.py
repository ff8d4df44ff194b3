"""How fast the translation memory answers, all of its texts in one pair of languages."""

import random
import sys
import time
from datetime import UTC, datetime
from itertools import batched
from statistics import median, quantiles

from bench.child import Measured, run, tell
from bench.corpus import SEED, vocabulary
from bench.report import Figure, at_least, at_most

_WORDS = (10, 60)
_ASKED = 100
_AT_ONCE = 2_000
# Share of the words that somebody has changed in a text that is asked.
_CHANGED = 1 / 6


def figures(segments: int) -> tuple[list[Figure], Measured]:
    """Measure and judge."""
    found = run("memory", str(segments))
    topic = "Translation memory"
    times = found["similar_ms"]
    note = f"p50 {median(times):.1f} ms, exact p50 {median(found['exact_ms']):.1f} ms"
    return [
        Figure(
            topic,
            f"look-up in {segments} texts of {_WORDS[0]} to {_WORDS[1]} words, p95",
            quantiles(times, n=20)[-1],
            "ms",
            at_most(50),
            note,
        ),
        Figure(
            topic,
            "found again with each sixth word changed",
            found["found"] / _ASKED,
            "x",
            at_least(0.95),
        ),
    ], found


def main(segments: int) -> None:
    """Fill the memory, ask for texts that were changed and as they are; empty it."""
    import django

    django.setup()
    from django.db import connection

    from translations.models import MemoryEntry
    from translations.selectors.memory import memory_matches

    chance = random.Random(f"{SEED}:memory")
    texts = [_text(chance) for _number in range(segments)]
    _fill(texts)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE translations_memoryentry")
    measured: Measured = {"similar_ms": [], "exact_ms": [], "found": 0}
    for text in chance.sample(texts, _ASKED):
        for asked, name in ((_changed(text, chance), "similar_ms"), (text, "exact_ms")):
            started = time.perf_counter()
            matches = memory_matches(asked, "en", "fr")
            measured[name].append((time.perf_counter() - started) * 1000)
            is_found = text in (match.source for match in matches)
            measured["found"] += is_found and name == "similar_ms"
    MemoryEntry.objects.all().delete()
    tell(measured)


def _text(chance: random.Random) -> str:
    words = vocabulary("en").draw(chance, chance.randint(*_WORDS))
    return f"{' '.join(words).capitalize()}."


def _changed(text: str, chance: random.Random) -> str:
    """Return a text of which each sixth word is another one."""
    words = text.split()
    for place in range(len(words)):
        if chance.random() < _CHANGED:
            words[place] = vocabulary("en").draw(chance, 1)[0]
    return " ".join(words)


def _fill(texts: list[str]) -> None:
    from translations.models import MemoryEntry
    from translations.models.memory import text_digest

    for some in batched(texts, _AT_ONCE, strict=False):
        MemoryEntry.objects.bulk_create(
            [
                MemoryEntry(
                    source_language="en",
                    language="fr",
                    source=text,
                    target=text,
                    digest=text_digest(text),
                    approved_at=datetime.now(UTC),
                )
                for text in some
            ],
            ignore_conflicts=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
