"""What goes to a client: answers, without waiting for who takes them slowly; and the answer to what is no request."""

import logging
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from time import monotonic, time
from typing import Any

from odata_service.errors import HeadersTooLarge, InternalError, ODataError, PayloadTooLarge, UriTooLong
from odata_service.protocol.arrival import Arrival
from odata_service.service import failed

log = logging.getLogger("odata_service")

JOINED = 65_536  # bytes: a body that is longer is not worth a copy
PATIENCE = 0.1  # seconds that a thread waits for a client to take some of its answer
WITHOUT_BODY = frozenset({204, 304})
Headers = list[tuple[str, str]]


class Answer:
    """An application's answer (PEP 3333), which is made whole before any of it is sent."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.body = b""
        self.sent = 0  # bytes of the body

    def of(self, application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> None:
        """Has the application answer. Whatever it raises goes on to the caller."""
        result = application(environ, self._start_response)
        try:
            self.body += b"".join(result)
        finally:
            if (close := getattr(result, "close", None)) is not None:
                close()
        if environ["REQUEST_METHOD"] == "HEAD" or int(self.status[:3]) in WITHOUT_BODY:
            self.body = b""
        elif not any(name.lower() == "content-length" for name, _ in self.headers):
            self.headers.append(("Content-Length", str(len(self.body))))
        self.sent = len(self.body)

    def _start_response(self, status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], None]:
        self.status, self.headers = status, list(headers)
        return self._write

    def _write(self, data: bytes) -> None:
        self.body += data

    def head(self, keeps: bool) -> bytes:
        """The first line and the headers.

        Raises:
            ValueError: a header would be two lines.
        """
        lines = [f"HTTP/1.1 {self.status}", "Server: gunicorn", f"Date: {_date(int(time()))}",
                 "Connection: keep-alive" if keeps else "Connection: close"]  # fmt: skip
        lines += [f"{name}: {value}" for name, value in self.headers]
        text = "\r\n".join([*lines, "", ""])
        if not text.count("\n") == text.count("\r") == len(lines) + 1 or "\0" in text:
            raise ValueError("a header with the end of a line in it")
        return text.encode("latin-1")


@lru_cache(maxsize=1)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def send(connection: socket.socket, head: bytes, body: bytes) -> bytearray:
    """Sends an answer, and returns what the client does not take of it in a moment.

    Raises:
        OSError: the client has gone.
    """
    if len(body) <= JOINED:
        return _send(connection, head + body)
    rest = _send(connection, head)
    return rest + body if rest else _send(connection, body)


def _send(connection: socket.socket, data: bytes) -> bytearray:
    rest = memoryview(data)
    until = 0.0
    with suppress(BlockingIOError):
        while rest:
            rest = rest[connection.send(rest) :]  # waits as long as the socket's own limit says
            if rest and until and monotonic() > until:
                break
            until = until or monotonic() + PATIENCE
    return bytearray(rest)


def refusal(error: ODataError) -> bytes:
    """A whole answer to what never reaches a service, behind which the connection ends."""
    response = failed(error, "4.0")
    headers = {**response.headers, "Content-Length": str(len(response.body)), "Connection": "close"}
    lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + response.body


def excess(arrival: Arrival) -> bytes:
    """The answer to a request of which more is to come than anybody reads."""
    if arrival.head:
        return refusal(PayloadTooLarge(f"The body is longer than the {arrival.most} bytes that are read here."))
    if b"\r\n" in arrival.received:
        return refusal(HeadersTooLarge(f"The headers are longer than the {arrival.most} bytes that are read here."))
    return refusal(UriTooLong(f"The URL is longer than the {arrival.most} bytes that are read here."))


def failure(error: BaseException) -> bytes:
    """The answer where the application has failed."""
    log.exception("a request could not be answered", exc_info=error)
    return refusal(InternalError("Something went wrong here; the server's log says what."))
