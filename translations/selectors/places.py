"""The texts of an object in one language, each with its state and what helps with it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

from core.locales import language_of
from translations.checks.base import TextPair
from translations.choices import SegmentStatus
from translations.models import SegmentState
from translations.selectors.glossary import glossary_rules


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a source: where it stands and what it says.

    Attributes:
        context_id, string_id: which text, in wagtail-localize's terms.
        path: where it stands in the object, e.g. `body.<id>.text`.
        source: the text, a fragment as wagtail-localize stores it.
    """

    context_id: int
    string_id: int
    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Text:
    """A place in one language.

    Attributes:
        number: position on the page, from 1.
        target: the translation; empty when there is none.
        state: the row of its state; None when untranslated.
        previous_source, previous_target: what stood here before the source changed.
    """

    place: Place
    number: int
    label: str
    target: str
    state: SegmentState | None
    previous_source: str = ""
    previous_target: str = ""

    @property
    def status(self) -> str:
        """Code of the state."""
        return self.state.state if self.state else str(SegmentStatus.UNTRANSLATED)

    @property
    def version(self) -> int:
        """Version of the state to name when saving; 0 when there is none yet."""
        return self.state.version if self.state else 0

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do for a translator."""
        return self.status in (SegmentStatus.WAITING, SegmentStatus.APPROVED)

    @property
    def changed_at(self) -> datetime | None:
        """When its state last changed."""
        return self.state.changed_at if self.state else None


def texts(translation: Translation) -> list[Text]:
    """Return all texts of an object in a language, in reading order, each once.

    Four queries, however many texts there are.
    """
    source = translation.source
    segments = (
        StringSegment.objects.filter(source_id=source.pk)
        .select_related("context", "string")
        .order_by("order")
    )
    targets = _targets(source.object_id, translation.target_locale_id)
    states = {
        (state.context_id, state.string_id): state
        for state in SegmentState.objects.filter(
            context__object_id=source.object_id,
            locale_id=translation.target_locale_id,
        ).select_related("previous__translation_of", "author", "reviewed_by")
    }
    model = source.specific_content_type.model_class()
    found: dict[tuple[int, int], Text] = {}
    for segment in segments:
        key = (segment.context_id, segment.string_id)
        if key not in found:
            found[key] = _text(segment, len(found) + 1, targets, states.get(key), model)
    return list(found.values())


def _targets(key: UUID, locale: int) -> dict[tuple[int | None, int], str]:
    rows = StringTranslation.objects.filter(
        context__object_id=key, locale_id=locale
    ).values_list("context_id", "translation_of_id", "data")
    return {(context, string): data for context, string, data in rows}


def _text(
    segment: StringSegment,
    number: int,
    targets: dict[tuple[int | None, int], str],
    state: SegmentState | None,
    model: type[models.Model] | None,
) -> Text:
    previous = state.previous if state else None
    return Text(
        place=place_of(segment),
        number=number,
        label=field_label(model, segment.context.field_path or segment.context.path),
        target=targets.get((segment.context_id, segment.string_id), ""),
        state=state,
        previous_source=previous.translation_of.data if previous else "",
        previous_target=previous.data if previous else "",
    )


def place_of(segment: StringSegment) -> Place:
    """Return the place of wagtail-localize's segment."""
    return Place(
        context_id=segment.context_id,
        string_id=segment.string_id,
        path=segment.context.path,
        source=segment.string.data,
    )


def place_get(translation: Translation, context_id: int, string_id: int) -> Place:
    """Return a text of an object, also one that has left the source meanwhile.

    Raises:
        ObjectDoesNotExist: the object never had it.
    """
    context = TranslationContext.objects.get(
        pk=context_id, object_id=translation.source.object_id
    )
    string = String.objects.get(pk=string_id, locale_id=translation.source.locale_id)
    return Place(context.pk, string.pk, context.path, string.data)


def place_is_current(translation: Translation, place: Place) -> bool:
    """Whether a text is still part of the source."""
    return bool(
        StringSegment.objects.filter(
            source_id=translation.source_id,
            context_id=place.context_id,
            string_id=place.string_id,
        ).exists()
    )


def text_pair(translation: Translation, place: Place, target: str) -> TextPair:
    """Return what the checks need to know of a translation."""
    source_language = language_of(translation.source.locale_id)
    language = language_of(translation.target_locale_id)
    return TextPair(
        source=place.source,
        target=target,
        source_language=source_language,
        target_language=language,
        max_length=max_length(
            translation.source.specific_content_type.model_class(), place.path
        ),
        terms=glossary_rules(place.source, source_language, language),
    )


@lru_cache(maxsize=2048)
def max_length(model: type[models.Model] | None, path: str) -> int | None:
    """Return how many characters a plain field holds, None without a limit."""
    if model is None or "." in path:
        return None
    limit: int | None = getattr(model._meta.get_field(path), "max_length", None)
    return limit


@lru_cache(maxsize=2048)
def field_label(model: type[models.Model] | None, path: str) -> str:
    """Say where a text stands in the words of the editing form: "body · text".

    Args:
        model: the object's model; None when it no longer exists.
        path: wagtail-localize's path of fields and blocks, without ids.
    """
    if model is None:
        return path
    name, *blocks = path.split(".")
    field = model._meta.get_field(name)
    words = [str(getattr(field, "verbose_name", name))]
    block: Any = getattr(field, "stream_block", None)
    for part in blocks:
        block = getattr(block, "child_blocks", {}).get(part) or getattr(
            block, "child_block", None
        )
        label = getattr(block, "label", "") if block is not None else ""
        if label:
            words.append(str(label))
    return " · ".join(words)
