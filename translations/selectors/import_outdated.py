"""Texts of a file whose original has changed since the file was made."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from wagtail_localize.models import String, Translation

from translations.differences import became
from translations.files.base import ReadDocument, ReadUnit
from translations.selectors.places import Text


def outdated(
    translation: Translation,
    document: ReadDocument,
    found: Sequence[Text],
    strange: Collection[ReadUnit],
) -> dict[tuple[str, str], Text]:
    """Say what texts of a file, that a page does not have, have become on it.

    Only what was a text of the portal, stands in the same place and has no translation
    yet: a newer one is not replaced by one of the old wording. One query at most.

    Args:
        translation: what the file belongs to.
        document: as it was read.
        found: the texts of the page now.
        strange: units that are none of them.

    Returns:
        (path, source in the file) -> the text of the page now.
    """
    exported_at = document.exported_at
    changed_at = translation.source.last_updated_at
    if not strange or (exported_at and changed_at <= exported_at):
        return {}
    were_ours = set(
        String.objects.filter(
            locale_id=translation.source.locale_id,
            data__in={unit.source for unit in strange},
        ).values_list("data", flat=True)
    )
    before: defaultdict[str, list[str]] = defaultdict(list)
    for unit in document.units:
        before[unit.path].append(unit.source)
    now: defaultdict[str, list[Text]] = defaultdict(list)
    for text in found:
        now[text.place.path].append(text)
    wanted = {(unit.path, unit.source) for unit in strange if unit.source in were_ours}
    pairs = {
        (path, before[path][old]): now[path][new]
        for path in {path for path, _source in wanted}
        for new, old in became(
            before[path], [text.place.source for text in now[path]]
        ).items()
    }
    return {
        key: text for key, text in pairs.items() if key in wanted and not text.target
    }
