"""Secrets in addresses: sent once by mail, stored as a digest only."""

import hashlib
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac


def token_new() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_digests(address: str) -> list[str]:
    """Return the keyed hashes of an e-mail address, that of the present key first.

    Without the key nobody can try addresses out; former keys still find old entries.
    """
    return [
        salted_hmac(
            "signatories.address", address.lower(), secret=key, algorithm="sha256"
        ).hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def certificate_number(year: int) -> str:
    """Return a number that tells nothing about how many there are: 2026-7F3KQ2MX.

    Letters and digits that look alike are left out.
    """
    letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    return f"{year}-" + "".join(secrets.choice(letters) for _ in range(8))
