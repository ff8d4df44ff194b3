"""What the room knows: versions of pages, texts with their states, lists of work."""

from translations.selectors.versions import (
    PageVersion,
    index_page,
    load_version,
    load_versions,
    page_other_versions,
    page_versions,
    provenance_states,
    translation_state,
)

__all__ = [
    "PageVersion",
    "index_page",
    "load_version",
    "load_versions",
    "page_other_versions",
    "page_versions",
    "provenance_states",
    "translation_state",
]
