"""A client that follows delta links has what the table has, whatever happens to that."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.engine import Connection

from odata_service.service import Service
from tests.conftest import BEHAVIOUR, DATABASES, ROOT, ask, served
from tests.tracking.stock import Client, body_of, changing, made, stock

WAYS = ("Logged", "Timed", "Counted")
QUERIES = ("", "?$filter=price%20gt%2050", "?$filter=contains(Name,'a')&$select=Place,Number,price", "?$search=b")
STEPS = 12
REVISIONS = count(1)


@pytest.fixture(scope="module", params=BEHAVIOUR)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "copies", lambda url: made(url, logged=request.param in DATABASES))


@dataclass
class Writers:
    """Others that change the table at random; each change has a time and a number that tell it."""

    random: random.Random
    places: tuple[str, ...] = field(default=("A", "B'b", "ä/ö"))

    def work(self, connection: Connection, *, hard: bool) -> None:
        """One change; `hard` ones are not told by the row itself."""
        key = (self.random.choice(self.places), self.random.randrange(8))
        here = and_(stock.c.place == key[0], stock.c.number == key[1])
        revision = next(REVISIONS)
        values: dict[str, Any] = {
            "changed_at": datetime.now(UTC).replace(tzinfo=None), "revision": revision,
            "price": self.random.randrange(100), "gone": 0,
            "name": self.random.choice(["alpha", "beta", "gamma", None]),
        }  # fmt: skip
        there = connection.execute(select(stock.c.gone).where(here)).all()
        if not there:
            connection.execute(insert(stock).values(place=key[0], number=key[1], **values))
        elif self.random.random() < 0.4:
            if hard:
                connection.execute(delete(stock).where(here))
            else:
                connection.execute(update(stock).where(here).values(**{**values, "gone": 1}))
        elif hard and self.random.random() < 0.3:
            connection.execute(update(stock).where(here).values(number=revision + 100))
        else:
            connection.execute(update(stock).where(here).values(**values))


def truth(service: Service, url: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What a client finds that reads all of it at once."""
    rows = body_of(ask(service, url))["value"]
    return {(row["Place"], row["Number"]): row for row in rows}


@pytest.mark.parametrize("version", ["4.0", "4.01"])
@pytest.mark.parametrize("way", WAYS)
def test_a_copy_is_the_table(service: Service, way: str, version: str) -> None:
    if way not in service.model.entity_sets:
        return  # there are no triggers in this database
    engine, chosen = service.database.engine, random.Random(way + version)
    with changing(engine) as connection:
        connection.execute(delete(stock))
    writers = Writers(chosen)
    clients = [Client(service, way + query, size=chosen.choice([1, 3, 50]), version=version) for query in QUERIES]
    for client in clients:
        client.read()
    for _ in range(STEPS):
        with changing(engine) as connection:
            for _ in range(chosen.randrange(4)):
                writers.work(connection, hard=way == "Logged")
        for client in clients:
            if chosen.random() < 0.4:
                client.poll()
                assert client.copy == truth(service, client.url), client.url
    for client in clients:
        client.poll()
        assert client.copy == truth(service, client.url), client.url


def test_the_number_of_changes(service: Service) -> None:
    for way in WAYS:
        if way in service.model.entity_sets:
            client = Client(service, way, size=50)
            client.read()
            with changing(service.database.engine) as connection:
                for number in (1, 2, 2):
                    Writers(random.Random(number), (f"N{number}",)).work(connection, hard=False)
            number = ask(service, client.link.removeprefix(ROOT).replace("?", "/$count?"))
            client.told = 0
            client.poll()
            assert int(number.body) == client.told > 0, client.link
