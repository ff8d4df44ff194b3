"""Texts of a file that its page does not have: where they may belong."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringSegment, Translation

from translations.files.base import ReadUnit


def strangers(
    translation: Translation, units: Collection[ReadUnit]
) -> dict[tuple[str, str], str]:
    """Say of texts that a page does not have where they may belong.

    Returns:
        (path, source) -> a sentence; {} when there are none. Three queries at most.
    """
    if not units:
        return {}
    source = translation.source
    wanted = {unit.source for unit in units}
    segments = list(
        StringSegment.objects.filter(
            string__locale_id=source.locale_id, string__data__in=wanted
        ).values_list("string__data", "source_id", "source__object_repr")
    )
    here = {text for text, pk, _title in segments if pk == source.pk}
    elsewhere = {text: title for text, pk, title in segments if pk != source.pk}
    former = set(
        String.objects.filter(locale_id=source.locale_id, data__in=wanted).values_list(
            "data", flat=True
        )
    )
    return {
        (unit.path, unit.source): _sentence(unit.source, here, elsewhere, former)
        for unit in units
    }


def _sentence(
    text: str, here: set[str], elsewhere: dict[str, str], former: set[str]
) -> str:
    if text in here:
        return _("The page has this text, but in another place.")
    if text in elsewhere:
        return _("This text belongs to another page: %(title)s.") % {
            "title": elsewhere[text]
        }
    if text in former:
        return _("The source has changed, and this text is no longer part of it.")
    return _("The portal has never had this text.")
