"""How an object lies in the index: flat terms, facet values, and what a hit shows.

The portal's own analysis has already made the terms, so the index only splits them at
spaces. One document per object; the versions are values of the same fields, with a gap
between them that no phrase bridges.
"""

import json
from hashlib import sha256
from typing import Any, Final

from search.choices import FILTERS
from search.query import MAX_DEPTH

# Scores are constants (search.ranking): lengths and frequencies are not needed.
_TERMS: Final = {
    "type": "text",
    "analyzer": "whitespace",
    "norms": False,
    "index_options": "docs",
}
# Words in order, for phrases; no phrase bridges the gap between two versions.
_WORDS: Final = {
    "type": "text",
    "analyzer": "whitespace",
    "norms": False,
    "index_options": "positions",
    "position_increment_gap": 100,
}
_KEYWORD: Final = {"type": "keyword"}
_STORED: Final = {"type": "keyword", "index": False, "doc_values": False}
_STORED_OBJECT: Final = {"type": "object", "enabled": False}

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
        "place_terms": _TERMS,
        "title_terms": _TERMS,
        "summary_terms": _TERMS,
        "terms": _TERMS,
        "title_words": _WORDS,
        "words": _WORDS,
        "plain": _WORDS,
        # Stored, never searched: a result needs no look into the database.
        "slug": _STORED,
        "place": _STORED,
        "facts": _STORED_OBJECT,
        "texts": _STORED_OBJECT,
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

# Raised when documents.py fills what is only stored in another way: the mapping itself
# does not show that.
_DOCUMENT_FORMAT: Final = 1
# What an index must have been made with to be read by this code.
MAPPING_VERSION: Final = sha256(
    json.dumps([_DOCUMENT_FORMAT, MAPPINGS, SETTINGS], sort_keys=True).encode()
).hexdigest()[:12]
MAPPINGS["_meta"] = {"mapping_version": MAPPING_VERSION}
