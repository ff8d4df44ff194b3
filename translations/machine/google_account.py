"""Tokens for a Google service account, which is how a server signs in at Google.

Source: https://developers.google.com/identity/protocols/oauth2/service-account and
RFC 7523: an assertion signed with the account's key is exchanged for a token.
"""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from translations.machine.errors import (
    EngineAnswerError,
    EngineLimitError,
    EngineRefusedError,
    EngineUnavailableError,
)
from translations.machine.http import ask, failure

_NAME: Final = "Google Translate"
_SCOPE: Final = "https://www.googleapis.com/auth/cloud-translation"
_TOKEN_URL: Final = "https://oauth2.googleapis.com/token"  # noqa: S105
_ASSERTION_SECONDS: Final = 3600
# A token is replaced this long before it is over, so that none is over on its way.
_MARGIN_SECONDS: Final = 120


class ServiceAccount:
    """One service account; its token is kept in this process alone."""

    def __init__(
        self, *, email: str, private_key: str, token_url: str, timeout_seconds: float
    ) -> None:
        self._email = email
        self._private_key = private_key
        self._token_url = token_url
        self._timeout_seconds = timeout_seconds
        self._token = ""
        self._token_until = 0.0

    @classmethod
    def read(cls, key: str, *, timeout_seconds: float) -> Self | None:
        """Read the account's JSON, or the file that holds it; None for another key.

        Raises:
            EngineRefusedError: it is meant to be one, but cannot be used.
        """
        if key.endswith(".json"):
            try:
                key = Path(key).read_text()
            except OSError as error:
                raise EngineRefusedError(_NAME, type(error).__name__) from None
        if not key.lstrip().startswith("{"):
            return None
        try:
            data = json.loads(key)
            return cls(
                email=str(data["client_email"]),
                private_key=str(data["private_key"]),
                token_url=str(data.get("token_uri") or _TOKEN_URL),
                timeout_seconds=timeout_seconds,
            )
        except (ValueError, KeyError) as error:
            raise EngineRefusedError(_NAME, type(error).__name__) from None

    def token(self) -> str:
        """Return a token that holds for a while.

        Raises:
            EngineError: the account is refused, or Google does not answer.
        """
        if time.time() < self._token_until:
            return self._token
        answer = ask(
            _NAME,
            self._token_url,
            timeout_seconds=self._timeout_seconds,
            headers={},
            form={
                "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion": self._assertion(),
            },
        )
        error = failure(_NAME, answer)
        if isinstance(
            error, EngineAnswerError | EngineLimitError | EngineUnavailableError
        ):
            raise error
        data = answer.data if isinstance(answer.data, dict) else {}
        token, lasts = data.get("access_token"), data.get("expires_in")
        if error is not None or not isinstance(token, str):
            raise EngineRefusedError(_NAME, f"no token ({answer.status})")
        seconds = lasts if isinstance(lasts, int) else 0
        self._token, self._token_until = token, time.time() + seconds - _MARGIN_SECONDS
        return token

    def _assertion(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self._email,
            "scope": _SCOPE,
            "aud": self._token_url,
            "iat": now,
            "exp": now + _ASSERTION_SECONDS,
        }
        signed = f"{_part({'alg': 'RS256', 'typ': 'JWT'})}.{_part(claims)}"
        try:
            key = load_pem_private_key(self._private_key.encode(), password=None)
        except (ValueError, TypeError) as error:
            raise EngineRefusedError(_NAME, type(error).__name__) from None
        if not isinstance(key, RSAPrivateKey):
            raise EngineRefusedError(_NAME, "the account's key is no RSA key")
        signature = key.sign(signed.encode(), PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_encoded(signature)}"


def _part(values: Mapping[str, object]) -> str:
    return _encoded(json.dumps(values).encode())


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
