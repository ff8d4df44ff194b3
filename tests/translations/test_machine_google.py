"""Google's REST interface, and how a server signs in there."""

import json
from base64 import urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from tests.translations.providers import KEY, Google, running
from translations.machine.base import EngineRefusedError
from translations.machine.google import GoogleEngine


def google_engine(provider, key=KEY):
    return GoogleEngine(
        url=provider.url, key=key, timeout_seconds=5, project="pact-test"
    )


@pytest.fixture
def google():
    with running(Google()) as provider:
        yield provider, google_engine(provider)


def test_google_is_asked_over_its_rest_interface(google):
    provider, engine = google
    engine.translate("en", "nb", ["Hello"])
    asked = provider.asked_to_translate()[-1]
    assert asked["path"] == "/v3/projects/pact-test/locations/global:translateText"
    assert asked["headers"]["Authorization"] == f"Bearer {KEY}"
    assert asked["body"] == {
        "contents": ["Hello"],
        "mimeType": "text/html",
        "sourceLanguageCode": "en",
        "targetLanguageCode": "no",
    }


def test_google_offers_targets_alone_and_european_portuguese(google):
    provider, engine = google
    assert engine.languages() == {"pt", "fr", "el", "nb", "sr"}
    engine.translate("en", "pt", ["Hello"])
    body = provider.asked_to_translate()[-1]["body"]
    assert body["targetLanguageCode"] == "pt-PT"


def test_google_gets_an_api_key_in_a_header_of_its_own(google):
    provider, _engine = google
    engine = google_engine(provider, "AIzaNoRealKey")
    with pytest.raises(EngineRefusedError):
        engine.languages()
    headers = provider.asked[0]["headers"]
    assert headers["X-Goog-Api-Key"] == "AIzaNoRealKey"
    assert "Authorization" not in headers


@pytest.fixture(scope="module")
def account_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def account_json(provider, key):
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return json.dumps(
        {
            "type": "service_account",
            "client_email": "portal@pact-test.example",
            "private_key": pem.decode(),
            "token_uri": f"{provider.url}/token",
        }
    )


def unpacked(part):
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_google_signs_in_with_a_service_account_once_for_many_requests(
    google, account_key, tmp_path
):
    provider, _engine = google
    path = tmp_path / "account.json"
    path.write_text(account_json(provider, account_key))
    engine = google_engine(provider, str(path))
    assert engine.translate("en", "fr", ["Hello"]) == ["Mot Hello"]
    assert engine.translate("en", "fr", ["World"]) == ["Mot World"]
    tokens = [item for item in provider.asked if item["path"] == "/token"]
    assert len(tokens) == 1
    form = tokens[0]["body"]
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    head, claims, signature = form["assertion"][0].split(".")
    account_key.public_key().verify(
        urlsafe_b64decode(signature + "=="),
        f"{head}.{claims}".encode(),
        PKCS1v15(),
        hashes.SHA256(),
    )
    assert unpacked(head)["alg"] == "RS256"
    assert unpacked(claims)["iss"] == "portal@pact-test.example"
    assert unpacked(claims)["aud"] == f"{provider.url}/token"
    assert unpacked(claims)["scope"].endswith("/cloud-translation")


def test_a_google_account_that_is_refused_is_told_as_a_refusal(google, account_key):
    provider, _engine = google
    provider.failures = [(400, {}, b'{"error": "invalid_grant"}')]
    engine = google_engine(provider, account_json(provider, account_key))
    with pytest.raises(EngineRefusedError) as caught:
        engine.languages()
    assert "key" in caught.value.sentence


@pytest.mark.parametrize("key", ["/nowhere/account.json", "{", '{"type": "x"}'])
def test_a_google_account_that_cannot_be_read_is_a_refusal(key):
    with pytest.raises(EngineRefusedError):
        GoogleEngine(url="", key=key, timeout_seconds=5, project="p")


def test_a_google_account_with_a_broken_key_is_a_refusal(google):
    provider, _engine = google
    account = {"client_email": "a@b.example", "private_key": "no key"}
    with pytest.raises(EngineRefusedError):
        google_engine(provider, json.dumps(account)).languages()
    assert provider.asked == []
