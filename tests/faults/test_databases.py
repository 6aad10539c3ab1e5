"""What a client sees when a database is slow, gone, or has no connection left; done to real ones."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, text

from odata_service import publish
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.reflected import reflect
from odata_service.errors import ServiceUnavailable
from odata_service.service import Service
from odata_service.sql.breaker import FAILURES
from odata_service.sql.opening import normalised, open_database
from tests.conftest import SERVERS, ask, own_database, worker_name

SLEEP = {"postgresql": "pg_sleep(3) IS NOT NULL", "mariadb": "SLEEP(3) = 0"}
OTHERS = {
    "postgresql": "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "mariadb": "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
}
END = {"postgresql": "SELECT pg_terminate_backend({})", "mariadb": "KILL {}"}

BOOKS = MetaData()
QUICK = Table("quick", BOOKS, Column("id", Integer, primary_key=True), Column("note", String(20)))
SLOW = Table("slow", BOOKS, Column("id", Integer, primary_key=True), Column("note", String(20)))  # in truth a view
MODEL = model_of(
    publish.Service(
        name="books", source=publish.Source("X"), entity_sets=[publish.EntitySet(QUICK), publish.EntitySet(SLOW)]
    )
)


@pytest.fixture(scope="module", params=list(SERVERS))
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The kind and the URL of a database with a quick table and a view that takes three seconds."""
    kind = str(request.param)
    for url in own_database(kind, f"{worker_name()}_faults"):
        engine = create_engine(normalised(url))
        with engine.begin() as connection:
            QUICK.create(connection)
            connection.execute(text("INSERT INTO quick VALUES (1, 'one')"))
            connection.execute(text(f"CREATE VIEW slow AS SELECT id, note FROM quick WHERE {SLEEP[kind]}"))
        engine.dispose()
        yield kind, url


def opened(url: str, **settings: Any) -> Service:
    config = Config(**settings)
    return Service(MODEL, open_database("books", url, config), config)


def test_a_slow_statement_is_a_504_within_its_limit(server: tuple[str, str]) -> None:
    service = opened(server[1], statement_timeout=0.5)
    started = time.monotonic()
    response = ask(service, "slow")
    assert response.status == 504, response.body
    assert time.monotonic() - started < 2.5
    assert int(response.headers["Retry-After"]) > 0
    assert b"QueryTimeout" in response.body
    assert ask(service, "quick").status == 200
    service.database.engine.dispose()


def test_no_connection_left_is_a_503_within_two_seconds(server: tuple[str, str]) -> None:
    service = opened(server[1], pool_size=1, pool_timeout=0.5, statement_timeout=2.0)
    busy = threading.Thread(target=ask, args=(service, "slow"))
    busy.start()
    time.sleep(0.3)
    started = time.monotonic()
    response = ask(service, "quick")
    waited = time.monotonic() - started
    busy.join()
    assert response.status == 503, response.body
    assert waited < 2.0
    assert b"in use" in response.body
    assert ask(service, "quick").status == 200
    service.database.engine.dispose()


def test_a_database_whose_connections_are_all_in_use_is_not_given_up(server: tuple[str, str]) -> None:
    """However often: nor are its connections replaced, of which there would be more than there may be then."""
    service = opened(server[1], pool_size=1, pool_timeout=0.05)
    pool = service.database.engine.pool
    held = pool.connect()
    for _ in range(FAILURES + 1):
        assert b"in use" in ask(service, "quick").body
        with pytest.raises(ServiceUnavailable, match="in use"):
            service.database.write_connection()
    held.close()
    assert service.database.engine.pool is pool
    assert ask(service, "quick").status == 200
    service.database.engine.dispose()


def test_connections_that_the_database_ended_are_replaced(server: tuple[str, str]) -> None:
    kind, url = server
    service = opened(url, pool_size=3)
    assert ask(service, "quick").status == 200
    engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        others = connection.execute(text(OTHERS[kind])).scalars().all()
        for number in others:
            connection.execute(text(END[kind].format(number)))
    engine.dispose()
    assert others
    assert ask(service, "quick").status == 200
    service.database.engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "mysql://nobody@127.0.0.1:1/none"])
def test_a_database_that_is_down_is_a_503_at_once(url: str) -> None:
    service = opened(url)
    for _ in range(5):
        started = time.monotonic()
        response = ask(service, "quick")
        assert response.status == 503, response.body
        assert time.monotonic() - started < 2
        assert b"127.0.0.1" not in response.body
    assert ask(service, "$metadata").status == 200
    assert not service.ready()


def test_a_slow_statement_of_sqlite_is_stopped_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('slow')}/slow.sqlite"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE numbers (id INTEGER PRIMARY KEY, other_id INTEGER REFERENCES numbers(id))")
        )
        series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        connection.execute(text(f"{series} INSERT INTO numbers SELECT i, 1 FROM n"))
    config = Config(statement_timeout=0.5)
    database = open_database("numbers", url, config)
    service = Service(reflect(database.engine, name="numbers"), database, config)
    started = time.monotonic()
    nested = "numbers/any(a:a/other/numbers/any(b:b/id%20add%20a/id%20eq%20-1))"
    response = ask(service, f"numbers/$count?$filter={nested}")
    assert response.status == 504, response.body
    assert time.monotonic() - started < 2.5
    assert ask(service, "numbers(1)").status == 200
    database.engine.dispose()
