"""How fast texts are analysed, and what the dictionaries weigh."""

import gc
import random
import time
from statistics import median

from bench.child import Measured, run, tell
from bench.corpus import SEED, vocabulary
from bench.report import Figure, at_least, at_most
from core.languages import CODES
from search.analysis import analyse, forms_in
from search.analysis.dictionaries import FOLDER
from search.analysis.tokens import forms_of

_TEXT_WORDS = 20_000
_ROUNDS = 3
_MEGABYTE = 1_000_000


def figures() -> tuple[list[Figure], Measured]:
    """Measure and judge."""
    found = run("analysis")
    first, warm = found["first_ms"], found["warm_words_per_second"]
    slowest = max(first, key=first.get)
    slow = min(warm, key=warm.get)
    topic = "Analysis, one core"
    return [
        Figure(
            topic,
            "first use of a language, slowest",
            first[slowest],
            "ms",
            at_most(50),
            f"{slowest}; median {median(first.values()):.1f} ms",
        ),
        Figure(
            topic,
            "running text, warm cache, slowest language",
            warm[slow],
            "words/s",
            at_least(150_000),
            f"{slow}; median {median(warm.values()):.0f}",
        ),
        Figure(
            topic,
            "words never met before, median",
            median(found["cold_words_per_second"].values()),
            "words/s",
        ),
        Figure(topic, "dictionaries together", found["megabytes"], "MB", at_most(300)),
    ], found


def main() -> None:
    """Measure, each language in turn."""
    # What the first language alone pays: the modules, not its dictionary.
    forms_in("", "en")
    texts = {code: _text(code) for code in CODES}
    # As the server does: what was made until now is not looked through for garbage while
    # somebody waits.
    gc.collect()
    gc.freeze()
    measured: Measured = {
        "first_ms": {code: _first_ms(code, texts[code]) for code in CODES},
        "cold_words_per_second": {},
        "warm_words_per_second": {},
        "megabytes": sum(path.stat().st_size for path in FOLDER.iterdir()) / _MEGABYTE,
    }
    for code, text in texts.items():
        forms_of.cache_clear()
        words = vocabulary(code).content[:_TEXT_WORDS]
        cold = _seconds(" ".join(words), code)
        measured["cold_words_per_second"][code] = len(words) / cold
        analyse(text, code)
        warm = min(_seconds(text, code) for _round in range(_ROUNDS))
        measured["warm_words_per_second"][code] = _TEXT_WORDS / warm
    tell(measured)


def _text(language: str) -> str:
    return " ".join(vocabulary(language).draw(random.Random(SEED), _TEXT_WORDS))


def _first_ms(language: str, text: str) -> float:
    word = text[:100].rpartition(" ")[0]
    return _seconds(word, language) * 1000


def _seconds(text: str, language: str) -> float:
    started = time.perf_counter()
    analyse(text, language)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
