"""Rows of the projection as documents of the index."""

from typing import Any, Final

from search.cursors import milliseconds
from search.models import SearchDocument, SearchObject

_TERM_FIELDS: Final = ("title_words", "title_folded", "words", "folded")


def document_id(row: SearchObject) -> str:
    """Return the id of an object's document, e.g. `initiative:6f1c…`."""
    return f"{row.kind}:{row.key}"


def source(row: SearchObject) -> dict[str, Any]:
    """Return the document of an object whose parts have been prefetched."""
    versions = sorted(
        row.documents.all(), key=lambda item: (not item.is_original, item.language)
    )
    facets: dict[str, list[str]] = {}
    for facet in row.facets.all():
        facets.setdefault(facet.name, []).append(facet.value)
    return {
        "kind": row.kind,
        "key": str(row.key),
        "country": row.country,
        "languages": [version.language for version in versions],
        "published_at": milliseconds(row.published_at),
        "is_good_practice": row.is_good_practice,
        "facets": facets,
        **{name: [getattr(v, name) for v in versions] for name in _TERM_FIELDS},
        "display": {
            "slug": row.slug,
            "facts": row.facts,
            "versions": [_version(version) for version in versions],
        },
        "bodies": {version.language: version.body for version in versions},
    }


def _version(row: SearchDocument) -> dict[str, Any]:
    return {
        "language": row.language,
        "is_original": row.is_original,
        "title": row.title,
        "summary": row.summary,
        "url": row.url,
        "card": row.card,
    }
