"""How far every object is in every language, from a constant number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.translation import gettext_lazy as _

from translations.models import TextProvenance, TextState, TranslationProgress
from translations.selectors.objects import Item

# More sources than this and asking for all of them is the shorter question.
_FEW: Final = 400

STATES: Final = {
    "none": _("not begun"),
    "outside": _("not in the workflow"),
    "translating": _("being translated"),
    "review": _("waiting for review"),
    "ready": _("ready to publish"),
    "published": _("published"),
    "behind": _("published, behind its source"),
}


class Progress(NamedTuple):
    """A language of an object that was begun, in the columns of its query.

    Attributes:
        since: day (ISO 8601) since which its oldest unfinished text waits; else its
            oldest text to review; else of its publication; None when nothing of it.
        told: `published`, or `behind` when readers are told that the version is behind
            its source; None when nothing is published.
    """

    source_id: int
    language: str
    translation_id: int
    total: int
    untranslated: int
    machine_draft: int
    needs_editing: int
    waiting: int
    approved: int
    since: str | None
    told: str | None

    @property
    def percent(self) -> int:
        """How many texts are approved, in per cent, rounded down."""
        return 100 * self.approved // self.total if self.total else 100

    @property
    def state(self) -> str:
        """Code of STATES."""
        if self.told:
            return self.told
        if self.untranslated or self.machine_draft or self.needs_editing:
            return "translating"
        return "review" if self.waiting else "ready"


@dataclass(frozen=True, slots=True)
class Row:
    """An object with its languages.

    Attributes:
        begun: language -> how far it is.
        outside: language -> what readers are told of a version nobody began here.
    """

    item: Item
    begun: dict[str, Progress]
    outside: dict[str, str]

    def state_in(self, language: str) -> str:
        """Code of the state in a language; "" in the original's own."""
        if language == self.item.language:
            return ""
        if language in self.begun:
            return self.begun[language].state
        return "outside" if language in self.outside else "none"


def rows(items: Sequence[Item]) -> list[Row]:
    """Return objects with how far they are in each language: two queries."""
    begun = _progress([item.source_id for item in items if item.source_id])
    told = _provenance([item.key for item in items if item.outside])
    nothing: dict[str, Progress] = {}
    return [
        Row(
            item=item,
            begun=begun.get(item.source_id, nothing) if item.source_id else nothing,
            outside={
                language: told.get((item.key, language), TextState.TRANSLATED)
                for language in item.outside
            },
        )
        for item in items
    ]


def _progress(sources: Collection[int]) -> dict[int, dict[str, Progress]]:
    published = TextProvenance.objects.filter(
        translation_key=OuterRef("translation__source__object_id"),
        language=OuterRef("language"),
    )
    found = TranslationProgress.objects.filter(translation__enabled=True)
    if len(sources) <= _FEW:
        found = found.filter(translation__source__in=sources)
    columns = (
        found.annotate(
            # As text: thousands of them are grouped by day, not computed with.
            since=Substr(
                Cast(
                    Coalesce("waiting_since", "review_since", "published_at"),
                    CharField(),
                ),
                1,
                10,
            ),
            # As words: numbers and booleans are converted row by row.
            told=Subquery(
                published.values(
                    told=Case(
                        When(is_behind=True, then=Value("behind")),
                        default=Value("published"),
                        output_field=CharField(),
                    )
                )[:1]
            ),
        )
        .order_by()
        .values_list(
            "translation__source_id",
            "language",
            "translation_id",
            "total",
            "untranslated",
            "machine_draft",
            "needs_editing",
            "waiting",
            "approved",
            "since",
            "told",
        )
    )
    grouped: dict[int, dict[str, Progress]] = {}
    for values in columns.iterator(chunk_size=5000):
        grouped.setdefault(values[0], {})[values[1]] = Progress._make(values)
    return grouped


def _provenance(keys: Collection[UUID]) -> dict[tuple[UUID, str], str]:
    told = TextProvenance.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "language", "state"
    )
    return {(key, language): state for key, language, state in told}


def sort_by_progress(
    found: list[Row], order: str, languages: Sequence[str]
) -> list[Row]:
    """Return rows with the least finished first, or with what waits longest first.

    Args:
        found: rows to sort.
        order: `percent` or `oldest`.
        languages: those that are looked at.
    """
    if order == "percent":
        return sorted(found, key=lambda row: _mean(row, languages))
    return sorted(found, key=lambda row: _oldest(row, languages))


def _mean(row: Row, languages: Sequence[str]) -> float:
    others = [code for code in languages if code != row.item.language]
    done = sum(row.begun[code].percent for code in others if code in row.begun)
    return done / len(others) if others else 100.0


def _oldest(row: Row, languages: Sequence[str]) -> str:
    # Published versions with nothing left wait for nobody.
    waiting = [
        row.begun[code].since or "~"
        for code in languages
        if code in row.begun and row.begun[code].percent < 100
    ]
    return min(waiting, default="~")
