"""How far each page, snippet and term has come in each language.

One pass over everything that is translated, with a constant number of queries. The state
of an object in a language is the least finished state among its texts: one untranslated
text of sixty makes it untranslated; `percent` and `texts` say how much is left.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from core.languages import CODES, DEFAULT
from translations.choices import SegmentStatus
from translations.models import TextProvenance, TextState
from translations.registry import kinds
from translations.selectors.status_rows import (
    Row,
    all_versions,
    label_of,
    progress_rows,
    provenance_rows,
    source_languages,
)

# From the least to the most finished.
STATES: Final = tuple(SegmentStatus.values)
# A live alias shows the source; nothing is translated.
ALIAS: Final = "alias"
# What a version that is not in the workflow counts as, by what readers are told of it.
_OUTSIDE: Final[dict[str, str]] = {
    TextState.MACHINE_DRAFT: SegmentStatus.MACHINE_DRAFT,
    TextState.TRANSLATED: SegmentStatus.WAITING,
    TextState.BY_SIGNATORY: SegmentStatus.APPROVED,
    TextState.REVIEWED: SegmentStatus.APPROVED,
}


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """An object in one language.

    Attributes:
        state: one of `STATES`, or `alias` while a live alias shows the source.
        texts: state -> how many texts; empty while the translation has not been begun.
        percent: approved texts, in per cent.
        is_published: readers may see a version in this language, unless `is_withheld`.
        provenance: what readers are told of it, a value of TextState; "" for nothing.
        age_days: for how many whole days the oldest text has been waiting, be it for a
            translator or a reviewer; None when nothing waits.
    """

    state: str
    texts: Mapping[str, int] = field(default_factory=dict)
    percent: int = 0
    is_published: bool = False
    provenance: str = ""
    is_behind: bool = False
    is_withheld: bool = False
    age_days: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectStatus:
    """A page, snippet or term and its languages but its own.

    Attributes:
        type: label of its model, e.g. `pact.pactpage`.
        url: address of the original; "" when it has none.
        languages: language -> status.
    """

    key: UUID
    type: str
    title: str
    source_language: str
    url: str
    languages: Mapping[str, LanguageStatus]


@dataclass(frozen=True, slots=True)
class _Known:
    """What tables say of all objects: languages of sources, sums, provenance."""

    sources: Mapping[UUID, str]
    progress: Mapping[tuple[UUID, str], Mapping[str, Any]]
    told: Mapping[UUID, Mapping[str, TextProvenance]]
    now: datetime


_UNTRANSLATED: Final = LanguageStatus(STATES[0])
_ALIAS: Final = LanguageStatus(ALIAS)


def object_statuses(
    *, types: Collection[str] = (), languages: Collection[str] = CODES
) -> list[ObjectStatus]:
    """Return what is translated, by type and title.

    An object is listed while a version of it is public, or once its translation has been
    begun. A constant number of queries, however many objects there are.

    Args:
        types: labels of models in lower case; all that are translated when empty.
        languages: only these are looked at.
    """
    chosen = [item for item in kinds() if not types or label_of(item) in types]
    versions = all_versions(chosen)
    known = _Known(
        sources=source_languages(chosen),
        progress=progress_rows(chosen, languages),
        told=provenance_rows({key for rows in versions.values() for key in rows}),
        now=timezone.now(),
    )
    found = [
        _status(name, key, by_language, known, languages)
        for name, rows in versions.items()
        for key, by_language in rows.items()
        if key in known.sources
        or any(row.is_live and not row.is_alias for row in by_language.values())
    ]
    return sorted(found, key=lambda item: (item.type, item.title, str(item.key)))


def _status(
    name: str,
    key: UUID,
    by_language: Mapping[str, Row],
    known: _Known,
    languages: Collection[str],
) -> ObjectStatus:
    told = known.told[key]
    written_in = known.sources.get(key) or _written_in(by_language, told)
    original = by_language.get(written_in) or next(iter(by_language.values()))
    cells = {
        code: _cell(
            known.progress.get((key, code)),
            by_language.get(code),
            told.get(code),
            known.now,
        )
        for code in languages
        if code != written_in
    }
    return ObjectStatus(key, name, original.title, written_in, original.url, cells)


def _written_in(
    by_language: Mapping[str, Row], told: Mapping[str, TextProvenance]
) -> str:
    """Return the language of an original: translations have provenance, or are aliases.

    Of several, English, or the one that was there first.
    """
    own = [
        code
        for code, row in by_language.items()
        if code not in told and not row.is_alias
    ]
    if DEFAULT in own:
        return DEFAULT
    return own[0] if own else next(iter(by_language))


def _cell(
    counts: Mapping[str, Any] | None,
    row: Row | None,
    told: TextProvenance | None,
    now: datetime,
) -> LanguageStatus:
    is_real = row is not None and not row.is_alias
    if counts is None and not is_real:
        return _ALIAS if row and row.is_live else _UNTRANSLATED
    state, texts, percent, age = _counted(counts, now) if counts else _outside(told)
    return LanguageStatus(
        state=state,
        texts=texts,
        percent=percent,
        is_published=bool(is_real and row and row.is_live),
        provenance=_provenance(told, is_real),
        is_behind=bool(told and told.is_behind),
        is_withheld=bool(told and told.is_withheld),
        age_days=age,
    )


def _provenance(told: TextProvenance | None, is_real: bool) -> str:
    if not is_real:
        return ""
    return told.state if told else str(TextState.TRANSLATED)


def _counted(
    counts: Mapping[str, Any], now: datetime
) -> tuple[str, dict[str, int], int, int | None]:
    texts = {name: counts[name] for name in STATES}
    state = next((name for name in STATES if texts[name]), STATES[-1])
    total = counts["total"]
    percent = 100 * texts[SegmentStatus.APPROVED] // total if total else 100
    waits = [counts[name] for name in ("waiting_since", "review_since") if counts[name]]
    return state, texts, percent, (now - min(waits)).days if waits else None


def _outside(
    told: TextProvenance | None,
) -> tuple[str, dict[str, int], int, int | None]:
    state = _OUTSIDE[told.state if told else TextState.TRANSLATED]
    return state, {}, 100 if state == SegmentStatus.APPROVED else 0, None
