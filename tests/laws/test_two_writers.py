"""Two who change the same entity at the same time: one of them wins, the other one is told."""

import json
import threading
from collections.abc import Iterator

import pytest

from models.build import build
from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from tests.conftest import ROOT, SCALE, WITH_FIREBIRD, ask, opened, served
from tests.test_rules import made

WRITERS, ROUNDS = 4, 12


@pytest.fixture(scope="module", params=WITH_FIREBIRD)
def contested(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('contested')}/erp.sqlite"
        build(url, scale=SCALE)
        service = opened(url)
        yield service
        service.database.engine.dispose()
        return

    def made(url: str) -> Service:
        build(url, scale=SCALE)
        return opened(url)

    yield from served(request.param, "contested", made)


def at_once(service: Service, requests: list[Request]) -> list[Response]:
    """The answers to requests that start together."""
    start = threading.Barrier(len(requests))
    answers: list[Response] = []

    def send(request: Request) -> None:
        start.wait()
        answers.append(service.handle(request))

    threads = [threading.Thread(target=send, args=(request,)) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def change(content: dict[str, object], etag: str | None, method: str = "PATCH", path: str = "Customers(7)") -> Request:
    headers = {"if-match": etag} if etag else {}
    return Request(method, path, "", headers, ROOT, json.dumps(content).encode())


def test_of_those_who_read_the_same_one_wins(contested: Service) -> None:
    for number in range(ROUNDS):
        etag = ask(contested, "Customers(7)").headers["ETag"]
        requests = [change({"City": f"{number} by {writer}"}, etag) for writer in range(WRITERS)]
        answers = at_once(contested, requests)
        assert sorted(answer.status for answer in answers) == [204] + [412] * (WRITERS - 1)
        (won,) = [answer.headers["ETag"] for answer in answers if answer.status == 204]
        assert ask(contested, "Customers(7)").headers["ETag"] == won


def test_changes_of_different_properties_are_all_there(contested: Service) -> None:
    """Without conditions each writes what it has changed, and nothing else."""
    for number in range(ROUNDS):
        said = {
            "City": f"City {number}",
            "Phone": f"Phone {number}",
            "Website": f"Web {number}",
        }
        answers = at_once(contested, [change({name: value}, None) for name, value in said.items()])
        assert [answer.status for answer in answers] == [204] * len(said)
        found = json.loads(ask(contested, "Customers(7)?$select=City,Phone,Website").body)
        assert {name: found[name] for name in said} == said


def test_a_key_is_given_once(contested: Service) -> None:
    for number in range(ROUNDS):
        body = json.dumps({"GroupCode": f"G{number}", "GroupName": "x"}).encode()
        answers = at_once(contested, [Request("POST", "ProductGroups", "", {}, ROOT, body) for _ in range(WRITERS)])
        assert sorted(answer.status for answer in answers) == [201] + [409] * (WRITERS - 1)


def test_an_entity_is_deleted_once(contested: Service) -> None:
    for number in range(ROUNDS):
        requests = [Request("DELETE", f"ProductGroups('G{number}')", "", {}, ROOT) for _ in range(WRITERS)]
        assert sorted(answer.status for answer in at_once(contested, requests)) == [204] + [404] * (WRITERS - 1)


@pytest.fixture(params=WITH_FIREBIRD)
def workshop(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "counted", made)


def sent(service: Service, method: str, path: str, content: dict[str, object], **headers: str) -> Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return service.handle(Request(method, path, "", given, ROOT, json.dumps(content).encode()))


def test_eight_writers_count_without_a_loss(workshop: Service) -> None:
    """Each reads, adds one and writes under the ETag it has read, until it succeeds."""
    assert sent(workshop, "PUT", "Counters('n')", {"amount": 0}).status == 201
    statuses: list[int] = []

    def count() -> None:
        for _ in range(5):
            while True:
                read = ask(workshop, "Counters('n')")
                amount = json.loads(read.body)["amount"] + 1
                status = sent(
                    workshop, "PATCH", "Counters('n')", {"amount": amount}, if_match=read.headers["ETag"]
                ).status
                statuses.append(status)
                if status == 204:
                    break

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {204, 412}
    assert json.loads(ask(workshop, "Counters('n')").body)["amount"] == statuses.count(204) == 40


def test_one_wins_where_rows_may_be_marked_as_deleted(workshop: Service) -> None:
    assert sent(workshop, "POST", "Articles", {"name": "Table"}).status == 201
    for number in range(ROUNDS):
        etag = ask(workshop, "Articles(1)").headers["ETag"]
        requests = [change({"name": f"{number} by {one}"}, etag, path="Articles(1)") for one in range(WRITERS)]
        assert sorted(answer.status for answer in at_once(workshop, requests)) == [204] + [412] * (WRITERS - 1)


def test_hooks_see_the_row_as_it_is(workshop: Service) -> None:
    """A hook that counts versions counts each change, of a set with soft deletion and in a change set, too."""
    assert sent(workshop, "POST", "Articles", {"name": "Table"}).status == 201
    body = {
        "requests": [
            {"id": "1", "atomicityGroup": "g", "method": "GET", "url": "Articles(1)"},
            {"id": "2", "atomicityGroup": "g", "method": "PATCH", "url": "Articles(1)", "body": {"price": 7}},
        ]
    }
    for number in range(ROUNDS):
        requests = [
            change({"name": f"Table {number}"}, None, path="Articles(1)"),
            change({"price": number + 10}, None, path="Articles(1)"),
            change({"stars": number % 2}, None, path="Articles(1)"),
            Request("POST", "$batch", "", {"content-type": "application/json"}, ROOT, json.dumps(body).encode()),
        ]
        answers = at_once(workshop, requests)
        assert {answer.status for answer in answers} == {200, 204}
    found = json.loads(ask(workshop, "Articles(1)").body)
    written = json.loads(ask(workshop, "Log/$count").body)
    assert found["version"] == written
    assert found["name"] == f"Table {ROUNDS - 1}"


def crossing(service: Service, keys: list[str]) -> Response:
    """A change set that changes rows in this order."""
    parts = [
        {"id": key, "atomicityGroup": "g", "method": "PATCH", "url": f"Counters('{key}')", "body": {"amount": 1}}
        for key in keys
    ]
    parts += [
        {"id": "a2", "atomicityGroup": "g", "method": "PATCH", "url": f"Counters('{keys[0]}')", "body": {"amount": 0}}
    ]
    body = json.dumps({"requests": parts}).encode()
    return service.handle(Request("POST", "$batch", "", {"content-type": "application/json"}, ROOT, body))


def test_who_waits_for_each_other_is_tried_again(workshop: Service) -> None:
    """Two change sets that lock the same rows in opposite order end each other; both are carried out all the same."""
    for key in ("a", "b"):
        assert sent(workshop, "PUT", f"Counters('{key}')", {"amount": 0}).status == 201
    slow = workshop.database.dialect.name == "firebird"  # it waits for a second
    for _ in range(2 if slow else ROUNDS):
        answers: list[Response] = []
        start = threading.Barrier(2)

        def send(keys: list[str], answers: list[Response] = answers, start: threading.Barrier = start) -> None:
            start.wait()
            answers.append(crossing(workshop, keys))

        threads = [threading.Thread(target=send, args=(keys,)) for keys in (["a", "b"], ["b", "a"])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = [part["status"] for answer in answers for part in json.loads(answer.body)["responses"]]
        assert statuses == [204] * 6
