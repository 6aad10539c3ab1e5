"""What a client sees when the network between the service and its database fails, done by a proxy of ours."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.engine import make_url

from odata_service.config import Config
from odata_service.protocol.message import Response
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database
from tests.conftest import SERVERS, ask, own_database, worker_name
from tests.faults.proxy import Proxy
from tests.faults.test_databases import MODEL, QUICK

LONG = 6.0  # seconds after which a client has given up: far above every limit that is set here
ROWS = 3000


@pytest.fixture(scope="module", params=list(SERVERS))
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    for found in own_database(str(request.param), f"{worker_name()}_network"):
        engine = create_engine(normalised(found))
        with engine.begin() as connection:
            QUICK.create(connection)
            connection.execute(insert(QUICK), [{"id": number, "note": "x" * 20} for number in range(1, ROWS + 1)])
        engine.dispose()
        yield found


@dataclass
class Line:
    """A service, and the proxy through which it reaches its database."""

    service: Service
    proxy: Proxy


@pytest.fixture
def line(url: str) -> Iterator[Line]:
    there = make_url(url)
    proxy = Proxy("127.0.0.1", there.port or 0)
    through = there.set(port=proxy.port, host="127.0.0.1").render_as_string(hide_password=False)
    config = Config(statement_timeout=0.5, connect_timeout=2, pool_size=4, pool_timeout=1)
    service = Service(MODEL, open_database("books", through, config), config)
    yield Line(service, proxy)
    service.database.engine.dispose()
    proxy.close()


def refused(service: Service, url: str = "quick?$top=1") -> Response:
    """The answer to a request that fails: in time, as JSON, and with the time to come again."""
    started = time.monotonic()
    response = ask(service, url)
    assert time.monotonic() - started < LONG
    assert response.status in (503, 504), response.body
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Content-Type"].startswith("application/json")
    assert b'"error"' in response.body and b"127.0.0.1" not in response.body
    return response


def recovers(service: Service) -> None:
    """The service answers again by itself, within a few pauses of its own."""
    until = time.monotonic() + 15
    while (response := ask(service, "quick?$top=1")).status != 200:
        assert time.monotonic() < until, response.body
        time.sleep(0.2)


def at_once(service: Service, number: int) -> list[Response]:
    """The answers to so many requests at the same time."""
    answers: list[Response] = []
    threads = [threading.Thread(target=lambda: answers.append(refused(service))) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_database_that_falls_silent_is_given_up_in_time(line: Line) -> None:
    assert ask(line.service, "quick?$top=1").status == 200
    line.proxy.hang()
    assert b"does not answer" in refused(line.service).body
    line.proxy.resume()
    recovers(line.service)


def test_a_database_that_accepts_and_never_answers_is_given_up_in_time(line: Line) -> None:
    line.proxy.hang()
    refused(line.service)
    assert ask(line.service, "$metadata").status == 200
    assert not line.service.ready()
    line.proxy.resume()
    recovers(line.service)
    assert line.service.ready()


def test_a_silent_database_is_asked_by_few(line: Line) -> None:
    """More requests than connections, again and again: most fail without waiting; all connections come back."""
    assert ask(line.service, "quick?$top=1").status == 200
    line.proxy.hang()
    at_once(line.service, 8)
    before = line.proxy.accepted
    for _ in range(300):
        refused(line.service)
    assert line.proxy.accepted - before < 5
    line.proxy.resume()
    recovers(line.service)
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(line.service, "quick").status)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 4


def test_connections_that_are_cut_are_replaced_unseen(line: Line) -> None:
    for _ in range(3):
        assert ask(line.service, "quick?$top=1").status == 200
        line.proxy.cut()
    assert ask(line.service, "quick?$top=1").status == 200


def test_an_answer_that_is_cut_in_the_middle_is_never_half_a_page(line: Line) -> None:
    line.proxy.budget = 20_000
    refused(line.service, f"quick?$top={ROWS}")
    line.proxy.budget = None
    recovers(line.service)
    assert ask(line.service, f"quick?$top={ROWS}").body.count(b'"id":') == Config().page_size
