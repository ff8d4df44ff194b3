"""Wagtail and wagtail-localize."""

from portal.env import ENV

WAGTAIL_SITE_NAME = "Pact of Towns and Regions"
WAGTAILADMIN_BASE_URL = ENV.public_url or "http://127.0.0.1:8000"
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# No call to anybody outside from an editor's browser or from the server.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# A translation is a draft until somebody publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Stored translations survive the deletion of their source.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# What it does in the background becomes jobs of the workflow.
WAGTAILLOCALIZE_JOBS = {"BACKEND": "translations.job_backend.CeleryJobBackend"}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
