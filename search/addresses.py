"""From an address of the portal, as somebody copies it, to the object that stands there."""

from urllib.parse import urlsplit
from uuid import UUID

from core.addresses import address_current
from core.languages import CODES
from core.models import PublicAddress
from search.models import SearchDocument


def object_at(address: str) -> tuple[str, UUID] | None:
    """Return kind and key of the public object at an address; None when there is none.

    The language of the address does not matter: an object has the same ending in all.
    A former address leads to the object as well.

    Args:
        address: a whole address, or its path from the root of the site.
    """
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return None
    language, _slash, rest = path.strip("/").partition("/")
    if language not in CODES:
        return None
    return _found(rest) or _moved(rest)


def _found(rest: str) -> tuple[str, UUID] | None:
    """Return the object that is public under the rest of an address, in any language."""
    end = f"{rest}/" if rest else ""
    rows = SearchDocument.objects.filter(
        object__is_gone=False, url__in=[f"/{code}/{end}" for code in CODES]
    )
    return rows.values_list("object__kind", "object__key").first()


def _moved(rest: str) -> tuple[str, UUID] | None:
    place, _slash, slug = rest.rpartition("/")
    for former in PublicAddress.objects.filter(slug=slug, is_current=False):
        named = (former.kind, former.translation_key)
        current = address_current(kind=former.kind, key=former.translation_key)
        if _found(f"{place}/{current}") == named:
            return named
    return None


def address_of(kind: str, key: UUID, language: str) -> str:
    """Return the path of a public object, in a language if it has one; "" when gone."""
    rows = SearchDocument.objects.filter(
        object__kind=kind, object__key=key, object__is_gone=False
    ).order_by("-is_original")
    found = dict(rows.values_list("language", "url"))
    return found.get(language) or next(iter(found.values()), "")
