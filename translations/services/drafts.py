"""Fills in what the memory or an engine can say; a person reviews it."""

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from core.locales import language_of
from translations.choices import EventKind, Origin, SegmentStatus
from translations.models import SegmentEvent, SegmentState
from translations.selectors.memory import memory_exact
from translations.selectors.places import Text, texts
from translations.services.progress import progress_refresh


@transaction.atomic
def memory_fill(*, translation: Translation) -> int:
    """Fill untranslated texts with approved translations of exactly the same text.

    Returns:
        how many were filled; each waits for review.
    """
    source_language = language_of(translation.source.locale_id)
    language = language_of(translation.target_locale_id)
    empty = _untranslated(translation)
    known = memory_exact(
        (text.place.source for text in empty), source_language, language
    )
    found = [
        (text, known[text.place.source]) for text in empty if text.place.source in known
    ]
    texts_fill(
        translation=translation,
        found=found,
        origin=Origin.MEMORY,
        state=SegmentStatus.WAITING,
    )
    return len(found)


def _untranslated(translation: Translation) -> list[Text]:
    return [
        text for text in texts(translation) if text.status == SegmentStatus.UNTRANSLATED
    ]


@transaction.atomic
def texts_fill(
    *,
    translation: Translation,
    found: list[tuple[Text, str]],
    origin: Origin,
    state: SegmentStatus,
    engine: str = "",
) -> None:
    """Write translations of many untranslated texts in a few statements.

    A text that somebody translated meanwhile is left alone.
    """
    if not found:
        return
    translation = Translation.objects.select_for_update().get(pk=translation.pk)
    locale, now = translation.target_locale_id, timezone.now()
    known = set(
        SegmentState.objects.filter(
            context__object_id=translation.source.object_id, locale_id=locale
        ).values_list("context_id", "string_id")
    )
    fresh = [
        (text.place, target)
        for text, target in found
        if (text.place.context_id, text.place.string_id) not in known
    ]
    is_machine = origin == Origin.ENGINE
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                context_id=place.context_id,
                translation_of_id=place.string_id,
                locale_id=locale,
                data=target,
                translation_type=(
                    StringTranslation.TRANSLATION_TYPE_MACHINE
                    if is_machine
                    else StringTranslation.TRANSLATION_TYPE_MANUAL
                ),
                tool_name=engine,
            )
            for place, target in fresh
        ],
        ignore_conflicts=True,
    )
    SegmentState.objects.bulk_create(
        SegmentState(
            context_id=place.context_id,
            string_id=place.string_id,
            locale_id=locale,
            state=state,
            origin=origin,
            engine=engine,
            written_at=now,
            source_at=translation.source.last_updated_at,
            changed_at=now,
        )
        for place, _target in fresh
    )
    SegmentEvent.objects.bulk_create(
        SegmentEvent(
            context_id=place.context_id,
            string_id=place.string_id,
            locale_id=locale,
            kind=EventKind.DRAFTED if is_machine else EventKind.WRITTEN,
            after=target,
            state_before=SegmentStatus.UNTRANSLATED,
            state_after=state,
        )
        for place, target in fresh
    )
    progress_refresh(source=translation.source, translations=[translation])
