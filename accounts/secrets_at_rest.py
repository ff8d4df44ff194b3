"""Secrets that have to be read again, stored so that the database alone tells nothing.

The key follows from `SECRET_KEY`; former ones stand in `SECRET_KEY_FALLBACKS`.
"""

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

# In front of what was hidden here; anything else is from before and in the clear.
MARK: Final = "hidden:"


class UnreadableSecretError(Exception):
    """No key of the portal opens a secret."""


def hide(text: str) -> str:
    """Return a text so that it can be stored."""
    return f"{MARK}{_keys().encrypt(text.encode()).decode()}"


def show(stored: str) -> str:
    """Return the text that was stored.

    Raises:
        UnreadableSecretError: it was hidden with a key that the portal does not have.
    """
    if not stored.startswith(MARK):
        return stored
    try:
        return _keys().decrypt(stored.removeprefix(MARK)).decode()
    except InvalidToken as error:
        raise UnreadableSecretError from error


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    salt = "accounts.secrets_at_rest"
    digest = salted_hmac(salt, "key", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
