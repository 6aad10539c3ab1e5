"""The Flask application; the services do their own routing. The only importer of Flask."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

from flask import Flask, request
from flask import Response as FlaskResponse

from odata_service.auth import Authenticator, check_local
from odata_service.config import Config
from odata_service.console.page import start_page
from odata_service.errors import BadRequest, Forbidden, NotFound, ODataError, PayloadTooLarge, UriTooLong
from odata_service.protocol.compression import SMALLEST, accepts_gzip, gzipped, unpacked
from odata_service.protocol.csrf import is_valid, token_of
from odata_service.protocol.message import Request, Response
from odata_service.protocol.origin import is_trusted, origin_of
from odata_service.service import Service, failed

log = logging.getLogger("odata_service.request")

ROOT = "/odata/v4/"
PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


def create_app(services: Sequence[Service], config: Config) -> Flask:
    """The WSGI application that answers for these services."""
    app = Flask("odata_service", static_folder=None)
    site = Site({service.name: service for service in services}, config)

    @app.before_request
    def answer() -> FlaskResponse:
        """Before Flask looks for a route: there is none, and it would redirect `//` and refuse odd methods."""
        return site.answer(request.environ)

    return app


class Site:
    """What lies under the server's root: the services, the health checks and the start page."""

    def __init__(self, services: Mapping[str, Service], config: Config) -> None:
        self.services = dict(services)
        self.config = config
        self.authenticator = Authenticator(config.users, config.credential_seconds)
        if not config.users:
            logging.getLogger("odata_service").warning(
                "No users are configured: only this machine is answered. Set ODATA_USERS to open the service."
            )

    def answer(self, environ: Mapping[str, Any]) -> FlaskResponse:
        started = perf_counter()
        raw = _raw_url(environ)
        path, _, query = raw.partition("?")
        response = self._response(environ, path, query)
        made = _made(response, environ)
        if self.config.request_log:
            milliseconds = (perf_counter() - started) * 1000
            log.info("%s %s %d %.1f ms %d bytes", environ["REQUEST_METHOD"], _loggable(path), response.status,
                     milliseconds, len(response.body))  # fmt: skip
        return made

    def _response(self, environ: Mapping[str, Any], path: str, query: str) -> Response:
        if path.startswith("/health/"):
            return self._health(path)
        try:
            if len(path) + len(query) > self.config.max_url_bytes:
                raise UriTooLong(f"The URL is longer than {self.config.max_url_bytes} bytes.")
            headers = _headers(environ)
            origin, principal = self._caller(environ, headers)
            if path == "/":
                return Response(200, PAGE_HEADERS, start_page(list(self.services.values()), f"{origin}{ROOT}"))
            service, rest = self._service(path)
            method = environ["REQUEST_METHOD"]
            token = self._token(method, headers, principal)
            body = self._body(environ, headers)
            asked = Request(method, rest, query, headers, f"{origin}{ROOT}{service.name}/", body, principal)
            response = service.handle(asked)
            return replace(response, headers={**response.headers, **token})
        except ODataError as error:
            return failed(error, "4.0")

    def _caller(self, environ: Mapping[str, Any], headers: Mapping[str, str]) -> tuple[str, str | None]:
        """The origin of absolute URLs, and the user."""
        peer = environ.get("REMOTE_ADDR") or ""
        host = headers.get("host", "")
        if self.config.public_url:
            origin = self.config.public_url
        else:
            origin = origin_of(environ["wsgi.url_scheme"], host, headers, is_trusted(peer, self.config.trusted_proxies))
        if self.config.users:
            return origin, self.authenticator.principal(headers.get("authorization"))
        forwarded = headers.get("x-forwarded-for") or headers.get("forwarded")
        check_local("elsewhere" if forwarded else peer, host)
        return origin, None

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
        if path.startswith(ROOT):
            name, _, rest = path.removeprefix(ROOT).partition("/")
            service = self.services.get(name)
            if service is not None:
                return service, rest.lstrip("/")  # clients join a root that ends with a slash and `/Customers`
        roots = ", ".join(f"{ROOT}{name}/" for name in self.services)
        raise NotFound(f"There is nothing here. The services are {roots}.")

    def _body(self, environ: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
        limit = self.config.max_body_bytes
        declared = headers.get("content-length") or "0"
        if not declared.isdigit():
            raise BadRequest("The Content-Length header is not a number.")
        if int(declared) > limit:
            raise PayloadTooLarge(f"The body is longer than {limit} bytes.")
        chunked = "transfer-encoding" in headers
        if declared == "0" and not chunked:
            return b""
        body: bytes = environ["wsgi.input"].read(limit + 1 if chunked else int(declared))
        if len(body) > limit:
            raise PayloadTooLarge(f"The body is longer than {limit} bytes.")
        return unpacked(body, headers.get("content-encoding"), limit)

    def _health(self, path: str) -> Response:
        headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
        if path == "/health/live":
            return Response(200, headers, b"ok\n")
        if path == "/health/ready":
            ready = all(service.ready() for service in self.services.values())
            return Response(200, headers, b"ok\n") if ready else Response(503, headers, b"not ready\n")
        return Response(404, headers, b"not found\n")


def _raw_url(environ: Mapping[str, Any]) -> str:
    """The request's URL as it was sent: PATH_INFO has been decoded already, and `%2F` would be lost."""
    raw: str = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    if not raw.startswith("/"):
        path = raw.partition("://")[2]
        raw = "/" + path.partition("/")[2] if path else "/"
    return raw.partition("#")[0]


def _headers(environ: Mapping[str, Any]) -> dict[str, str]:
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
    for name, header in (("CONTENT_TYPE", "content-type"), ("CONTENT_LENGTH", "content-length")):
        if environ.get(name):
            headers[header] = environ[name]
    return headers


def _made(response: Response, environ: Mapping[str, Any]) -> FlaskResponse:
    body = response.body
    headers = {"X-Content-Type-Options": "nosniff", **response.headers}
    if len(body) >= SMALLEST:
        headers["Vary"] = "Accept-Encoding"
        if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING")):
            body = gzipped(body)
            headers["Content-Encoding"] = "gzip"
    if "OData-Version" not in headers and "text/" not in headers.get("Content-Type", ""):
        headers["OData-Version"] = "4.0"
    made = FlaskResponse(body, response.status, headers)
    if "Content-Type" not in headers:
        del made.headers["Content-Type"]
    return made


def _loggable(path: str) -> str:
    """The path without key values, which may be somebody's data."""
    return path.partition("(")[0][:200]
