"""Development: a laptop without any service; `make run` uses it."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import VAR_DIR

VAR_DIR.mkdir(exist_ok=True)
DEBUG = True
DEMO = True
# Only ever used on a developer's machine; production refuses to start without its own.
SECRET_KEY = "development-only-key-that-protects-nothing-at-all-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
