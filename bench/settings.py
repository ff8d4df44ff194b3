"""Production, but for an index and cache keys of its own."""

from portal.settings.production import *  # noqa: F403
from portal.settings.production import CACHES

SEARCH_INDEX_ALIAS = "pact-bench"
CACHES["default"]["KEY_PREFIX"] = "pact-bench"
