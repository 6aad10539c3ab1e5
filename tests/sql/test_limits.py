"""How long is waited for connections and statements of databases that the tests cannot run: as their drivers are told,
and, of those that are installed, how long they wait for a server that says nothing."""

import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import ibm_db_dbi
import pytest
from sqlalchemy import event

from odata_service.config import Config
from odata_service.errors import ServiceUnavailable
from odata_service.sql.limits import AT_CONNECTION, AT_CURSOR
from odata_service.sql.opening import open_database

CONNECTED = {
    "snowflake://user@account/erp": {
        "session_parameters": {"STATEMENT_TIMEOUT_IN_SECONDS": 3},
        "login_timeout": 2,
    },
    "trino://user@localhost:8080/erp": {
        "session_properties": {"query_max_run_time": "3s"},
        "request_timeout": (1.5, 4.5),
    },
    "hana://user@localhost:30015": {"connectTimeout": 1500, "communicationTimeout": 4500},
}


class Stopped(Exception):
    """Raised instead of connecting."""


@pytest.mark.parametrize("url", CONNECTED)
def test_they_are_arguments_of_the_connection(url: str) -> None:
    database = open_database("erp", url, Config(statement_timeout=2.5, connect_timeout=1.5))
    given: dict[str, Any] = {}

    def stop(dialect: Any, record: Any, arguments: Any, settings: dict[str, Any]) -> None:
        given.update(settings)
        raise Stopped

    event.listen(database.engine, "do_connect", stop)
    with pytest.raises(Stopped):
        database.engine.pool.connect()
    assert {name: given[name] for name in CONNECTED[url]} == CONNECTED[url]


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(20)
        yield server.getsockname()[1]


@pytest.mark.parametrize("url", ["hana://user:x@127.0.0.1:{}", "ibm_db_sa://user:x@127.0.0.1:{}/erp"])
def test_nobody_waits_for_a_server_that_says_nothing(url: str, silent: int) -> None:
    database = open_database("erp", url.format(silent), Config(connect_timeout=1))
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        database.reading(lambda connection: pytest.fail("there is no database"))
    database.engine.dispose()


def test_it_is_said_to_the_open_connection() -> None:
    connection = SimpleNamespace()
    AT_CONNECTION["mssql"](connection, 2.5)
    AT_CONNECTION["oracle"](connection, 2.5)
    assert (connection.timeout, connection.call_timeout) == (3, 2500)


def test_db2_gets_it_with_each_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the driver's own cursor calls in its library, in this order."""
    called: list[tuple[Any, ...]] = []
    library = ibm_db_dbi.ibm_db
    monkeypatch.setattr(library, "prepare", lambda connection, text: called.append(("prepare", text)) or "statement")
    monkeypatch.setattr(library, "set_option", lambda *arguments: called.append(("set_option", *arguments)))
    monkeypatch.setattr(library, "execute", lambda statement, *values: called.append(("execute", statement)) or True)
    monkeypatch.setattr(library, "get_option", lambda *arguments: library.SQL_CURSOR_FORWARD_ONLY)
    monkeypatch.setattr(library, "num_fields", lambda statement: 1)
    cursor = ibm_db_dbi.Cursor(object(), SimpleNamespace(dbms_name="DB2/LINUXX8664", FIX_RETURN_TYPE=1))
    AT_CURSOR["ibm_db_sa"](cursor, 2.5)
    cursor.execute("VALUES 1", (5,))
    limited = ("set_option", "statement", {library.SQL_ATTR_QUERY_TIMEOUT: 3}, 0)
    assert called == [("prepare", "VALUES 1"), limited, ("execute", "statement")]


def test_hana_gets_it_with_each_cursor() -> None:
    told: list[int] = []
    AT_CURSOR["hana"](SimpleNamespace(setquerytimeout=told.append), 2.5)
    assert told == [3]
