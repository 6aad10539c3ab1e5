"""A WSGI environ -> a request; its response -> WSGI. The services' side of the web server, without a framework."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from time import perf_counter
from typing import Any
from urllib.parse import quote

from odata_service.asynchronous.answering import Asynchronous
from odata_service.auth import Authenticator, check_local
from odata_service.board import SERVED, Board
from odata_service.config import Config
from odata_service.errors import (
    BadRequest,
    ClientGone,
    Forbidden,
    NotFound,
    NotImplementedByService,
    ODataError,
    PayloadTooLarge,
    UriTooLong,
)
from odata_service.protocol.compression import SMALLEST, accepts_gzip, gzipped, unpacked
from odata_service.protocol.csrf import is_valid, token_of
from odata_service.protocol.message import Request, Response
from odata_service.protocol.origin import is_trusted, origin_of
from odata_service.service import Service, failed

log = logging.getLogger("odata_service.request")

ROOT = "/odata/v4/"
STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
STATUS_LINES[ClientGone.status] = f"{ClientGone.status} Client Gone"  # nobody reads it; logs and numbers have it
# What an answer depends on besides its URL (Part 1, section 8.3.8).
VARY = "Accept, Accept-Encoding, OData-MaxVersion, OData-Version, Prefer"
WITHOUT_LENGTH = frozenset({204, 304})  # they have no body; RFC 9110, section 8.6

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Gateway:
    """The services under their roots, as one WSGI application; what lies elsewhere is for `pages` to answer."""

    def __init__(
        self, services: Sequence[Service], config: Config, board: Board, asynchronous: Asynchronous | None = None
    ) -> None:
        self.services = {service.name: service for service in services}
        self.config = config
        self.board = board
        self.asynchronous = asynchronous
        self.authenticator = Authenticator(config.users, config.credential_seconds)
        if not config.users and SERVED["number"] <= 1:  # told once, not by each of the server's processes
            logging.getLogger("odata_service").warning(
                "No users are configured: only this machine is answered. Set ODATA_USERS to open the service."
            )

    def before(self, pages: Application) -> Application:
        """The WSGI application that answers for the services, and leaves the rest to another one."""

        def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
            url = _raw_url(environ)
            return self.answer(environ, start_response, url) if url.startswith(ROOT) else pages(environ, start_response)

        return application

    def answer(self, environ: Mapping[str, Any], start_response: StartResponse, url: str) -> Iterable[bytes]:
        started = perf_counter()
        self.board.began()
        path, _, query = url.partition("?")
        response = self._response(environ, path, query)
        body, headers = _sent(response, environ.get("HTTP_ACCEPT_ENCODING"))
        self.board.ended(response.status, perf_counter() - started)
        if self.config.request_log:
            milliseconds = (perf_counter() - started) * 1000
            log.info("%s %s %d %.1f ms %d bytes", environ["REQUEST_METHOD"], _loggable(path), response.status,
                     milliseconds, len(response.body))  # fmt: skip
        start_response(STATUS_LINES[response.status], headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" or response.status in WITHOUT_LENGTH else (body,)

    def caller(self, environ: Mapping[str, Any], headers: Mapping[str, str]) -> tuple[str, str | None]:
        """The origin of absolute URLs, and the user.

        Raises:
            Unauthorized, Forbidden: this caller is not answered.
            BadRequest: a host is none.
        """
        peer = environ.get("REMOTE_ADDR") or ""
        host = _host(environ, headers)
        if self.config.public_url:
            origin = self.config.public_url
        else:
            origin = origin_of(environ["wsgi.url_scheme"], host, headers, is_trusted(peer, self.config.trusted_proxies))
        if self.config.users:
            return origin, self.authenticator.principal(headers.get("authorization"))
        forwarded = headers.get("x-forwarded-for") or headers.get("forwarded")
        check_local("elsewhere" if forwarded else peer, host)
        return origin, None

    def unbelieved(self, environ: Mapping[str, Any], headers: Mapping[str, str]) -> str | None:
        """The proxy that says how it was reached, and is not believed."""
        peer = environ.get("REMOTE_ADDR") or ""
        believed = self.config.public_url or is_trusted(peer, self.config.trusted_proxies)
        return None if believed or "x-forwarded-proto" not in headers else peer

    def _response(self, environ: Mapping[str, Any], path: str, query: str) -> Response:
        try:
            if len(path) + len(query) > self.config.max_url_bytes:
                raise UriTooLong(
                    f"The URL is longer than {self.config.max_url_bytes} bytes, which ODATA_MAX_URL_BYTES allows."
                )
            headers = headers_of(environ)
            origin, principal = self.caller(environ, headers)
            service, rest = self._service(path)
            method = environ["REQUEST_METHOD"]
            token = self._token(method, headers, principal)
            body = self._body(environ, headers)
            asked = Request(method, rest, query, headers, f"{origin}{ROOT}{service.name}/", body, principal)
            later = self.asynchronous
            answer = later.answer if later is not None and later.concerns(asked) else Service.handle
            response = answer(service, asked)
            return replace(response, headers={**response.headers, **token}) if token else response
        except ODataError as error:
            return failed(error, "4.0")

    def _token(self, method: str, headers: Mapping[str, str], principal: str | None) -> dict[str, str]:
        """The header with a token against requests that a page of another site makes; empty where nobody asks for it.

        Raises:
            Forbidden: the request writes, and has no valid one.
        """
        name, secret = self.config.csrf_header, self.config.secret
        if not self.config.csrf or secret is None:
            return {}
        given = headers.get(name.lower(), "")
        if method not in ("GET", "HEAD", "OPTIONS"):
            if is_valid(given, secret.reveal(), principal):
                return {}
            raise Forbidden(
                f"A change needs a token: read anything here with the header {name}: Fetch, and send back what the "
                f"answer has under {name}.",
                headers={name: "Required"},
            )
        return {name: token_of(secret.reveal(), principal)} if given.strip().lower() == "fetch" else {}

    def _service(self, path: str) -> tuple[Service, str]:
        name, _, rest = path.removeprefix(ROOT).partition("/")
        service = self.services.get(name)
        if service is None:
            raise self.nothing_here()
        return service, rest.lstrip("/")  # clients join a root that ends with a slash and `/Customers`

    def nothing_here(self) -> NotFound:
        """The error for a path that leads nowhere."""
        roots = ", ".join(f"{ROOT}{name}/" for name in self.services)
        return NotFound(f"There is nothing here. The services are {roots}.")

    def _body(self, environ: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
        limit = self.config.max_body_bytes
        declared = headers.get("content-length") or "0"
        if not (declared.isascii() and declared.isdigit() and len(declared) < 20):
            raise BadRequest("The Content-Length header is not a number.")
        if int(declared) > limit:
            raise PayloadTooLarge(f"The body is longer than {limit} bytes.")
        chunked = "transfer-encoding" in headers
        if chunked and headers["transfer-encoding"].strip().lower() != "chunked":
            raise NotImplementedByService("Of transfer codings only 'chunked' is read here.")
        if declared == "0" and not chunked:
            return b""
        body: bytes = environ["wsgi.input"].read(limit + 1 if chunked else int(declared))
        if len(body) > limit:
            raise PayloadTooLarge(f"The body is longer than {limit} bytes.")
        if not chunked and len(body) < int(declared):
            raise BadRequest("The body is shorter than its Content-Length says.")
        return unpacked(body, headers.get("content-encoding"), limit)


def headers_of(environ: Mapping[str, Any]) -> dict[str, str]:
    """The request's headers; names in lower case."""
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
    for name, header in (("CONTENT_TYPE", "content-type"), ("CONTENT_LENGTH", "content-length")):
        if environ.get(name):
            headers[header] = environ[name]
    return headers


def _host(environ: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """The host that the client speaks to: an absolute URL in the request line says it, whatever the Host header says
    (RFC 9112, section 3.2.2). In HTTP/1.0 there may be neither; then it is where the server listens."""
    raw = _given_url(environ)
    if not raw.startswith("/"):
        scheme, _, rest = raw.partition("://")
        return rest.partition("/")[0].partition("?")[0] if scheme.lower() in ("http", "https") else "?"
    host = headers.get("host", "")
    if not host and environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        name = environ.get("SERVER_NAME", "")
        return f"[{name}]:{environ.get('SERVER_PORT')}" if ":" in name else f"{name}:{environ.get('SERVER_PORT')}"
    return host


def _given_url(environ: Mapping[str, Any]) -> str:
    return environ.get("RAW_URI") or environ.get("REQUEST_URI") or _decoded_url(environ)


def _raw_url(environ: Mapping[str, Any]) -> str:
    """The request's URL as it was sent: PATH_INFO has been decoded already, and `%2F` is lost where a server has no
    more than that."""
    raw = _given_url(environ)
    if not raw.startswith("/"):
        path = raw.partition("://")[2]
        raw = "/" + path.partition("/")[2] if path else "/"
    return raw.partition("#")[0]


def _decoded_url(environ: Mapping[str, Any]) -> str:
    """As PEP 3333 has it: the path in bytes, read as Latin-1."""
    path = quote(environ.get("PATH_INFO", "/").encode("latin-1"), safe="/!$&'()*+,;=:@")
    return f"{path}?{query}" if (query := environ.get("QUERY_STRING", "")) else path


def _sent(response: Response, accept_encoding: str | None) -> tuple[bytes, list[tuple[str, str]]]:
    """The body as it goes over the wire, and the headers."""
    body = response.body
    headers = {"OData-Version": "4.0", "X-Content-Type-Options": "nosniff", "Vary": VARY, **response.headers}
    if len(body) >= SMALLEST and accepts_gzip(accept_encoding):
        body = gzipped(body)
        headers["Content-Encoding"] = "gzip"
    if response.status not in WITHOUT_LENGTH:
        headers["Content-Length"] = str(len(body))
    return body, list(headers.items())


def _loggable(path: str) -> str:
    """The path without key values, which may be somebody's data."""
    return path.partition("(")[0][:200]
