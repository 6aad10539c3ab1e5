"""Asynchronous requests, on two hosts with two workers each: `tests/cases/asynchronous/*.http`, and what no text tells.

Stories have steps of their own: `OPEN gate` lets through what waits for a gate, `UNTIL state` waits until a request has
come to a state, or all have ended. A status monitor is asked again while the request goes on, unless that is expected.
"""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from odata_service.protocol.message import Response
from tests.asynchronous.hosts import Hosts, authorization, until
from tests.asynchronous.served import JOINED
from tests.conftest import DATABASES, own_database, worker_name
from tests.stories import Step, step, steps
from tests.test_stories import check

FOLDER = Path(__file__).parents[1] / "cases" / "asynchronous"


@pytest.fixture(scope="module", params=DATABASES)
def hosts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    for url in own_database(str(request.param), f"{worker_name()}_gates"):
        with Hosts(url, tmp_path_factory.mktemp("asynchronous")) as made:
            yield made


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.http")), ids=lambda path: path.stem)
def test_story(hosts: Hosts, path: Path) -> None:
    kept = {"Now": format_datetime(datetime.now(UTC), usegmt=True), "Bob": authorization("bob")}
    for block in steps(path):
        told = step(block, kept)
        match told.method:
            case "OPEN":
                hosts.open(told.url)
            case "UNTIL":
                hosts.until(told.url)
            case _:
                response = told_to(hosts, told)
                response = Response(response.status, response.headers, response.body.replace(b"\r\n", b"\n"))
                check(told, response, kept)


def told_to(hosts: Hosts, told: Step) -> Response:
    if told.method == "GET" and told.url.startswith("~$async/") and told.status != 202:
        return hosts.result(told.url, told.headers)
    body = told.body.replace("\n", "\r\n") if "multipart" in told.headers.get("content-type", "") else told.body
    return hosts.send(told.method, told.url, told.headers, body.encode())


def test_cancelling_stops_the_statement_that_runs(hosts: Hosts) -> None:
    """It has ten minutes, and its end is awaited for one. The other host is told, and this one notices."""
    for asked in (0, 1):
        monitor = hosts.later("GET", JOINED, host=0)
        assert hosts.send("DELETE", monitor, host=asked).status == 204
        assert hosts.send("GET", monitor).status == 404
        hosts.until("ended")


def test_a_change_is_cancelled_or_made(hosts: Hosts) -> None:
    """While it is committed on one host, it is cancelled on the other one."""
    statuses = []
    for number in range(20):
        token = f"race{number}"
        monitor = hosts.later("POST", "Add", json.dumps({"gate": token, "token": token}).encode(), host=0)
        opening = threading.Timer(number * 0.001, hosts.open, [token])
        opening.start()
        statuses.append(hosts.send("DELETE", monitor, host=1).status)
        opening.join()
        hosts.until("ended")
        found = hosts.send("GET", f"Entries/$count?$filter=token eq '{token}'").body
        assert (statuses[-1], found) in ((204, b"0"), (409, b"1"))
    assert 204 in statuses


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_is_stopped_and_killed_is_told(database: str, tmp_path: Path) -> None:
    batch = {"requests": [{"id": "1", "method": "POST", "url": "Entries", "body": {"token": "killed"}},
                          {"id": "2", "method": "GET", "url": "Wait(gate='never')"}]}  # fmt: skip
    for url in own_database(database, f"{worker_name()}_killed"):
        with Hosts(url, tmp_path) as hosts:
            perhaps = hosts.later("POST", "$batch", json.dumps(batch).encode(), host=0)
            until(lambda: hosts.send("GET", "Entries/$count").body == b"1")
            nothing = hosts.later("GET", JOINED, host=0)
            hosts.hosts[0].kill_workers()
            for monitor, sentence in ((nothing, b"Nothing has been changed"), (perhaps, b"may have changed something")):
                found = hosts.result(monitor, host=1)
                assert (found.status, found.headers["AsyncResult"]) == (200, "503")
                assert sentence in found.body
            assert hosts.send("DELETE", nothing, host=1).status == 204
            assert hosts.send("DELETE", perhaps, host=1).status == 409
            hosts.hosts[0].wait()
            stopped = hosts.later("POST", "Add", b'{"gate": "never", "token": "stopped"}', host=0)
            hosts.open("never")
            assert hosts.result(stopped).headers["AsyncResult"] == "200"
            stopped = hosts.later("GET", JOINED, host=0)
            hosts.hosts[0].stop()
            found = hosts.result(stopped, host=1)
            assert (found.headers["AsyncResult"], b"The server was stopped" in found.body) == ("503", True)
            hosts.hosts.pop(0)
