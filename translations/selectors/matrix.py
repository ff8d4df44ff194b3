"""How far every object is in every language, from a constant number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Func, StringAgg, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from translations.models import TextProvenance, TextState, TranslationProgress
from translations.selectors.objects import Item

# More sources than this and asking for all of them is the shorter question.
_FEW: Final = 400
# Stands in no code and no figure.
_BETWEEN: Final = ";"

STATES: Final = {
    "none": _("not begun"),
    "outside": _("not in the workflow"),
    "translating": _("being translated"),
    "review": _("waiting for review"),
    "ready": _("ready to publish"),
    "published": _("published"),
    "behind": _("published, behind its source"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """How far a language of an object is; many languages of many objects share one.

    Attributes:
        since: day (ISO 8601) since which its oldest unfinished text waits; else its
            oldest text to review; else of its publication; "" when nothing of it.
        told: `published`, or `behind` when readers are told that the version is behind
            its source; "" when nothing is published.
    """

    total: int
    untranslated: int
    machine_draft: int
    needs_editing: int
    waiting: int
    approved: int
    since: str
    told: str

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


class Begun(NamedTuple):
    """A language of an object that was begun.

    Attributes:
        translation_id: primary key, in digits.
    """

    translation_id: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Row:
    """An object with its languages.

    Attributes:
        begun: language -> how far it is.
        outside: language -> what readers are told of a version nobody began here.
    """

    item: Item
    begun: dict[str, Begun]
    outside: dict[str, str]

    def state_in(self, language: str) -> str:
        """Code of the state in a language; "" in the original's own."""
        if language == self.item.language:
            return ""
        if language in self.begun:
            return self.begun[language].sums.state
        return "outside" if language in self.outside else "none"


def rows(items: Sequence[Item]) -> list[Row]:
    """Return objects with how far they are in each language: three queries."""
    sources = {item.source_id: item.key for item in items if item.source_id}
    begun = _begun(sources)
    told = _provenance([item.key for item in items if item.outside])
    nothing: dict[str, Begun] = {}
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


class _Words(Func):
    """Values as one text, a space between them; none of them is NULL."""

    output_field = TextField()

    def as_postgresql(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, Any]:
        # Several times faster than `||` with its casts.
        template = "concat_ws(' ', %(expressions)s)"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_sqlite(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, Any]:
        return super().as_sql(
            compiler,
            connection,
            template="(%(expressions)s)",
            arg_joiner=" || ' ' || ",
            **context,
        )


def _begun(sources: Mapping[int, UUID]) -> dict[int, dict[str, Begun]]:
    """Return source -> language -> how far; `sources` with the keys of their objects.

    Nineteen thousand languages come as one text for each source: to carry each as a row
    of its own takes several times longer.
    """
    found = TranslationProgress.objects.filter(translation__enabled=True)
    if len(sources) <= _FEW:
        found = found.filter(translation__source__in=list(sources))
    since = TruncDate(Coalesce("waiting_since", "review_since", "published_at"))
    columns = (
        "language",
        "translation_id",
        "total",
        "untranslated",
        "machine_draft",
        "needs_editing",
        "waiting",
        "approved",
        Coalesce(Cast(since, TextField()), Value("")),
    )
    published = _published(sources.values())
    lines = (
        found.order_by()
        .values("translation__source_id")
        .annotate(lines=StringAgg(_Words(*columns), Value(_BETWEEN)))
        .values_list("translation__source_id", "lines")
    )
    sums: dict[tuple[str, str], Sums] = {}
    grouped: dict[int, dict[str, Begun]] = {}
    for source, text in lines:
        key = sources.get(source)
        told = published.get(key, {}) if key else {}
        languages = grouped[source] = {}
        for line in text.split(_BETWEEN):
            language, translation, figures = line.split(" ", 2)
            look = figures, told.get(language, "")
            shared = sums.get(look)
            if shared is None:
                shared = sums[look] = _sums(*look)
            languages[language] = Begun(translation, shared)
    return grouped


def _sums(figures: str, told: str) -> Sums:
    *counts, since = figures.split(" ")
    total, untranslated, machine_draft, needs_editing, waiting, approved = map(
        int, counts
    )
    return Sums(
        total=total,
        untranslated=untranslated,
        machine_draft=machine_draft,
        needs_editing=needs_editing,
        waiting=waiting,
        approved=approved,
        since=since,
        told=told,
    )


def _published(keys: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Return key -> language -> what readers are told of its version; see Sums.told."""
    found = TextProvenance.objects.order_by()
    if len(keys) <= _FEW:
        found = found.filter(translation_key__in=keys)
    rows = found.values("translation_key", "is_behind").annotate(
        languages=StringAgg("language", Value(_BETWEEN))
    )
    told: dict[UUID, dict[str, str]] = {}
    for row in rows:
        word = "behind" if row["is_behind"] else "published"
        languages = told.setdefault(row["translation_key"], {})
        languages.update(dict.fromkeys(row["languages"].split(_BETWEEN), word))
    return told


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
    done = sum(row.begun[code].sums.percent for code in others if code in row.begun)
    return done / len(others) if others else 100.0


def _oldest(row: Row, languages: Sequence[str]) -> str:
    # Published versions with nothing left wait for nobody.
    waiting = [
        row.begun[code].sums.since or "~"
        for code in languages
        if code in row.begun and row.begun[code].sums.percent < 100
    ]
    return min(waiting, default="~")
