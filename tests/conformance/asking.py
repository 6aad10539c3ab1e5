"""Asking the service, and changing what it holds."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from odata_service.asynchronous.answering import Asynchronous
from odata_service.asynchronous.store import Store
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


@contextmanager
def later(
    service: Service, folder: Path, url: str, **headers: str
) -> Iterator[tuple[Response, Callable[..., Response]]]:
    """The 202 to a request that nobody waits for, and its status monitor, which is asked until the request is done."""
    config = replace(service.config, async_directory=folder, async_wait=0.0)
    asynchronous = Asynchronous(config, Store(folder, config))
    path, _, query = url.replace(" ", "%20").partition("?")
    given = {name.replace("_", "-"): value for name, value in headers.items()} | {"prefer": "respond-async"}
    answers = (asynchronous.answer(service, Request("GET", path, query, given, ROOT)) for _ in range(1000))
    response = next(one for one in answers if one.status == 202)  # others were done in no time

    def monitor(method: str = "GET", **headers: str) -> Response:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = Request(method, response.headers["Location"].removeprefix(ROOT), "", said, ROOT)
        until = time.monotonic() + 60
        while (found := asynchronous.answer(service, asked)).status == 202 and time.monotonic() < until:
            time.sleep(0.01)
        return found

    yield response, monitor
    for made in asynchronous.services:
        made.database.engine.dispose()
