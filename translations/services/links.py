"""Links that lead elsewhere in one language."""

import json
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail_localize.models import SegmentOverride, Translation

from translations.selectors.links import Link

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def link_set(*, translation: Translation, link: Link, value: str, user: "User") -> None:
    """Have a link lead elsewhere in a language; without a value as in the source.

    Readers find it with the next publication of the language.
    """
    wanted = "" if value == link.source else value
    if wanted == link.value:
        return
    Translation.objects.select_for_update().get(pk=translation.pk)
    rows = SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id, context_id=link.context_id
    )
    if not wanted:
        rows.delete()
        return
    data = {"data_json": json.dumps(wanted), "last_translated_by": user}
    if not rows.update(**data, has_error=False, field_error=""):
        SegmentOverride.objects.create(
            locale_id=translation.target_locale_id,
            context_id=link.context_id,
            **data,
        )
