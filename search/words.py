"""What editors told the search, kept in the process and followed at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple
from uuid import UUID

from search import need, stamps
from search.analysis import forms_in
from search.lexicon import Lexicon
from search.models import BestBet, BlockedSuggestion, SynonymSet
from search.query import Others, Phrase, SearchQuery, literal

# Of all words of a query together: each is looked for in all its forms and places.
_MOST_SYNONYMS: Final = 20


class Recommended(NamedTuple):
    """The public object that a best bet recommends."""

    kind: str
    key: UUID


class _Synonyms(NamedTuple):
    """What one phrase of a set stands for: all the others."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The editors' words by language."""

    synonyms: dict[str, Lexicon[_Synonyms]]
    recommended: dict[str, Lexicon[Recommended]]
    blocked: dict[str, Lexicon[bool]]


def words_changed(**_: object) -> None:
    """Read the editors' words anew, in every process; a receiver, too."""
    need.kept.changed()
    _kept.changed()


def synonyms_of(query: SearchQuery, known: dict[str, str]) -> Others:
    """Return for each word of the query the phrases that mean the same, each once."""
    every: list[dict[Phrase, None]] = [{} for _word in query.words]
    lexicon = _kept.get(known).synonyms.get(query.language)
    if lexicon:
        for found in lexicon.find([word.forms for word in query.words]):
            for phrases in every[found.start : found.end]:
                phrases.update(dict.fromkeys(found.target.phrases))
    left = _MOST_SYNONYMS
    kept = []
    for phrases in every:
        kept.append(tuple(islice(phrases, left)))
        left -= len(kept[-1])
    return Others(kept, is_cut=sum(map(len, every)) > _MOST_SYNONYMS)


def recommended(query: SearchQuery, known: dict[str, str]) -> list[Recommended]:
    """Return what editors recommend for exactly this query."""
    lexicon = _kept.get(known).recommended.get(query.language)
    if not lexicon or query.phrases or query.excluded:
        return []
    found = lexicon.find([word.forms for word in query.words])
    whole = [item for item in found if item.end - item.start == len(query.words)]
    return list(dict.fromkeys(item.target for item in whole))


def is_blocked(text: str, language: str) -> bool:
    """Return whether a suggestion holds, in any form, a word that editors have blocked."""
    lexicon = _kept.get(stamps.stamps()).blocked.get(language)
    return bool(lexicon and lexicon.find(forms_in(text, language)))


def _read() -> _Words:
    blocked = _by_language(BlockedSuggestion.objects.values_list("language", "word"))
    return _Words(
        synonyms={
            language: Lexicon(language, _synonym_phrases(language, sets))
            for language, sets in _by_language(
                SynonymSet.objects.values_list("language", "words")
            ).items()
        },
        recommended=_recommended(),
        blocked={
            language: Lexicon(
                language, ((text, True) for text in texts), keeps_function_words=True
            )
            for language, texts in blocked.items()
        },
    )


def _by_language(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for language, text in rows:
        found[language].append(text)
    return found


def _synonym_phrases(
    language: str, sets: Iterable[str]
) -> Iterable[tuple[str, _Synonyms]]:
    for text in sets:
        lines = SynonymSet.lines(text)
        for line in lines:
            others = [literal(other, language) for other in lines if other != line]
            yield line, _Synonyms(tuple(others))


def _recommended() -> dict[str, Lexicon[Recommended]]:
    phrases: dict[str, list[tuple[str, Recommended]]] = defaultdict(list)
    for bet in BestBet.objects.all():
        for line in bet.lines(bet.queries):
            phrases[bet.language].append((line, Recommended(bet.kind, bet.key)))
    return {language: Lexicon(language, rows) for language, rows in phrases.items()}


_kept: stamps.Kept[_Words] = stamps.Kept(_read, stamps.WORDS)
