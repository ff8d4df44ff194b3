"""What the room forgets when an object is withdrawn everywhere."""

from uuid import UUID

from django.utils import timezone
from wagtail_localize.models import Translation

from translations.models import MemoryEntry, ReviewLink
from translations.services.exports import exports_delete


def object_forget(kind: str, key: UUID) -> None:
    """Stop translating a withdrawn object: no memory, no link, no archive.

    The stored translations stay where staff alone see them, as a lifted withdrawal needs
    them; publishing asks whether the object is withdrawn.
    """
    MemoryEntry.objects.filter(key=key).delete()
    ReviewLink.objects.filter(
        translation__source__object_id=key, revoked_at=None
    ).update(revoked_at=timezone.now())
    translations = Translation.objects.filter(source__object_id=key)
    if translations.update(enabled=False):
        exports_delete()
