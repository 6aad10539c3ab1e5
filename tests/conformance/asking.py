"""Asking the service, and changing what it holds."""

import json
from typing import Any

from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from tests.conftest import ROOT, ask


def body_of(service: Service, url: str, **headers: str) -> Any:
    """The JSON of an answer that must be a success."""
    response = ask(service, url.replace(" ", "%20"), **headers)
    assert response.status == 200, response.body[:500]
    return json.loads(response.body)


def change(service: Service, method: str, url: str, content: Any = None, **headers: str) -> Response:
    path, _, query = url.replace(" ", "%20").partition("?")
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    body = b"" if content is None else json.dumps(content).encode()
    return service.handle(Request(method, path, query, given, ROOT, body))
