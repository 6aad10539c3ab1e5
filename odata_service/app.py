"""The Flask application: start page, health checks, and the services beside them. The only importer of Flask."""

from collections.abc import Sequence

from flask import Flask, request
from flask import Response as Page
from werkzeug.exceptions import HTTPException

from odata_service.asynchronous.answering import opened
from odata_service.board import Board
from odata_service.config import Config
from odata_service.console.metrics import numbers_of
from odata_service.console.page import start_page
from odata_service.errors import MethodNotAllowed, ODataError
from odata_service.gateway import ROOT, Gateway, headers_of
from odata_service.modelling.salesforce import unfit
from odata_service.protocol.message import Response
from odata_service.service import Service, failed

PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
HEALTH_HEADERS = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
METRICS_HEADERS = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"}


def create_app(services: Sequence[Service], config: Config) -> Flask:
    """The WSGI application that answers for these services.

    What lies under the services' root never reaches Flask's routes: Flask decodes `%2F`, redirects `//` and refuses
    odd methods, and each request would pay for a request context that nobody asks.
    """
    app = Flask("odata_service", static_folder=None)
    asynchronous = opened(config)
    board = Board(lambda: numbers_of(services, asynchronous))
    gateway = Gateway(services, config, board, asynchronous)

    @app.get("/")
    def overview() -> Page:
        headers = headers_of(request.environ)
        origin, _ = gateway.caller(request.environ, headers)
        proxy = gateway.unbelieved(request.environ, headers)
        of_each = {service.name: unfit(service.model) for service in services}
        page = start_page(list(services), f"{origin}{ROOT}", of_each, users=bool(config.users), proxy=proxy)
        return Page(page, 200, PAGE_HEADERS)

    @app.get("/health/live")
    def live() -> Page:
        return Page(b"ok\n", 200, HEALTH_HEADERS)

    @app.get("/health/ready")
    def ready() -> Page:
        if all(service.ready() for service in services):
            return Page(b"ok\n", 200, HEALTH_HEADERS)
        return Page(b"not ready\n", 503, HEALTH_HEADERS)

    @app.get("/metrics")
    def metrics() -> Page:
        gateway.caller(request.environ, headers_of(request.environ))
        return Page(board.told().encode(), 200, METRICS_HEADERS)

    @app.errorhandler(ODataError)
    def refused(error: ODataError) -> Page:
        return _page(failed(error, "4.0"))

    @app.errorhandler(HTTPException)
    def elsewhere(error: HTTPException) -> Page:
        if error.code == 405:
            return _page(failed(MethodNotAllowed("This can only be read.", headers={"Allow": "GET, HEAD"}), "4.0"))
        return _page(failed(gateway.nothing_here(), "4.0"))

    app.wsgi_app = gateway.before(app.wsgi_app)  # type: ignore[assignment, method-assign]  # Flask's own way
    app.extensions["odata_service"] = {service.name: list(service.model.entity_sets) for service in services}
    return app


def _page(response: Response) -> Page:
    return Page(response.body, response.status, dict(response.headers))
