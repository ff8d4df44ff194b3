"""The short way of a reader's question to the index: one request, connections kept.

The client's own way takes as much processor time as the portal needs for everything
else; this one takes a third of it (decision 0040). It speaks plain HTTP, keeps what the
server leaves open, and fails with the client's own exceptions. Whoever writes to the
index, or asks about it, uses the client.
"""

import socket
import ssl
from collections import deque
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from time import monotonic
from typing import Any, Final
from weakref import finalize

import orjson
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders
from elastic_transport import ConnectionError as NoConnectionError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

_MEDIA_TYPE: Final = "application/vnd.elasticsearch+json; compatible-with=9"
# How a connection ends that the server has closed while nobody used it.
_CLOSED: Final = (BrokenPipeError, ConnectionResetError)
# More at once would have the system find memory for each read.
_READ_BYTES: Final = 65_536
# A page of a hundred results with their whole texts has a hundredth of it.
_MOST_BYTES: Final = 100_000_000

# All that can come of a connection instead of an answer. What asks for another protocol
# is no error of the parser's own kind.
_BROKEN: Final = (OSError, EOFError, HttpParserError, HttpParserUpgrade)

type Json = dict[str, Any]


class Line:
    """Connections to one server; threads take turns with them.

    Args:
        url: of the server, with name and password if it asks for them.
        timeout_seconds: for connecting, and for the whole answer.
    """

    def __init__(self, url: str, timeout_seconds: float) -> None:
        self._node = url_to_node_config(url, use_default_ports_for_scheme=True)
        self._timeout_seconds = timeout_seconds
        self._head = self._made_head()
        self._idle: deque[socket.socket] = deque()
        finalize(self, _close, self._idle)

    def _made_head(self) -> str:
        """Return what stands between the address and the length of each request."""
        host = self._node.host
        headers = {
            "host": f"{f'[{host}]' if ':' in host else host}:{self._node.port}",
            "accept": _MEDIA_TYPE,
            "accept-encoding": "identity",
            "content-type": _MEDIA_TYPE,
            **self._node.headers,
        }
        lines = [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([" HTTP/1.1", *lines, "content-length: "])

    def post(self, path: str, body: Json) -> Json:
        """Send a body and return the answer.

        Args:
            path: from the root of the server, with its parameters.
            body: as the client takes it.

        Raises:
            TransportError: nothing came back, or not in time.
            ApiError: the server has refused; its `meta` has the status.
        """
        content = orjson.dumps(body)
        head = f"POST {self._node.path_prefix}{path}{self._head}{len(content)}\r\n\r\n"
        status, answer = self._sent(head.encode() + content)
        try:
            found = orjson.loads(answer)
        except orjson.JSONDecodeError as error:
            raise NoConnectionError("The answer is no JSON.", errors=(error,)) from None
        if not isinstance(found, dict):
            raise NoConnectionError("The answer is no object.")
        if status != HTTPStatus.OK:
            meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.0, self._node)
            raise ApiError(_kind_of(found), meta, found)
        return found

    def _sent(self, request: bytes) -> tuple[int, bytes]:
        """Return status and content of the answer, by a kept connection if one works."""
        while True:
            connection = kept = self._kept()
            try:
                connection = kept or self._connected()
                answer = _Answer(connection, request, self._timeout_seconds)
            except _BROKEN as error:
                if connection:
                    connection.close()
                # Asking twice changes nothing; a server that is slow is not asked again.
                if not kept or not isinstance(error, _CLOSED):
                    raise _failure(error) from None
            else:
                if answer.may_be_kept:
                    self._idle.append(connection)
                else:
                    connection.close()
                return answer.status, answer.content

    def _kept(self) -> socket.socket | None:
        try:
            return self._idle.pop()
        except IndexError:
            # Asking first whether there is one would let another thread take it.
            return None

    def _connected(self) -> socket.socket:
        host, port = self._node.host, self._node.port
        connection = socket.create_connection((host, port), self._timeout_seconds)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._node.scheme == "https":
            return _trust().wrap_socket(connection, server_hostname=host)
        return connection


class _Answer:
    """A request sent, and its answer read to the end.

    Attributes:
        status: of the answer; `content` is its body.
        may_be_kept: whether the server takes another request on the connection.

    Raises:
        OSError: the connection broke, or nothing came in time.
        EOFError: it ended within the answer, or the answer does not end.
        HttpParserError: what came is no answer.
    """

    def __init__(
        self, connection: socket.socket, request: bytes, timeout_seconds: float
    ) -> None:
        self._parts: list[bytes] = []
        self._is_complete = False
        self.may_be_kept = False
        self._parser = HttpResponseParser(self)
        try:
            self._exchange(connection, request, timeout_seconds)
            self.status: int = self._parser.get_status_code()
        finally:
            # Each holds the other, and the answer is large.
            del self._parser
        self.content = b"".join(self._parts)

    def _exchange(
        self, connection: socket.socket, request: bytes, timeout_seconds: float
    ) -> None:
        end = monotonic() + timeout_seconds
        connection.settimeout(timeout_seconds)
        connection.sendall(request)
        length = 0
        while not self._is_complete:
            # A server that sends a little now and then is too slow all the same.
            left = end - monotonic()
            if left <= 0:
                raise TimeoutError
            connection.settimeout(left)
            received = connection.recv(_READ_BYTES)
            if not received:
                raise EOFError if length else ConnectionResetError
            length += len(received)
            if length > _MOST_BYTES:
                raise EOFError
            self._parser.feed_data(received)

    def on_headers_complete(self) -> None:
        """Note what is forgotten by the end of the answer; called by the parser."""
        self.may_be_kept = self._parser.should_keep_alive()

    def on_body(self, part: bytes) -> None:
        """Keep a part; called by the parser."""
        self._parts.append(part)

    def on_message_complete(self) -> None:
        """Stop reading; called by the parser."""
        self._is_complete = True


def _kind_of(found: Json) -> str:
    """Return what the server calls its refusal, without its sentence."""
    error = found.get("error")
    kind = error.get("type") if isinstance(error, dict) else None
    return str(kind or "unknown")


def _close(connections: Iterable[socket.socket]) -> None:
    for connection in connections:
        connection.close()


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _failure(error: Exception) -> NoConnectionError | ConnectionTimeout:
    kind = ConnectionTimeout if isinstance(error, TimeoutError) else NoConnectionError
    return kind("The server does not answer.", errors=(error,))
