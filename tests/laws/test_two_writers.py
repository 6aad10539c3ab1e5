"""Two who change the same entity at the same time: one of them wins, the other one is told."""

import json
import threading
from collections.abc import Iterator

import pytest

from models.build import build
from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from tests.conftest import DATABASES, ROOT, SCALE, ask, opened, own_database, worker_name

WRITERS, ROUNDS = 4, 12


@pytest.fixture(scope="module", params=DATABASES)
def contested(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('contested')}/erp.sqlite"
        build(url, scale=SCALE)
        service = opened(url)
        yield service
        service.database.engine.dispose()
        return
    for url in own_database(request.param, f"{worker_name()}_contested"):
        build(url, scale=SCALE)
        service = opened(url)
        yield service
        service.database.engine.dispose()


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


def change(content: dict[str, object], etag: str | None, method: str = "PATCH") -> Request:
    headers = {"if-match": etag} if etag else {}
    return Request(method, "Customers(7)", "", headers, ROOT, json.dumps(content).encode())


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
