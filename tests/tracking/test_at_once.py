"""Many write at once, some of them long, some in vain, while a client follows: at the end it has what the table has."""

import random
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy.exc import DBAPIError

from odata_service.service import Service
from tests.conftest import DATABASES, served
from tests.tracking.stock import BEGUN, Client, made
from tests.tracking.test_copies import Writers, truth

WRITERS, CHANGES = 4, 25


@pytest.fixture(scope="module", params=DATABASES)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "at_once", made)


def write(service: Service, seed: int) -> None:
    """Transactions of a few changes; some end in nothing, and some wait within themselves for others to be quicker."""
    chosen = random.Random(seed)
    writers = Writers(chosen, places=(f"W{seed}", "shared"))
    for _ in range(CHANGES):
        with service.database.engine.connect() as connection:
            assert connection.dialect.name in BEGUN
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.dialect.name == "sqlite" else "BEGIN")
                for _ in range(chosen.randrange(1, 4)):
                    writers.work(connection, hard=True)
                    threading.Event().wait(chosen.choice([0, 0, 0.02, 0.05]))
                connection.exec_driver_sql(chosen.choice(["COMMIT", "COMMIT", "COMMIT", "ROLLBACK"]))
            except DBAPIError:  # another one was in the way
                with suppress(DBAPIError):  # perhaps nothing has begun, or all is undone
                    connection.exec_driver_sql("ROLLBACK")


def test_many_at_once(service: Service) -> None:
    clients = [Client(service, url, size=5) for url in ("Logged", "Logged?$filter=price%20lt%2050")]
    for client in clients:
        client.read()
    threads = [threading.Thread(target=write, args=(service, number)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    polls = 0
    while any(thread.is_alive() for thread in threads):
        for client in clients:
            client.poll()
        polls += 1
    for client in clients:
        client.poll()
        assert client.copy == truth(service, client.url), client.url
    assert polls > 1 and clients[0].copy
