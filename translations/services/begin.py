"""Begins translations: a source is read once, then each language in a transaction."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
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

from core.locales import locale_id
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


@transaction.atomic
def source_read(instance: models.Model) -> TranslationSource:
    """Return the source of an object, its texts extracted, reading them if need be."""
    source, _created = TranslationSource.get_or_create_from_instance(instance)
    return source


def translation_begin(
    *, source: TranslationSource, languages: Iterable[str]
) -> list[Translation]:
    """Begin the translation of a source into languages; repeating it changes nothing.

    What stands in a language already is taken over: its texts with the state readers
    were told. No page is made before the first publication, so the live alias stays.
    One small transaction a language, so it can be interrupted and repeated.

    Returns:
        the translations that were begun just now.
    """
    begun = []
    original = source.get_source_instance()
    for language in languages:
        with transaction.atomic():
            translation, created = Translation.objects.get_or_create(
                source=source, target_locale_id=locale_id(language)
            )
            if not created and translation.enabled:
                continue
            if not translation.enabled:
                translation.enabled = True
                translation.save(update_fields=["enabled"])
            _take_over(source, translation, original, language)
            progress_refresh(source=source, translations=[translation])
            begun.append(translation)
    return begun


def _existing(
    source: TranslationSource, original: models.Model, locale: int
) -> Any | None:
    """Return what stands in a language and is no alias, None when nothing does."""
    model: Any = type(original)
    found = model._default_manager.filter(
        translation_key=source.object_id, locale_id=locale
    )
    if isinstance(original, Page):
        found = found.filter(alias_of=None)
    return found.first()


def _texts(instance: models.Model) -> dict[str, list[str]]:
    """Return path -> texts at it, in reading order."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in extract_segments(instance):
        if isinstance(value, StringSegmentValue):
            found[value.path].append(value.string.data)
    return found


def _take_over(
    source: TranslationSource,
    translation: Translation,
    original: models.Model,
    language: str,
) -> None:
    existing = _existing(source, original, translation.target_locale_id)
    if existing is None:
        return
    provenance = TextProvenance.objects.filter(
        translation_key=source.object_id, language=language
    ).first()
    told = TextState(provenance.state) if provenance else TextState.TRANSLATED
    texts = _texts(existing)
    by_path: dict[str, list[StringSegment]] = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source=source)
        .select_related("context", "string")
        .order_by("order")
    ):
        by_path[segment.context.path].append(segment)
    pairs: dict[tuple[int, int], str] = {}
    for path, segments in by_path.items():
        # A place with more or fewer texts than the source was translated freely.
        if len(segments) == len(texts.get(path, [])):
            for segment, text in zip(segments, texts[path], strict=True):
                pairs.setdefault((segment.context_id, segment.string_id), text)
    _store(source, translation, pairs, told)


def _store(
    source: TranslationSource,
    translation: Translation,
    pairs: dict[tuple[int, int], str],
    told: TextState,
) -> None:
    """Write texts that stood on the page; what somebody stored before stays."""
    locale = translation.target_locale_id
    known = set(
        StringTranslation.objects.filter(
            context__object_id=source.object_id, locale_id=locale
        ).values_list("context_id", "translation_of_id")
    )
    now = timezone.now()
    fresh = {key: text for key, text in pairs.items() if key not in known}
    StringTranslation.objects.bulk_create(
        StringTranslation(
            context_id=context,
            translation_of_id=string,
            locale_id=locale,
            data=text,
            translation_type=_translation_type(told),
            updated_at=now,
        )
        for (context, string), text in fresh.items()
    )
    SegmentState.objects.bulk_create(
        [
            SegmentState(
                context_id=context,
                string_id=string,
                locale_id=locale,
                state=_STATES[told],
                origin=_origin(told),
                written_at=now,
                source_at=source.last_updated_at,
                reviewed_at=now if _STATES[told] == SegmentStatus.APPROVED else None,
                changed_at=now,
            )
            for context, string in fresh
        ],
        ignore_conflicts=True,
    )
    SegmentEvent.objects.bulk_create(
        SegmentEvent(
            context_id=context,
            string_id=string,
            locale_id=locale,
            kind=EventKind.TAKEN_OVER,
            after=text,
            state_before=SegmentStatus.UNTRANSLATED,
            state_after=_STATES[told],
        )
        for (context, string), text in fresh.items()
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
