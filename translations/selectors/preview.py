"""An object in a language with its texts as they are now, for looking at, not saving."""

from typing import Any, Final

from django.db import models
from wagtail.models import PreviewableMixin
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from translations.selectors.places import Place

# What stands around a text that is shown in the language of the source.
UNFINISHED: Final = ("⟦", "⟧")


def preview_build(
    translation: Translation, *, place: Place | None = None, typed: str = ""
) -> Any | None:
    """Return the object in its language, drafts included; nothing is saved.

    What is not translated is shown in the language of the source, in brackets.

    Args:
        translation: the object and the language.
        place: a text that somebody is typing just now.
        typed: how it stands in the field, a fragment.

    Returns:
        None when objects of this kind have no page of their own to be shown on.
    """
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    if not isinstance(original, PreviewableMixin) or not original.is_previewable():
        return None
    try:
        version = source.get_translated_instance(locale)
    except models.ObjectDoesNotExist:
        # Not in the language yet: a second copy of the original in memory.
        version = source.as_instance()
        version.locale = locale
    else:
        copy_synchronised_fields(original, version)
    # wagtail-localize 1.14 has no public way to the pieces; its own preview does this.
    segments = source._get_segments_for_translation(locale, fallback=True)  # noqa: SLF001
    replaced = _replaced(translation, place, typed)
    for segment in segments:
        if isinstance(segment, StringSegmentValue) and segment.order in replaced:
            segment.string = StringValue(replaced[segment.order])
    ingest_segments(original, version, source.locale, locale, segments)
    return version


def _replaced(
    translation: Translation, place: Place | None, typed: str
) -> dict[int, str]:
    """Return position in the source -> text, where it is not the stored translation."""
    finished = set(
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
            has_error=False,
        ).values_list("context_id", "translation_of_id")
    )
    active = (place.context_id, place.string_id) if place and typed else None
    code, (before, after) = translation.source.locale.language_code, UNFINISHED
    rows = StringSegment.objects.filter(source_id=translation.source_id).values_list(
        "order", "context_id", "string_id", "string__data"
    )
    return {
        order: typed
        if (context, string) == active
        else f'<span lang="{code}">{before}{text}{after}</span>'
        for order, context, string, text in rows
        if (context, string) == active or (context, string) not in finished
    }
