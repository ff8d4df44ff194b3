"""Generated initiatives: seeded, in 39 languages, with words as frequent as in real texts.

A few words make up half of any text and most words are rare (Zipf's law); that decides
how much a cache helps and how long the lists of an index are. So texts are drawn from
each language's function words, the words of the vocabulary and a sample of its
dictionary. The three languages without a dictionary have the first two and the words
of the tests. The sentences mean nothing.
"""

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final
from uuid import UUID

from marisa_trie import BytesTrie  # type: ignore[import-not-found]

from core.languages import CODES
from search.analysis.dictionaries import FOLDER
from search.analysis.languages import TABLE
from search.descriptions import DocumentDescription, ObjectDescription
from search.query import stop_words

ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = 2012
WORDS: Final = 180
TITLE_WORDS: Final = 7
SUMMARY_WORDS: Final = 24
# Different words of a language, and the share of function words in a text.
_VOCABULARY: Final = 20_000
_FUNCTION_WORDS: Final = 0.4
_SENTENCE_WORDS: Final = 12
_SIGNATORIES: Final = 500
_NEWEST: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)
_DAYS: Final = 2400
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, the most frequent first, with cumulated weights."""

    function_words: list[str]
    content: list[str]
    weights: list[float]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Return so many words of a text."""
        rare = iter(chance.choices(self.content, cum_weights=self.weights, k=count))
        return [
            chance.choice(self.function_words)
            if chance.random() < _FUNCTION_WORDS
            else next(rare)
            for _number in range(count)
        ]


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; always the same."""
    chance = random.Random(f"{SEED}:{language}")
    known = sorted({*_of_terms(language), *_of_tests(language)})
    chance.shuffle(known)
    content = list(dict.fromkeys([*known, *_of_dictionary(language, chance)]))
    weights = accumulate(1 / (rank + 3) for rank in range(len(content)))
    return Vocabulary(sorted(stop_words(language))[:40], content, list(weights))


def _of_terms(language: str) -> Iterator[str]:
    """Yield the words by which the vocabulary's codes are meant."""
    path = ROOT / "pact" / "data" / "vocabulary" / f"{language}.toml"
    for kind in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for term in kind.values():
            yield from _WORD.findall(" ".join(term.get("words", ())))


def _of_tests(language: str) -> Iterator[str]:
    path = ROOT / "tests" / "search" / "forms" / f"{language}.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from _WORD.findall(line)


def _of_dictionary(language: str, chance: random.Random) -> Iterable[str]:
    code = TABLE[language].dictionary
    if not code:
        return ()
    trie = BytesTrie()
    trie.mmap(str(FOLDER / f"{code}-words.trie"))
    words = [word for word in trie.iterkeys() if word.isalpha() and len(word) > 2]
    return chance.sample(words, min(_VOCABULARY, len(words)))


def text_words(number: int) -> tuple[str, list[str]]:
    """Return language and words of an initiative's text, as `descriptions` uses them."""
    language = CODES[number % len(CODES)]
    chance = random.Random(f"{SEED}:text:{number}")
    return language, vocabulary(language).draw(chance, WORDS)


def descriptions(numbers: Iterable[int]) -> Iterator[ObjectDescription]:
    """Yield the initiatives of some numbers; the same number, the same initiative."""
    # Not at the top: the words alone need no database.
    from core.states import state_codes

    countries = sorted(state_codes())
    codes = _codes()
    for number in numbers:
        yield _description(number, countries, codes)


@cache
def _codes() -> dict[str, list[str]]:
    path = ROOT / "pact" / "data" / "vocabulary" / "en.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: list(found[kind]) for kind in ("principle", "action", "group")}


def _description(
    number: int, countries: list[str], codes: dict[str, list[str]]
) -> ObjectDescription:
    chance = random.Random(f"{SEED}:{number}")
    language, words = text_words(number)
    country = chance.choice(countries)
    facets = {
        kind: tuple(sorted(chance.sample(values, chance.randint(1, 2))))
        for kind, values in codes.items()
    }
    profile = chance.choice(("authority", "organisation", "representative"))
    signatory = f"signatory-{chance.randrange(_SIGNATORIES)}"
    starts_on = date(2020, 1, 1) + timedelta(days=chance.randrange(_DAYS))
    ends_on = chance.choice((None, starts_on + timedelta(days=200)))
    return ObjectDescription(
        kind="initiative",
        key=UUID(int=chance.getrandbits(128), version=4),
        slug=f"generated-{number}",
        written_in=language,
        published_at=_NEWEST - timedelta(minutes=chance.randrange(_DAYS * 1440)),
        country=country,
        place=words[0].capitalize(),
        starts_on=starts_on,
        ends_on=ends_on,
        is_good_practice=chance.random() < 0.05,
        documents=(_document(number, language, words),),
        facts={
            "country": country,
            "place": words[0].capitalize(),
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat() if ends_on else None,
            "level": "local",
            "principles": facets["principle"],
            "actions": facets["action"],
            "groups": facets["group"],
            "signatory": {
                "key": signatory,
                "name": f"Town {signatory}",
                "latin_name": "",
                "profile": profile,
                "country": country,
                "language": "en",
            },
            "is_demo": True,
        },
        facets={**facets, "profile": (profile,), "signatory": (signatory,)},
    )


def _document(number: int, language: str, words: list[str]) -> DocumentDescription:
    body = words[TITLE_WORDS + SUMMARY_WORDS :]
    return DocumentDescription(
        language=language,
        is_original=True,
        title=" ".join(words[:TITLE_WORDS]).capitalize(),
        summary=_sentences(words[TITLE_WORDS : TITLE_WORDS + SUMMARY_WORDS]),
        body=_sentences(body),
        url=f"/{language}/initiatives/generated-{number}/",
        card={"state": "original", "image": None},
    )


def _sentences(words: list[str]) -> str:
    return " ".join(
        " ".join(words[start : start + _SENTENCE_WORDS]).capitalize() + "."
        for start in range(0, len(words), _SENTENCE_WORDS)
    )
