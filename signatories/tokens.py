"""Secrets in addresses: sent once by mail, stored as a digest only."""

import hashlib
import secrets


def token_new() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def certificate_number(year: int) -> str:
    """Return a number that tells nothing about how many there are: 2026-7F3KQ2MX.

    Letters and digits that look alike are left out.
    """
    letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    return f"{year}-" + "".join(secrets.choice(letters) for _ in range(8))
