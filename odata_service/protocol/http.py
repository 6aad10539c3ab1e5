"""The bytes of a whole HTTP/1.1 request -> what they say, as PEP 3333 has it (RFC 9110, RFC 9112).

llhttp, the parser of Node.js, reads them and judges what is no request; here stands what it leaves to others.
"""

import re
import sys
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

import httptools

from odata_service.errors import BadRequest, HeadersTooLarge, NotImplementedByService, ODataError

HEADERS, HEADER_BYTES = 100, 65_536  # so many, and one of so many bytes at most: cookies and tokens are long
VERSIONS = frozenset({"1.0", "1.1"})
ONCE = frozenset({"HTTP_HOST", "CONTENT_TYPE", "HTTP_AUTHORIZATION"})  # two of them contradict each other
OFFER = re.compile(rb"(?i)(?<=\r\n)upgrade:[^\r\n]*\r\n")  # of another protocol, not a demand (RFC 9110, section 7.8)
NOT_ONE = "What came is not one whole request of HTTP."
# What is the same for each request.
CONSTANT = {
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
    "SCRIPT_NAME": "",
}


class Reading:
    """What llhttp tells of one request, piece by piece; it calls these methods."""

    def __init__(self) -> None:
        self.parser = httptools.HttpRequestParser(self)
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: list[bytes] = []
        self.requests = 0  # that have begun
        self.whole = False
        self.keeps = False

    def on_message_begin(self) -> None:
        self.requests += 1

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        self.keeps = self.parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        self.body.append(body)

    def on_message_complete(self) -> None:
        self.whole = True


def read(data: bytes) -> tuple[dict[str, Any], bool]:
    """The WSGI environ of one request, but for who has sent it and to which address; and whether its client goes on
    using the connection.

    Raises:
        BadRequest, HeadersTooLarge, NotImplementedByService: what came is no request, or more than is read here.
            Nothing of it is repeated: it may hold somebody's password.
    """
    reading = Reading()
    try:
        reading.parser.feed_data(data)
    except httptools.HttpParserUpgrade as offer:
        head, body = data[: offer.args[0]], data[offer.args[0] :]
        if body and OFFER.search(head):  # llhttp leaves it to the other protocol
            return read(OFFER.sub(b"", head) + body)
    except httptools.HttpParserError as error:
        raise (BadRequest(NOT_ONE) if reading.whole else _refused(error, data)) from None
    version = reading.parser.get_http_version()
    if version not in VERSIONS:
        raise BadRequest("HTTP/1.1 and HTTP/1.0 are spoken here.")
    if not reading.whole or reading.requests != 1:
        raise BadRequest(NOT_ONE)
    url = reading.url.decode("ascii")
    path, _, query = url.partition("?")
    environ = {
        **CONSTANT,
        "REQUEST_METHOD": reading.parser.get_method().decode("ascii"),
        "RAW_URI": url,
        "PATH_INFO": _decoded(path),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": f"HTTP/{version}",
        "wsgi.input": BytesIO(b"".join(reading.body)),
    }
    _add_headers(environ, reading.headers)
    return environ, reading.keeps


def _add_headers(environ: dict[str, Any], headers: list[tuple[bytes, bytes]]) -> None:
    if len(headers) > HEADERS:
        raise HeadersTooLarge(f"There are more than {HEADERS} headers.")
    for name, value in headers:
        if len(name) + len(value) > HEADER_BYTES:
            raise HeadersTooLarge(f"A header has more than {HEADER_BYTES} bytes.")
        if b"_" in name:
            continue  # it would be taken for the header with a hyphen, which a proxy may have judged
        key = name.decode("ascii").upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        text = value.decode("latin-1").strip(" \t")
        if key not in environ:
            environ[key] = text
        elif key in ONCE:
            raise BadRequest("A header is there twice of which there can be one.")
        else:
            environ[key] += f",{text}"
    if environ.get("HTTP_EXPECT", "100-continue").lower() != "100-continue":
        raise BadRequest("Nothing but 100-continue can be expected here.")
    if "HTTP_TRANSFER_ENCODING" in environ and environ["SERVER_PROTOCOL"] == "HTTP/1.0":
        raise BadRequest("There are no transfer codings in HTTP/1.0.")


def _decoded(path: str) -> str:
    """The path in bytes, read as Latin-1 (PEP 3333)."""
    return unquote_to_bytes(path).decode("latin-1") if "%" in path else path


# What llhttp says, and what is said here.
SENTENCES = {
    "Content-Length can't be present with Transfer-Encoding": "A request has a Content-Length or a Transfer-Encoding.",
    "Transfer-Encoding can't be present with Content-Length": "A request has a Content-Length or a Transfer-Encoding.",
    "Duplicate Content-Length": "There is more than one Content-Length.",
    "Invalid character in Content-Length": "The Content-Length is not a number.",
    "Invalid header token": "A header has a name that none can have.",
    "Invalid header value char": "A header has a value that none can have; it is one line.",
    "Missing expected CR after header value": "The lines of a request end in CR and LF.",
    "Invalid HTTP version": "HTTP/1.1 and HTTP/1.0 are spoken here.",
}


def _refused(error: httptools.HttpParserError, data: bytes) -> ODataError:
    if isinstance(error, httptools.HttpParserInvalidMethodError):
        method = data.lstrip(b"\r\n").partition(b" ")[0]
        if method.isalpha() and method.isupper() and len(method) <= 20:
            return NotImplementedByService("The method is none of HTTP's.")
        return BadRequest("The method is none of HTTP's.")
    if isinstance(error, httptools.HttpParserInvalidURLError):
        return BadRequest("The first line of a request is METHOD URL HTTP/1.1, the URL without control characters.")
    said = str(error)
    if said == "Request has invalid `Transfer-Encoding`":
        return NotImplementedByService("Of transfer codings only 'chunked' is read here.")
    return BadRequest(SENTENCES.get(said, "What came is no request of HTTP."))
