"""One object in all its languages, and what its next publication would change."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from wagtail.models import DraftStateMixin
from wagtail_localize.models import StringSegment, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.languages import CODES
from core.locales import language_of
from translations.choices import Gate
from translations.differences import word_count
from translations.models import (
    SegmentEvent,
    TextProvenance,
    TranslationPolicy,
    TranslationProgress,
)
from translations.registry import kind_of
from translations.selectors.sources import translations_by_language
from translations.selectors.versions import provenances


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """An object in a language.

    Attributes:
        progress: None when it was not begun.
        told: what readers are told; None when nothing is published.
        last: what somebody did to it last.
    """

    language: str
    progress: TranslationProgress | None
    told: TextProvenance | None
    last: SegmentEvent | None

    @property
    def is_withheld(self) -> bool:
        """Whether readers see the source although there is a translation."""
        return self.told is not None and self.told.is_withheld


def languages_of_object(source: TranslationSource) -> list[LanguageRow]:
    """Return an object in every language but its own: four queries."""
    begun = translations_by_language(source)
    told = provenances(source.object_id)
    last = _last_events(source)
    own = language_of(source.locale_id)
    return [
        LanguageRow(
            language=code,
            progress=getattr(begun.get(code), "progress", None),
            told=told.get(code),
            last=last.get(code),
        )
        for code in CODES
        if code != own
    ]


def _last_events(source: TranslationSource) -> dict[str, SegmentEvent]:
    newest = (
        SegmentEvent.objects.filter(context__object_id=source.object_id)
        .order_by()
        .values("locale_id")
        .annotate(newest=Max("pk"))
        .values_list("newest", flat=True)
    )
    events = SegmentEvent.objects.filter(pk__in=list(newest)).select_related("actor")
    return {language_of(event.locale_id): event for event in events}


@dataclass(frozen=True, slots=True)
class GateChoice:
    """What a language of an object needs before it is published.

    Attributes:
        chosen: code of what editors chose; "" for what is usual.
        is_locked: it has to be reviewed, whatever anybody chooses.
    """

    chosen: str
    usual: Gate
    is_locked: bool


def gate_choice(source: TranslationSource, instance: Any) -> GateChoice:
    """Return what stands between a language of an object and its readers."""
    policy = TranslationPolicy.objects.filter(key=source.object_id).first()
    kind = kind_of(type(instance))
    return GateChoice(
        chosen=policy.gate if policy else "",
        usual=kind.gate if kind else Gate.REVIEWED,
        is_locked=kind is not None and kind.must_be_reviewed(instance),
    )


@dataclass(frozen=True, slots=True)
class NextChange:
    """What the draft of a source would ask of translators once it is published.

    Attributes:
        texts, words: those of the draft that the source does not have yet.
        languages: how many languages were begun.
    """

    texts: int
    words: int
    languages: int

    @property
    def words_in_all(self) -> int:
        """Words in all languages together."""
        return self.words * self.languages


def next_change(
    source: TranslationSource, instance: Any, languages: int
) -> NextChange | None:
    """Compare the latest draft with what translators know; None without a draft."""
    if (
        not isinstance(instance, DraftStateMixin)
        or not instance.has_unpublished_changes
    ):
        return None
    draft: Any = instance.get_latest_revision_as_object()
    known = set(
        StringSegment.objects.filter(source=source).values_list(
            "context__path", "string__data"
        )
    )
    fresh = {
        (value.path, value.string.data)
        for value in extract_segments(draft)
        if isinstance(value, StringSegmentValue)
    } - known
    words = sum(word_count(data) for _path, data in fresh)
    return NextChange(texts=len(fresh), words=words, languages=languages)
