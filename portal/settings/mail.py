"""Where mail goes: EMAIL_URL, or the terminal when none is set."""

from urllib.parse import unquote, urlsplit

from portal.env import ENV


def mailer(url: str) -> dict[str, object]:
    """Turn `smtp+tls://user:password@host:port` into a Django mailer.

    Schemes: `smtp` (plain), `smtp+tls` (STARTTLS), `smtps` (TLS), `console`. An empty
    URL means the terminal.
    """
    parts = urlsplit(url or "console:")
    if parts.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 10,
        },
    }


MAILERS = {"default": mailer(ENV.email_url)}
DEFAULT_FROM_EMAIL = ENV.contact_email
# How many members an association may write to within 24 hours.
MEMBER_INVITATIONS_A_DAY = 500
