"""Databases end in the middle, and connections are cut: what was answered is there once, nothing is there by half."""

import random
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from odata_service.sql.opening import normalised
from tests.conftest import SERVERS, own_database, worker_name
from tests.faults.hard.conftest import ROUNDS
from tests.faults.hard.running import PARTS, Clients, Shop, change_set, is_done, repeatable
from tests.faults.hard.servers import KINDS, USERS, Server
from tests.faults.hard.shop import ENTRIES
from tests.faults.test_databases import END, OTHERS


@pytest.fixture(scope="module", params=list(KINDS))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = KINDS[request.param](tmp_path_factory.mktemp(request.param), USERS[request.param])
    yield made
    made.kill()


@pytest.fixture(scope="module", params=list(SERVERS))
def url(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    for found in own_database(request.param, f"{worker_name()}_cut"):
        yield request.param, found


def repeating(shop: Shop, token: str) -> bool:
    """A create or a change set that is sent until it is answered."""
    said = repeatable()
    if random.random() < 0.5:
        return shop.until_answered("Entries", {"token": token}, said)[0] == 201
    return is_done(shop.until_answered("$batch", change_set(token, said)))


def counted(shop: Shop, answered: dict[str, bool]) -> None:
    found = shop.count(ENTRIES)
    assert all(answered.values())
    assert set(found) == set(answered)
    assert set(found.values()) <= {1, PARTS}


def test_a_database_that_is_killed_and_started_again(server: Server) -> None:
    def restart() -> None:
        server.kill()
        time.sleep(random.uniform(0, 1))
        server.start()

    with Shop(server.url) as shop, Clients(4, lambda token: repeating(shop, token)) as clients:
        clients.interrupted(max(3, ROUNDS // 3), restart)
        counted(shop, clients.stop())


def test_without_retries_nothing_is_there_by_half(server: Server) -> None:
    def restart() -> None:
        server.kill()
        server.start()

    def send(token: str) -> bool:
        return is_done(shop.send("POST", "$batch", change_set(token)))

    with Shop(server.url) as shop, Clients(4, send) as clients:
        clients.interrupted(3, restart)
        answered = clients.stop()
        found = shop.count(ENTRIES)
    assert set(found.values()) == {PARTS}
    assert [token for token, done in answered.items() if done and token not in found] == []


def test_connections_that_the_database_ends(url: tuple[str, str]) -> None:
    kind, target = url
    engine = create_engine(normalised(target), isolation_level="AUTOCOMMIT")

    def cut() -> None:
        with engine.connect() as connection:
            for number in connection.execute(text(OTHERS[kind])).scalars().all():
                try:
                    connection.execute(text(END[kind].format(number)))
                except DBAPIError as error:
                    assert "1094" in str(error), error  # it has ended by itself

    with Shop(target) as shop, Clients(4, lambda token: repeating(shop, token)) as clients:
        clients.interrupted(ROUNDS * 3, cut)
        counted(shop, clients.stop())
    engine.dispose()
