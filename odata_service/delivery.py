"""What goes to a client, over gunicorn: answers, without waiting for who takes them slowly; and the answer to what is
no request."""

import logging
import socket
import threading
from http import HTTPStatus
from time import monotonic

from gunicorn.http import errors, wsgi

from odata_service.errors import (
    BadRequest,
    HeadersTooLarge,
    InternalError,
    NotImplementedByService,
    ODataError,
    PayloadTooLarge,
    UriTooLong,
)
from odata_service.protocol.arrival import Arrival
from odata_service.service import failed

log = logging.getLogger("odata_service")

JOINED = 65_536  # bytes: a body that is longer is not worth a copy
PATIENCE = 0.1  # seconds that a thread waits for a client to take some of its answer


class Unsent(threading.local):
    """What a client has not taken yet of the answer that a thread has made for it."""

    def __init__(self) -> None:
        self.rest = bytearray()

    def taken(self) -> bytearray:
        rest, self.rest = self.rest, bytearray()
        return rest


UNSENT = Unsent()


class Answer(wsgi.Response):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own response sends its headers by themselves, and each time the kernel is asked to send costs as much
    as reading the request. Here the headers wait for the first bytes of the body.

    And it waits in its thread until the client has taken all of it. Here a thread waits for a moment only; the rest is
    for the main thread to send (`UNSENT`).
    """

    waiting = b""
    headers_sent: bool
    sock: socket.socket

    def send_headers(self) -> None:
        if self.headers_sent:
            return
        lines = [*self.default_headers(), *(f"{name}: {value}\r\n" for name, value in self.headers), "\r\n"]
        self.waiting = "".join(lines).encode("latin-1")
        self.headers_sent = True

    def _emit_body(self, data: bytes) -> None:
        if self.chunked:
            data = b"%X\r\n%b\r\n" % (len(data), data)
        if len(data) > JOINED:
            self._send_waiting()
            self._send(data)
        else:
            waiting, self.waiting = self.waiting, b""
            self._send(waiting + data)

    def _send_waiting(self) -> None:
        waiting, self.waiting = self.waiting, b""
        if waiting:
            self._send(waiting)

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        if not UNSENT.rest:
            until = 0.0
            try:
                while rest:
                    rest = rest[self.sock.send(rest) :]  # waits as long as the socket's own limit says
                    if rest and until and monotonic() > until and not self.cfg.is_ssl:
                        break
                    until = until or monotonic() + PATIENCE
            except BlockingIOError:
                pass
        UNSENT.rest += rest

    def sendfile(self, respiter: object) -> bool:
        return False  # nothing here is sent from files

    def close(self) -> None:
        self.send_headers()
        self._send_waiting()
        if self.chunked:
            self._send(b"0\r\n\r\n")


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


SENTENCES: tuple[tuple[type[Exception], type[ODataError], str], ...] = (
    (errors.InvalidRequestLine, BadRequest, "The first line of a request is METHOD URL HTTP/1.1, in ASCII."),
    (errors.InvalidRequestMethod, BadRequest, "The method is none of HTTP's."),
    (errors.InvalidHTTPVersion, BadRequest, "HTTP/1.1 and HTTP/1.0 are spoken here."),
    (errors.ObsoleteFolding, BadRequest, "A header is one line."),
    (errors.InvalidHeaderName, BadRequest, "A header has a name that none can have."),
    (errors.InvalidHeader, BadRequest, "A header is there twice, contradicts another one, or has a value that it "
                                       "cannot have."),
    (errors.UnsupportedTransferCoding, NotImplementedByService, "Of transfer codings only 'chunked' is read here."),
    (errors.ExpectationFailed, BadRequest, "Nothing but 100-continue can be expected here."),
    (errors.LimitRequestHeaders, HeadersTooLarge, "There are more than 100 headers, or one of more than 65536 bytes."),
    (errors.ParseException, BadRequest, "What came is no request of HTTP."),
)  # fmt: skip


def refused(error: Exception) -> bytes:
    """The answer to what gunicorn takes for no request, or to its failure. Nothing of it is repeated, neither in the
    answer nor in the log: it may hold somebody's password."""
    ours = isinstance(error, errors.InvalidResponseHeader | errors.InvalidResponseHeaderName)
    found = next((row for row in SENTENCES if isinstance(error, row[0])), None)
    if found is None or ours:
        log.exception("a request could not be answered", exc_info=error)
        return refusal(InternalError("Something went wrong here; the server's log says what."))
    log.info("what came was no request: %s", type(error).__name__)
    return refusal(found[1](found[2]))
