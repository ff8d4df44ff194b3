"""How an object lies in the index: flat terms, facet values, and what a hit shows.

The portal's own analysis has already made the terms, so the index only splits them at
spaces. One document per object; the versions are values of the same fields, with a gap
between them that no phrase bridges.
"""

from typing import Any, Final

from search.choices import FILTERS
from search.query import MAX_DEPTH

_TERMS: Final = {
    "type": "text",
    "analyzer": "whitespace",
    # Scores are constants (search.ranking): lengths and frequencies are not needed.
    "norms": False,
    "index_options": "positions",
    "position_increment_gap": 100,
}
_KEYWORD: Final = {"type": "keyword"}

MAPPINGS: Final[dict[str, Any]] = {
    # A field that is not here is a mistake in the code, not a new field.
    "dynamic": "strict",
    "properties": {
        "kind": _KEYWORD,
        "key": _KEYWORD,
        "country": _KEYWORD,
        "languages": _KEYWORD,
        "published_at": {"type": "date", "format": "epoch_millis"},
        "is_good_practice": {"type": "boolean"},
        "facets": {"properties": dict.fromkeys(FILTERS, _KEYWORD)},
        "title_words": _TERMS,
        "title_folded": _TERMS,
        "words": _TERMS,
        "folded": _TERMS,
        # Stored, never searched: a result needs no look into the database.
        "display": {"type": "object", "enabled": False},
        "bodies": {"type": "object", "enabled": False},
    },
}

SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # One more than the deepest page, to see whether the list goes on.
    "max_result_window": MAX_DEPTH + 1,
    # Deletions are remembered for longer than a batch of a rebuild takes, so that an
    # older row which arrives later does not bring an object back.
    "gc_deletes": "10m",
}
