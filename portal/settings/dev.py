"""Development: a laptop without any service; `make run` uses it."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import MIDDLEWARE, VAR_DIR

VAR_DIR.mkdir(exist_ok=True)
DEBUG = True
DEMO = True
# Only ever used on a developer's machine; production refuses to start without its own.
SECRET_KEY = "development-only-key-that-protects-nothing-at-all-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# Inside the language middleware, so that the page speaks the reader's language.
MIDDLEWARE.insert(
    MIDDLEWARE.index("core.middleware.LanguageMiddleware") + 1,
    "portal.middleware.NotFoundPageMiddleware",
)
