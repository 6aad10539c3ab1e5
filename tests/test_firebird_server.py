"""Firebird over TCP: the behaviour cases on a server, and what becomes of a server that goes away."""

import json
from collections.abc import Iterator
from time import monotonic, sleep
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from models.build import build
from models.erp import SERVICE
from odata_service.app import create_app
from odata_service.config import Config, Secret
from odata_service.protocol.message import Request
from odata_service.service import Service
from tests.conftest import ROOT, SCALE, ask, opened
from tests.firebird_server import FirebirdServer, free_port, program
from tests.http_cases import Case, cases
from tests.test_http import LACKING, check


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirebirdServer]:
    program()
    made = FirebirdServer(tmp_path_factory.mktemp("firebird"), free_port())
    made.prepare()
    made.start()
    build(made.url, scale=SCALE)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def far(server: FirebirdServer) -> Iterator[Service]:
    made = opened(server.url)
    yield made
    made.database.engine.dispose()


@pytest.fixture(scope="module")
def far_client(far: Service) -> Iterator[FlaskClient]:
    with create_app([far], far.config).test_client() as made:
        yield made


def configured(url: str, **settings: float) -> Service:
    return opened(url, Config(environment={SERVICE.source.variable: Secret(url)}, **settings))  # type: ignore[arg-type]


KNOWN = [case for case in cases() if case.name not in LACKING["firebird"]]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.name[:90])
def test_case(far_client: FlaskClient, case: Case) -> None:
    check(far_client, case)


def test_a_wrong_password_is_told_to_nobody(server: FirebirdServer) -> None:
    service = configured(server.url_with("guessed"))
    response = ask(service, "Customers(1)")
    assert response.status == 503
    assert json.loads(response.body)["error"]["message"] == (
        "The database 'erp' cannot be reached. Try again in a few seconds."
    )
    assert response.headers["Retry-After"]
    service.database.engine.dispose()


def test_a_statement_that_takes_too_long_is_ended(server: FirebirdServer) -> None:
    service = configured(server.url, statement_timeout=0.5)
    condition = "contains(Orders/Remark,Customers/CustomerName) and OrderLines/LineText eq 'none'"
    response = ask(service, f"$crossjoin(Orders,Customers,OrderLines)?$filter={quote(condition)}")
    assert response.status == 504, response.body
    assert b"longer than the time limit" in response.body
    assert ask(service, "Customers(1)").status == 200
    service.database.engine.dispose()


def test_a_server_that_goes_away_and_comes_back(server: FirebirdServer) -> None:
    service = configured(server.url)
    assert ask(service, "Customers(1)").status == 200
    change = Request("PATCH", "Customers(1)", "", {}, ROOT, json.dumps({"City": "Köln"}).encode())
    server.stop()
    for response in (ask(service, "Customers(1)"), service.handle(change)):
        assert response.status == 503, response.body
        assert b"The database 'erp' cannot be reached" in response.body and response.headers["Retry-After"]
    server.start()
    until = monotonic() + 30
    while service.handle(change).status == 503 and monotonic() < until:
        sleep(0.1)  # nobody tries for some seconds
    assert json.loads(ask(service, "Customers(1)?$select=City").body)["City"] == "Köln"
    service.database.engine.dispose()
