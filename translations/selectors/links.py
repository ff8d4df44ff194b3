"""The links of an object that may lead elsewhere in a language."""

from dataclasses import dataclass
from typing import Final

from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translations.selectors.places import field_label

_BEGINNINGS: Final = ("http://", "https://", "/", "#", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an object.

    Attributes:
        source: where it leads in the source.
        value: where it leads in the language; empty: as in the source.
    """

    context_id: int
    label: str
    source: str
    value: str


def links_of(translation: Translation) -> list[Link]:
    """Return the links of an object in reading order, each once; two queries."""
    source = translation.source
    overrides = {
        row.context_id: row.data
        for row in SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id,
            context__object_id=source.object_id,
        )
    }
    model = source.specific_content_type.model_class()
    found: dict[int, Link] = {}
    segments = OverridableSegment.objects.filter(source_id=source.pk)
    for segment in segments.select_related("context").order_by("order"):
        value = segment.data
        if isinstance(value, str) and value.startswith(_BEGINNINGS):
            path = segment.context.field_path or segment.context.path.partition(".'")[0]
            found.setdefault(
                segment.context_id,
                Link(
                    context_id=segment.context_id,
                    label=field_label(model, path),
                    source=value,
                    value=str(overrides.get(segment.context_id, "")),
                ),
            )
    return list(found.values())
