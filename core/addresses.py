"""One slug space per kind: every language, every old slug, no slug given twice."""

from uuid import UUID

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from core.exceptions import AddressTakenError
from core.locks import one_at_a_time
from core.models.addresses import PublicAddress

MAX_LENGTH = 80


def slug_from(text: str) -> str:
    """Make an ASCII slug from a text in any script; `item` when nothing is left.

    Cut at a hyphen, at most 80 characters: room for a number behind it.
    """
    slug = slugify(anyascii(text)) or "item"
    if len(slug) <= MAX_LENGTH:
        return slug
    return slug[:MAX_LENGTH].rsplit("-", 1)[0]


def address_free_slug(*, kind: str, wanted: str, key: UUID) -> str:
    """Return `wanted`, or `wanted-2`, `wanted-3`… when another object has it.

    Whoever else asks for a free address waits until the caller's transaction has ended,
    and sees then which one it took.
    """
    one_at_a_time(f"address:{kind}")
    taken = set(
        PublicAddress.objects.filter(kind=kind, slug__startswith=wanted)
        .exclude(translation_key=key)
        .values_list("slug", flat=True)
    )
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def address_assign(*, kind: str, key: UUID, slug: str) -> None:
    """Make `slug` the current address of an object; the former ones stay as redirects.

    Raises:
        AddressTakenError: the slug is or was another object's.
    """
    rows = {
        row.slug: row
        for row in PublicAddress.objects.select_for_update().filter(
            kind=kind, translation_key=key
        )
    }
    current = rows.get(slug)
    if current and current.is_current:
        return
    if not current and PublicAddress.objects.filter(kind=kind, slug=slug).exists():
        raise AddressTakenError(f"{kind}/{slug} belongs to another object")
    PublicAddress.objects.filter(kind=kind, translation_key=key).update(
        is_current=False
    )
    if current:
        PublicAddress.objects.filter(pk=current.pk).update(is_current=True)
    else:
        PublicAddress.objects.create(kind=kind, translation_key=key, slug=slug)


def address_current(*, kind: str, key: UUID) -> str | None:
    """Return the current slug of an object, None when it never had one."""
    return (
        PublicAddress.objects.filter(kind=kind, translation_key=key, is_current=True)
        .values_list("slug", flat=True)
        .first()
    )


def address_resolve(*, kind: str, slug: str) -> tuple[UUID, str] | None:
    """Return the object's key and its current slug; None when nothing stood there.

    The slug returned differs from the one asked when that is an old one: answer 301.
    """
    row = PublicAddress.objects.filter(kind=kind, slug=slug).first()
    if row is None:
        return None
    if row.is_current:
        return row.translation_key, slug
    current = address_current(kind=kind, key=row.translation_key)
    return (row.translation_key, current) if current else None
