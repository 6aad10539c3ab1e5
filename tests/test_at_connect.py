"""What a model lets each connection to its database begin with."""

import logging
from collections.abc import Iterator

import pytest

from odata_service.config import Config
from odata_service.errors import ServiceUnavailable
from odata_service.sql.database import Database
from odata_service.sql.opening import open_database
from odata_service.sql.statement import Statement
from tests.conftest import own_database, worker_name

# A statement, a question to which it changes the answer, and the answer.
TOLD = {
    "sqlite": ("PRAGMA cache_size = -1234", "PRAGMA cache_size", -1234),
    "postgresql": ("SET default_transaction_isolation TO 'repeatable read'", "SHOW transaction_isolation",
                   "repeatable read"),
    "mariadb": ("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", "SELECT @@tx_isolation", "READ-COMMITTED"),
    "duckdb": ("SET threads TO 1", "SELECT current_setting('threads')", 1),
}  # fmt: skip


@pytest.fixture(params=TOLD)
def place(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The name of a kind of database, and the URL of an empty one."""
    for url in own_database(request.param, f"{worker_name()}_connect"):
        yield request.param, url


def opened(url: str, at_connect: str | list[str]) -> Database:
    return open_database("erp", url, Config(), at_connect)


def test_each_connection_begins_with_it(place: tuple[str, str]) -> None:
    name, url = place
    statement, question, answer = TOLD[name]
    for at_connect in (statement, [statement], ["SELECT 1", statement]):
        database = opened(url, at_connect)
        assert list(database.fetch(Statement(question, ()), ())[0]) == [answer]
        database.engine.dispose()


def test_what_the_database_refuses_is_told(place: tuple[str, str], caplog: pytest.LogCaptureFixture) -> None:
    _, url = place
    database = opened(url, "SET nothing TO something TO nowhere")
    with caplog.at_level(logging.ERROR), pytest.raises(ServiceUnavailable, match="at the start of a connection"):
        database.fetch(Statement("SELECT 1", ()), ())
    assert "SET nothing TO something TO nowhere" in caplog.text
    assert database.breaker.allows()
    database.engine.dispose()
