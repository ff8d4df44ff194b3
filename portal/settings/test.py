"""Tests: like development, with services where their URLs are set."""

import os
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES

SECRET_KEY = "test-key-that-protects-nothing-0123456789-abcdefghijklmnop"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"pact-test-media-{os.getpid()}"
STATIC_ROOT = Path(tempfile.gettempdir()) / f"pact-test-static-{os.getpid()}"
# Tasks run where they are enqueued; tests that need a real worker start one.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_BROKER_URL = "memory://localhost/"
SEARCH_INDEX_ALIAS = f"pact-test-{os.getpid()}"
DATABASES["default"]["CONN_MAX_AGE"] = 0
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
