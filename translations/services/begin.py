"""Begins translations: a source is read once, then languages take over what stands."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.locales import language_of, locale_id
from translations.choices import EventKind, Origin, SegmentStatus
from translations.models import SegmentEvent, SegmentState, TextProvenance, TextState
from translations.services.progress import progress_refresh

# What readers were told of a text before the workflow knew it.
_STATES = {
    TextState.REVIEWED: SegmentStatus.APPROVED,
    TextState.MACHINE_DRAFT: SegmentStatus.MACHINE_DRAFT,
    TextState.TRANSLATED: SegmentStatus.WAITING,
    TextState.BY_SIGNATORY: SegmentStatus.APPROVED,
}

type Key = tuple[int, int]


class _Taken(NamedTuple):
    """A text that stands in a language already, and what readers were told of it."""

    context: int
    string: int
    locale: int
    text: str
    told: TextState


@transaction.atomic
def source_read(instance: models.Model) -> TranslationSource:
    """Return the source of an object, its texts extracted, reading them if need be."""
    source, _created = TranslationSource.get_or_create_from_instance(instance)
    return source


@transaction.atomic
def translation_begin(
    *, source: TranslationSource, languages: Iterable[str]
) -> list[Translation]:
    """Begin the translation of a source into languages; repeating it changes nothing.

    What stands in a language already is taken over: its texts with the state readers
    were told. No page is made before the first publication, so the live alias stays.
    A constant number of queries, however many languages; who begins much in many does
    so in small parts (see services.jobs).

    Returns:
        the translations that were begun just now, in the order of their languages.
    """
    begun = _enabled(source, list(languages))
    if begun:
        _take_over(source, begun)
        progress_refresh(source=source, translations=begun)
    return begun


def _enabled(source: TranslationSource, languages: list[str]) -> list[Translation]:
    """Make or enable translations; return those that were not being made before."""
    rows = Translation.objects.filter(
        source=source, target_locale_id__in=map(locale_id, languages)
    )
    former = {row.target_locale_id: row for row in rows}
    fresh = [
        Translation(source=source, target_locale_id=locale_id(language))
        for language in dict.fromkeys(languages)
        if locale_id(language) not in former
    ]
    # Another worker may begin the same language now: whose row is kept, has begun it.
    Translation.objects.bulk_create(fresh, ignore_conflicts=True)
    stopped = [row.pk for row in former.values() if not row.enabled]
    Translation.objects.filter(pk__in=stopped).update(enabled=True)
    begun = Translation.objects.filter(
        Q(uuid__in=[row.uuid for row in fresh]) | Q(pk__in=stopped)
    ).select_related("source", "target_locale")
    found = {row.target_locale_id: row for row in begun}
    order = dict.fromkeys(map(locale_id, languages))
    return [found[locale] for locale in order if locale in found]


def _existing(source: TranslationSource, locales: list[int]) -> dict[int, Any]:
    """Return locale -> what stands in it and is no alias."""
    model: Any = source.specific_content_type.model_class()
    found = model._default_manager.filter(
        translation_key=source.object_id, locale_id__in=locales
    )
    if issubclass(model, Page):
        found = found.filter(alias_of=None)
    return {version.locale_id: version for version in found}


def _texts(instance: models.Model) -> dict[str, list[str]]:
    """Return path -> texts at it, in reading order."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in extract_segments(instance):
        if isinstance(value, StringSegmentValue):
            found[value.path].append(value.string.data)
    return found


def _take_over(source: TranslationSource, begun: list[Translation]) -> None:
    """Write the texts that stand in languages; what somebody stored before stays."""
    existing = _existing(source, [row.target_locale_id for row in begun])
    if not existing:
        return
    told = dict(
        TextProvenance.objects.filter(translation_key=source.object_id).values_list(
            "language", "state"
        )
    )
    places = _places(source)
    known = set(
        StringTranslation.objects.filter(
            context__object_id=source.object_id, locale_id__in=existing
        ).values_list("locale_id", "context_id", "translation_of_id")
    )
    fresh = [
        _Taken(context, string, locale, text, state)
        for locale, version in existing.items()
        for state in [TextState(told.get(language_of(locale), TextState.TRANSLATED))]
        for (context, string), text in _pairs(places, version).items()
        if (locale, context, string) not in known
    ]
    _store(source, fresh)


def _places(source: TranslationSource) -> dict[str, list[Key]]:
    """Return path -> (context, string) of its texts, in reading order."""
    found: dict[str, list[Key]] = defaultdict(list)
    for path, context, string in (
        StringSegment.objects.filter(source=source)
        .order_by("order")
        .values_list("context__path", "context_id", "string_id")
    ):
        found[path].append((context, string))
    return found


def _pairs(places: dict[str, list[Key]], version: models.Model) -> dict[Key, str]:
    """Return (context, string) -> what a version says in its place."""
    texts = _texts(version)
    pairs: dict[Key, str] = {}
    for path, keys in places.items():
        # A place with more or fewer texts than the source was translated freely.
        if len(keys) == len(texts.get(path, [])):
            for key, text in zip(keys, texts[path], strict=True):
                pairs.setdefault(key, text)
    return pairs


def _store(source: TranslationSource, fresh: list[_Taken]) -> None:
    now = timezone.now()
    StringTranslation.objects.bulk_create(
        StringTranslation(
            context_id=taken.context,
            translation_of_id=taken.string,
            locale_id=taken.locale,
            data=taken.text,
            translation_type=_translation_type(taken.told),
            updated_at=now,
        )
        for taken in fresh
    )
    SegmentState.objects.bulk_create(
        [
            SegmentState(
                context_id=taken.context,
                string_id=taken.string,
                locale_id=taken.locale,
                state=_STATES[taken.told],
                origin=_origin(taken.told),
                written_at=now,
                source_at=source.last_updated_at,
                reviewed_at=(
                    now if _STATES[taken.told] == SegmentStatus.APPROVED else None
                ),
                changed_at=now,
            )
            for taken in fresh
        ],
        ignore_conflicts=True,
    )
    SegmentEvent.objects.bulk_create(
        SegmentEvent(
            context_id=taken.context,
            string_id=taken.string,
            locale_id=taken.locale,
            kind=EventKind.TAKEN_OVER,
            after=taken.text,
            state_before=SegmentStatus.UNTRANSLATED,
            state_after=_STATES[taken.told],
        )
        for taken in fresh
    )


def _translation_type(told: TextState) -> str:
    kind = (
        StringTranslation.TRANSLATION_TYPE_MACHINE
        if told == TextState.MACHINE_DRAFT
        else StringTranslation.TRANSLATION_TYPE_MANUAL
    )
    return str(kind)


def _origin(told: TextState) -> Origin:
    if told == TextState.BY_SIGNATORY:
        return Origin.SIGNATORY
    return Origin.ENGINE if told == TextState.MACHINE_DRAFT else Origin.EARLIER
