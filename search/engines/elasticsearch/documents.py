"""Rows of the projection as documents of the index."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from search.cursors import milliseconds
from search.engines.base import ordered_languages
from search.models import SearchDocument, SearchFacet, SearchObject

type Json = dict[str, Any]

_TERM_FIELDS: Final = (
    "title_terms",
    "summary_terms",
    "terms",
    "title_words",
    "words",
    "plain",
)
_VERSION_FIELDS: Final = (
    "language",
    "title",
    "summary",
    "url",
    "card",
    "body",
    "marks",
)
# The original is kept under this name, translations under their language, so a result
# loads only what it may show.
ORIGINAL: Final = "original"


def document_id(row: SearchObject) -> str:
    """Return the id of an object's document, e.g. `initiative:6f1c…`."""
    return f"{row.kind}:{row.key}"


def sources(rows: Sequence[SearchObject]) -> dict[int, Json]:
    """Return the documents of objects by primary key.

    The parts are read as plain values: a batch has thousands, and an instance of a
    model for each would take longer than everything else.
    """
    keys = [row.pk for row in rows]
    facets: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
    for pk, name, value in SearchFacet.objects.filter(object__in=keys).values_list(
        "object_id", "name", "value"
    ):
        facets[pk].setdefault(name, []).append(value)
    versions: defaultdict[int, list[Json]] = defaultdict(list)
    documents = SearchDocument.objects.filter(object__in=keys)
    for version in documents.order_by("-is_original", "language").values(
        "object_id", "is_original", *_VERSION_FIELDS, *_TERM_FIELDS
    ):
        versions[version["object_id"]].append(version)
    return {
        row.pk: _source(row, versions[row.pk], facets[row.pk])
        for row in rows
        if versions[row.pk]
    }


def _source(
    row: SearchObject, versions: Sequence[Json], facets: dict[str, list[str]]
) -> Json:
    original = versions[0]["language"]
    return {
        "kind": row.kind,
        "key": str(row.key),
        "slug": row.slug,
        "country": row.country,
        "place": row.place,
        "place_terms": row.place_terms,
        "languages": ordered_languages(original, (v["language"] for v in versions)),
        "published_at": milliseconds(row.published_at),
        "is_good_practice": row.is_good_practice,
        "facets": facets,
        **{name: [version[name] for version in versions] for name in _TERM_FIELDS},
        "facts": row.facts,
        "texts": {
            ORIGINAL if version["is_original"] else version["language"]: {
                name: version[name] for name in _VERSION_FIELDS
            }
            for version in versions
        },
    }
