"""The short way of a reader's question to the index: one request, connections kept.

The client's own way takes as much processor time as the portal needs for everything
else; this one takes half of it (decision 0040). It speaks plain HTTP, keeps what the
server leaves open, and fails with the client's own exceptions. Whoever writes to the
index, or asks about it, uses the client.
"""

import ssl
from collections import deque
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from weakref import finalize

import orjson
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders
from elastic_transport import ConnectionError as NoConnectionError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError

_MEDIA_TYPE: Final = "application/vnd.elasticsearch+json; compatible-with=9"
# How a connection ends that the server has closed while nobody used it.
_CLOSED: Final = (BrokenPipeError, ConnectionResetError)

type Json = dict[str, Any]


class Line:
    """Connections to one server; threads take turns with them.

    Args:
        url: of the server, with name and password if it asks for them.
        timeout_seconds: for connecting, and for each wait for the answer.
    """

    def __init__(self, url: str, timeout_seconds: float) -> None:
        self._node = url_to_node_config(url, use_default_ports_for_scheme=True)
        self._timeout_seconds = timeout_seconds
        self._headers = {
            "accept": _MEDIA_TYPE,
            "content-type": _MEDIA_TYPE,
            **self._node.headers,
        }
        self._idle: deque[HTTPConnection] = deque()
        finalize(self, _close, self._idle)

    def post(self, path: str, body: Json) -> Json:
        """Send a body and return the answer.

        Args:
            path: from the root of the server.
            body: as the client takes it.

        Raises:
            TransportError: nothing came back, or not in time.
            ApiError: the server has refused; its `meta` has the status.
        """
        content = orjson.dumps(body)
        status, answer = self._sent(f"{self._node.path_prefix}{path}", content)
        try:
            found: Json = orjson.loads(answer)
        except orjson.JSONDecodeError as error:
            raise NoConnectionError("The answer is no JSON.", errors=(error,)) from None
        if status != HTTPStatus.OK:
            meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.0, self._node)
            raise ApiError(_kind_of(found), meta, found)
        return found

    def _sent(self, path: str, content: bytes) -> tuple[int, bytes]:
        """Return status and content of the answer, by a kept connection if one works."""
        while True:
            connection = self._taken()
            is_new = connection.sock is None
            try:
                connection.request("POST", path, content, self._headers)
                response = connection.getresponse()
                answer = response.status, response.read()
            except (OSError, HTTPException) as error:
                connection.close()
                # Asking twice changes nothing; a server that is slow is not asked again.
                if is_new or not isinstance(error, _CLOSED):
                    raise _failure(error) from None
            else:
                self._idle.append(connection)
                return answer

    def _taken(self) -> HTTPConnection:
        try:
            return self._idle.pop()
        except IndexError:
            # Asking first whether there is one would let another thread take it.
            return self._new()

    def _new(self) -> HTTPConnection:
        host, port = self._node.host, self._node.port
        if self._node.scheme == "https":
            return HTTPSConnection(
                host, port, timeout=self._timeout_seconds, context=_trust()
            )
        return HTTPConnection(host, port, timeout=self._timeout_seconds)


def _kind_of(found: Json) -> str:
    """Return what the server calls its refusal, without its sentence."""
    error = found.get("error")
    return str(error["type"]) if isinstance(error, dict) else "unknown"


def _close(connections: Iterable[HTTPConnection]) -> None:
    for connection in connections:
        connection.close()


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _failure(error: Exception) -> NoConnectionError | ConnectionTimeout:
    kind = ConnectionTimeout if isinstance(error, TimeoutError) else NoConnectionError
    return kind("The server does not answer.", errors=(error,))
