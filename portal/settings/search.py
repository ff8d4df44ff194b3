"""Public search: which engine answers, and how long it may take.

Wagtail's own search (explorer, choosers) always stays in the database.
"""

from portal.env import ENV

ELASTICSEARCH_URL = ENV.elasticsearch_url
SEARCH_INDEX_ALIAS = "pact-search"
SEARCH_TIMEOUT_SECONDS = 2.0

WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
}
