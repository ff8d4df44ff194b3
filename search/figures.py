"""Counts over the projection: what exists, by facet or language."""

from collections.abc import Iterable

from django.db.models import Count

from search.models import SearchDocument, SearchFacet


def facet_counts(
    *, kind: str, name: str, values: Iterable[str] | None = None
) -> dict[str, int]:
    """Count public objects of a kind per value of a facet.

    Args:
        kind: a value of Kind.
        name: one of FILTERS.
        values: only these values; all of them when None.

    Returns:
        value -> count (>= 1).
    """
    rows = SearchFacet.objects.filter(
        object__kind=kind, object__is_gone=False, name=name
    )
    if values is not None:
        rows = rows.filter(value__in=list(values))
    return dict(rows.order_by().values_list("value").annotate(count=Count("pk")))


def language_counts(*, kind: str) -> dict[str, int]:
    """Count published versions of a kind per language."""
    rows = SearchDocument.objects.filter(object__kind=kind, object__is_gone=False)
    return dict(rows.order_by().values_list("language").annotate(count=Count("pk")))


def original_counts(*, kind: str) -> dict[str, int]:
    """Count published originals of a kind per language."""
    rows = SearchDocument.objects.filter(
        object__kind=kind, object__is_gone=False, is_original=True
    )
    return dict(rows.order_by().values_list("language").annotate(count=Count("pk")))


def addresses() -> list[dict[str, str]]:
    """Return language -> path of every real text of each public object."""
    found: dict[int, dict[str, str]] = {}
    rows = SearchDocument.objects.filter(object__is_gone=False).order_by("object_id")
    for pk, language, url in rows.values_list("object_id", "language", "url"):
        found.setdefault(pk, {})[language] = url
    return list(found.values())
