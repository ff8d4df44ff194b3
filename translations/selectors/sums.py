"""Sums of the states of objects by language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from translations.choices import SegmentStatus
from translations.models import TextState
from translations.selectors.status import ALIAS, STATES, ObjectStatus

_REVIEWED = frozenset([str(TextState.REVIEWED), str(TextState.BY_SIGNATORY)])
_UNFINISHED = frozenset([SegmentStatus.UNTRANSLATED, SegmentStatus.NEEDS_EDITING])


@dataclass(frozen=True, slots=True)
class LanguageSum:
    """All objects in one language.

    Attributes:
        objects: how many have another language as their own, so could be translated.
        states: state -> how many; those shown by an alias are untranslated.
        reviewed_share: approved objects of all, from 0 to 1.
        complete_share: objects with a translation of every text, machine drafts and
            texts that wait for review among them, from 0 to 1.
        published: objects that readers see in this language.
        published_reviewed: those of them that somebody has reviewed, or a signatory
            wrote.
        own: objects whose original is in this language.
    """

    language: str
    objects: int
    states: dict[str, int]
    reviewed_share: float
    complete_share: float
    published: int
    published_reviewed: int
    own: int


def language_sums(
    objects: Iterable[ObjectStatus], languages: Iterable[str]
) -> list[LanguageSum]:
    """Sum up what `object_statuses` returned, in the order of the languages."""
    codes = list(languages)
    states: dict[str, Counter[str]] = {code: Counter() for code in codes}
    published: Counter[str] = Counter()
    reviewed: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for item in objects:
        own[item.source_language] += 1
        for code, cell in item.languages.items():
            state = STATES[0] if cell.state == ALIAS else cell.state
            states[code][state] += 1
            if cell.is_published and not cell.is_withheld:
                published[code] += 1
                reviewed[code] += cell.provenance in _REVIEWED
    return [
        _sum(code, states[code], published[code], reviewed[code], own[code])
        for code in codes
    ]


def _sum(
    code: str, states: Counter[str], published: int, reviewed: int, own: int
) -> LanguageSum:
    objects = states.total()
    unfinished = sum(states[name] for name in _UNFINISHED)
    return LanguageSum(
        language=code,
        objects=objects,
        states={name: states[name] for name in STATES},
        reviewed_share=_share(states[SegmentStatus.APPROVED], objects),
        complete_share=_share(objects - unfinished, objects),
        published=published,
        published_reviewed=reviewed,
        own=own,
    )


def _share(part: int, whole: int) -> float:
    """Return a part of a whole, never rounded up to all of it; 1 of nothing is all."""
    return int(1000 * part / whole) / 1000 if whole else 1.0
