"""The short way to the index: kept connections, time limits, and what is told apart."""

import base64
import json
import socket
import ssl
from collections import deque
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from threading import Event, Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from elastic_transport import ConnectionError as NoConnectionError
from elastic_transport import ConnectionTimeout
from elasticsearch import ApiError

from search.engines.elasticsearch.line import Line, _trust


def answer(body, status="200 OK"):
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 {status}\r\ncontent-length: {len(content)}\r\n\r\n"
    return head.encode() + content


def read(connection):
    """One request, as it came; b"" when the client has gone."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return b""
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    (length,) = [
        int(line.split(b":")[1])
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length")
    ]
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def serving(*answers, each=1, secured=None):
    """A server that gives each connection so many of the answers; its URL and requests.

    `secured` is the TLS context of the server.
    """
    left, requests = list(answers), []

    def serve(server):
        while left:
            connection, _ = server.accept()
            if secured:
                try:
                    connection = secured.wrap_socket(connection, server_side=True)
                except ssl.SSLError:
                    return
            with connection:
                for _ in range(each):
                    request = read(connection)
                    if not request or not left:
                        break
                    requests.append(request)
                    connection.sendall(left.pop(0))

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", requests
    thread.join(5)


def test_a_connection_is_kept_for_the_next_question():
    with serving(answer({"n": 1}), answer({"n": 2}), each=2) as (place, requests):
        line = Line(f"http://{place}", 5)
        assert line.post("/a/_search", {"size": 1}) == {"n": 1}
        assert line.post("/a/_search", {"size": 2}) == {"n": 2}
        assert len(line._idle) == 1
    assert requests[0].startswith(b"POST /a/_search HTTP/1.1")
    assert requests[1].endswith(b'{"size":2}')


def test_an_answer_may_come_in_pieces():
    content = json.dumps({"text": "ə" * 100_000}, ensure_ascii=False).encode()
    half = len(content) // 2
    pieces = b"".join(
        b"%x\r\n%b\r\n" % (len(p), p) for p in (content[:half], content[half:])
    )
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    with serving(head + pieces + b"0\r\n\r\n") as (place, _):
        line = Line(f"http://{place}", 5)
        assert line.post("/a", {}) == {"text": "ə" * 100_000}
        line._idle.pop().close()


def test_a_connection_that_the_server_is_about_to_close_is_not_kept():
    head, _, content = answer({"n": 1}).partition(b"\r\n\r\n")
    closing = head + b"\r\nconnection: close\r\n\r\n" + content
    with serving(closing) as (place, _):
        line = Line(f"http://{place}", 5)
        assert line.post("/a", {}) == {"n": 1}
        assert not line._idle


def test_a_kept_connection_that_the_server_has_closed_costs_nobody_an_answer():
    with serving(answer({"n": 1}), answer({"n": 2}), each=1) as (place, requests):
        line = Line(f"http://{place}", 5)
        assert line.post("/a", {}) == {"n": 1}
        assert line.post("/a", {}) == {"n": 2}
    assert len(requests) == 2


def test_a_connection_that_another_thread_takes_first_costs_nobody_an_answer():
    class Emptied(deque):
        """Has something when it is looked at, and nothing when it is taken."""

        def __bool__(self):
            return True

    with serving(answer({"n": 1})) as (place, _):
        line = Line(f"http://{place}", 5)
        line._idle = Emptied()
        assert line.post("/a", {}) == {"n": 1}
        line._idle.pop().close()


def test_name_password_and_path_of_the_address_are_used():
    with serving(answer({})) as (place, requests):
        line = Line(f"http://reader:secret@{place}/below", 5)
        line.post("/a", {})
    expected = base64.b64encode(b"reader:secret")
    assert requests[0].startswith(b"POST /below/a ")
    assert b"authorization: Basic " + expected in requests[0].replace(
        b"Authorization", b"authorization"
    )


@pytest.mark.parametrize("status", ["404 Not Found", "429 Too Many", "503 Away"])
def test_a_refusal_has_its_status(status):
    refused = {"error": {"type": "some_exception"}, "status": int(status[:3])}
    with serving(answer(refused, status)) as (place, _):
        line = Line(f"http://{place}", 5)
        with pytest.raises(ApiError) as raised:
            line.post("/a", {})
    assert raised.value.meta.status == int(status[:3])
    assert raised.value.error == "some_exception"


def test_a_refusal_that_gives_no_reason_is_one():
    refused = answer({"error": {}}, "502 Bad")
    with serving(refused) as (place, _), pytest.raises(ApiError) as raised:
        Line(f"http://{place}", 5).post("/a", {})
    assert raised.value.error == "unknown"


def test_an_answer_without_an_end_is_left(monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.line._MOST_BYTES", 1_000_000)
    whole = answer({"text": "x" * 2_000_000})
    with serving(whole) as (place, _), pytest.raises(NoConnectionError):
        Line(f"http://{place}", 5).post("/a", {})


def test_a_server_that_accepts_and_never_answers_is_left_after_the_time_limit():
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = Line(f"http://127.0.0.1:{server.getsockname()[1]}", 0.2)
        with pytest.raises(ConnectionTimeout):
            line.post("/a", {})


def test_a_server_that_sends_a_letter_now_and_then_is_left_after_the_time_limit():
    def drip(server):
        connection, _ = server.accept()
        with connection, suppress(OSError):
            for letter in answer({"text": "x" * 1000}):
                if gone.wait(0.05):
                    return
                connection.sendall(bytes([letter]))

    gone = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=drip, args=(server,), daemon=True)
        thread.start()
        line = Line(f"http://127.0.0.1:{server.getsockname()[1]}", 0.3)
        with pytest.raises(ConnectionTimeout):
            line.post("/a", {})
        gone.set()
        thread.join(5)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"nonsense\r\n\r\n",
        answer({})[:-1],
        answer([]),
        answer("Service Unavailable", "503 Away"),
        b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhtml",
        b"HTTP/1.1 101 Other\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
    ],
)
def test_half_an_answer_is_none(sent):
    with serving(sent) as (place, _), pytest.raises(NoConnectionError):
        Line(f"http://{place}", 5).post("/a", {})


@pytest.fixture
def certificate(tmp_path):
    """A certificate of 127.0.0.1 that nobody knows, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "index")])
    place = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(place, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        made.public_bytes(Encoding.PEM)
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return path


@pytest.mark.parametrize("is_known", [True, False])
def test_a_server_with_a_certificate_is_asked_when_the_system_knows_it(
    monkeypatch, certificate, is_known
):
    secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secured.load_cert_chain(certificate)
    _trust.cache_clear()
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(answer({"n": 1}), secured=secured) as (place, _):
        line = Line(f"https://{place}", 5)
        if is_known:
            assert line.post("/a", {}) == {"n": 1}
            line._idle.pop().close()
        else:
            with pytest.raises(NoConnectionError):
                line.post("/a", {})
    _trust.cache_clear()


def test_nobody_listens():
    with pytest.raises(NoConnectionError):
        Line("http://127.0.0.1:9", 5).post("/a", {})
