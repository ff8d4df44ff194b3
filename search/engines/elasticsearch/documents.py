"""Rows of the projection as documents of the index."""

from typing import Any, Final

from search.cursors import milliseconds
from search.engines.base import ordered_languages
from search.models import SearchDocument, SearchObject

_TERM_FIELDS: Final = (
    "title_terms",
    "summary_terms",
    "terms",
    "title_words",
    "words",
    "plain",
)
# The original is kept under this name, translations under their language, so a result
# loads only what it may show.
ORIGINAL: Final = "original"


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
    original = versions[0].language
    return {
        "kind": row.kind,
        "key": str(row.key),
        "slug": row.slug,
        "country": row.country,
        "place": row.place,
        "place_terms": row.place_terms,
        "languages": ordered_languages(original, (v.language for v in versions)),
        "published_at": milliseconds(row.published_at),
        "is_good_practice": row.is_good_practice,
        "facets": facets,
        **{name: [getattr(v, name) for v in versions] for name in _TERM_FIELDS},
        "facts": row.facts,
        "texts": {
            ORIGINAL if version.is_original else version.language: _version(version)
            for version in versions
        },
    }


def _version(row: SearchDocument) -> dict[str, Any]:
    return {
        "language": row.language,
        "title": row.title,
        "summary": row.summary,
        "url": row.url,
        "card": row.card,
        "body": row.body,
        "marks": row.marks,
    }
