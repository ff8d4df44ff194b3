"""What a large file brings, counted for each object, before anybody looks closer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translations.files.base import ReadDocument

# (object, context, text) -> context and string in wagtail-localize's terms.
Known = dict[tuple[int, str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """How the texts of a document compare with those of the portal.

    Attributes:
        language: of the source, as a code.
        other: translations that differ from the portal's.
        same: translations that the portal has, too.
        empty: texts that are not translated in the file.
        unknown: translations of texts that the object does not have now.
    """

    translation: Translation
    language: str
    other: int
    same: int
    empty: int
    unknown: int


def summaries(
    pairs: Sequence[tuple[Translation, ReadDocument]],
) -> list[Summary]:
    """Compare documents with the portal, without checking their texts.

    Two queries, however many objects and texts there are.

    Args:
        pairs: translations into one language, each with its document.
    """
    if not pairs:
        return []
    known = _known({translation.source_id for translation, _document in pairs})
    stored = _stored(
        pairs[0][0].target_locale_id,
        {translation.source.object_id for translation, _document in pairs},
    )
    return [
        _summary(translation, document, known, stored)
        for translation, document in pairs
    ]


def _known(sources: Iterable[int]) -> Known:
    rows = StringSegment.objects.filter(source_id__in=sources).values_list(
        "source_id", "context__path", "string__data", "context_id", "string_id"
    )
    return {
        (source, path, text): (context, string)
        for source, path, text, context, string in rows
    }


def _stored(locale: int, keys: Iterable[UUID]) -> dict[tuple[int | None, int], str]:
    rows = StringTranslation.objects.filter(
        locale_id=locale, context__object_id__in=keys
    ).values_list("context_id", "translation_of_id", "data")
    return {(context, string): data for context, string, data in rows}


def _summary(
    translation: Translation,
    document: ReadDocument,
    known: Known,
    stored: dict[tuple[int | None, int], str],
) -> Summary:
    counts: Counter[str] = Counter()
    for unit in document.units:
        place = known.get((translation.source_id, unit.path, unit.source))
        if not unit.target.strip():
            counts["empty"] += 1
        elif place is None:
            counts["unknown"] += 1
        elif stored.get(place, "") == unit.target:
            counts["same"] += 1
        else:
            counts["other"] += 1
    return Summary(
        translation,
        document.source_language or "",
        counts["other"],
        counts["same"],
        counts["empty"],
        counts["unknown"],
    )
