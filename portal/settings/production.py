"""Production: every required value has to be given; nothing is guessed."""

from django.core.exceptions import ImproperlyConfigured

from portal.env import ENV
from portal.settings.base import *  # noqa: F403
from portal.settings.base import MIDDLEWARE, STORAGES

DEBUG = ENV.debug
_required = {
    "SECRET_KEY": ENV.secret_key,
    "ALLOWED_HOSTS": ENV.allowed_hosts,
    "DATABASE_URL": ENV.database_url,
    "REDIS_URL": ENV.redis_url,
    "PUBLIC_URL": ENV.public_url,
}
_missing = sorted(name for name, value in _required.items() if not value)
if _missing:
    raise ImproperlyConfigured(
        f"Set {', '.join(_missing)} in the environment; .env.example explains each."
    )

STAFF_MFA_REQUIRED = ENV.staff_mfa_required is not False
STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
}

# Directly behind the security middleware, as whitenoise asks.
MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")

_https = ENV.public_url.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
CSRF_TRUSTED_ORIGINS = [ENV.public_url.rstrip("/")]
