"""What the room knows: versions of pages, texts with their states, lists of work."""

from translations.selectors.versions import (
    PageVersion,
    card_facts,
    index_page,
    load_version,
    load_versions,
    page_key,
    page_other_versions,
    page_served,
    page_versions,
    provenances,
    real_versions,
    withheld_languages,
)

__all__ = [
    "PageVersion",
    "card_facts",
    "index_page",
    "load_version",
    "load_versions",
    "page_key",
    "page_other_versions",
    "page_served",
    "page_versions",
    "provenances",
    "real_versions",
    "withheld_languages",
]
