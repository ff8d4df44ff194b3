"""Providers of machine translation on this machine, speaking their documented protocols.

Each is a real HTTP server. It translates by putting a word of the target language in
front, refuses what its documentation says it refuses, and fails when a test says so.
"""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from defusedxml import ElementTree

KEY = "key-of-a-test"
WORDS = {"sr": "Реч", "el": "Λέξη", "uk": "Слово", "fr": "Mot", "nb": "Ord"}


def translated(text, target):
    """Translate like a machine that knows one word of each language."""
    return f"{WORDS.get(target.lower().split('-')[0], 'Word')} {text}"


class Provider:
    """What a server was asked, and what it is told to answer.

    Attributes:
        asked: one dict per request: method, path, query, headers, body.
        failures: (status, headers, body) to answer with first, in this order.
        translate: text, target -> translation.
        hang: the server waits with an answer until this is set; None to answer.
        drip: as well, but it sends one space after the other meanwhile.
    """

    languages = ("en", "fr", "el", "sr")

    def __init__(self):
        self.asked, self.failures = [], []
        self.translate = translated
        self.hang = self.drip = None
        self.url = ""

    def asked_to_translate(self):
        return [item for item in self.asked if "anslate" in item["path"]]

    def answer(self, request):
        """Return (status, JSON value) for a request."""
        raise NotImplementedError


class DeepL(Provider):
    targets = ("EN-GB", "EN-US", "PT-PT", "PT-BR", "FR", "EL", "NB", "SR", "UK")
    sources = ("EN", "PT", "FR", "EL", "NB", "SR", "UK")

    def answer(self, request):
        if request["headers"].get("Authorization") != f"DeepL-Auth-Key {KEY}":
            return 403, {"message": "Forbidden"}
        if request["path"] == "/v2/languages":
            kind = request["query"]["type"][0]
            codes = self.targets if kind == "target" else self.sources
            return 200, [{"language": code, "name": code} for code in codes]
        if request["path"] != "/v2/translate":
            return 404, {"message": "Not found"}
        if len(request["raw"]) > 128 * 1024 or len(request["body"]["text"]) > 50:
            return 413, {"message": "Request Entity Too Large"}
        return self.translations(request["body"])

    def translations(self, body):
        is_known = body["target_lang"] in self.targets
        if not is_known or body["source_lang"] not in self.sources:
            return 400, {"message": "Value for 'target_lang' not supported."}
        if body["tag_handling"] == "xml":
            for text in body["text"]:
                ElementTree.fromstring(f"<t>{text}</t>")
        return 200, {
            "translations": [
                {
                    "detected_source_language": body["source_lang"],
                    "text": self.translate(text, body["target_lang"]),
                }
                for text in body["text"]
            ]
        }


class LibreTranslate(Provider):
    needs_key = False
    char_limit = 10_000
    pairs = {"en": ("fr", "el", "nb", "sr", "en"), "fr": ("en",)}

    def answer(self, request):
        if request["path"] == "/languages":
            return 200, [
                {"code": code, "name": code, "targets": list(targets)}
                for code, targets in self.pairs.items()
            ]
        if request["path"] != "/translate":
            return 404, {"error": "Not found"}
        body = request["body"]
        if self.needs_key and body.get("api_key") != KEY:
            return 403, {"error": "Invalid API key"}
        size = sum(map(len, body["q"]))
        if size > self.char_limit:
            words = f"Invalid request: request ({size}) exceeds text limit (10000)"
            return 400, {"error": words}
        if body["target"] not in self.pairs.get(body["source"], ()):
            return 400, {"error": f"{body['target']} is not supported"}
        return 200, {
            "translatedText": [self.translate(q, body["target"]) for q in body["q"]]
        }


class Google(Provider):
    codes = ("en", "pt", "pt-PT", "fr", "el", "no", "sr", "rm")
    source_only = "rm"
    bearer = f"Bearer {KEY}"
    parent = "/v3/projects/pact-test/locations/global"

    def answer(self, request):
        if request["path"] == "/token":
            return 200, self.token(request)
        if request["headers"].get("Authorization") != self.bearer:
            return self.refusal(401, "UNAUTHENTICATED", "No valid credentials.")
        if request["path"] == f"{self.parent}/supportedLanguages":
            return 200, {
                "languages": [
                    {
                        "languageCode": code,
                        "supportSource": True,
                        # A field that is false is left out.
                        **({} if code == self.source_only else {"supportTarget": True}),
                    }
                    for code in self.codes
                ]
            }
        body = request["body"]
        if request["path"] != f"{self.parent}:translateText":
            return self.refusal(404, "NOT_FOUND", "Not found.")
        if body["mimeType"] != "text/html":
            return self.refusal(400, "INVALID_ARGUMENT", "mimeType")
        target = body["targetLanguageCode"]
        return 200, {
            "translations": [
                {"translatedText": self.translate(text, target)}
                for text in body["contents"]
            ]
        }

    def token(self, request):
        return {"access_token": KEY, "expires_in": 3599, "token_type": "Bearer"}

    def refusal(self, status, name, message):
        return status, {"error": {"code": status, "message": message, "status": name}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def serve(self):
        provider = self.server.provider
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        is_json = self.headers.get("Content-Type") == "application/json"
        request = {
            "method": self.command,
            "path": address.path,
            "query": parse_qs(address.query),
            "headers": dict(self.headers),
            "raw": raw,
            "body": json.loads(raw) if is_json else parse_qs(raw.decode()),
        }
        provider.asked.append(request)
        if provider.hang:
            provider.hang.wait(20)
        if provider.failures:
            status, headers, body = provider.failures.pop(0)
        else:
            status, value = provider.answer(request)
            headers, body = {}, json.dumps(value).encode()
        self.reply(status, headers, body, provider.drip)

    def reply(self, status, headers, body, drip):
        self.close_connection = True
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body) + (1000 if drip else 0)))
        self.end_headers()
        try:
            while drip and not drip.wait(0.02):
                self.wfile.write(b" ")
            self.wfile.write(body)
        except OSError:
            # Whoever asked has gone away.
            return

    def log_message(self, *_parts):
        pass


@contextmanager
def running(provider):
    """Run a provider on a free port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.provider = provider
        provider.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(
            target=server.serve_forever, args=(0.02,), daemon=True
        )
        thread.start()
        try:
            yield provider
        finally:
            for event in (provider.hang, provider.drip):
                if event:
                    event.set()
            server.shutdown()
            thread.join()


def words_of(html):
    """Return the text of a fragment, for comparisons that ignore mark-up."""
    return re.sub(r"<[^>]+>", "", html)
