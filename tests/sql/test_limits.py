"""How long a statement may take, as the drivers of databases are told that the tests cannot run."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event

from odata_service.config import Config
from odata_service.sql.database import open_database
from odata_service.sql.limits import AT_CONNECTION

CONNECTED = {
    "snowflake://user@account/erp": ("session_parameters", {"STATEMENT_TIMEOUT_IN_SECONDS": 3}),
    "trino://user@localhost:8080/erp": ("session_properties", {"query_max_run_time": "3s"}),
}


class Stopped(Exception):
    """Raised instead of connecting."""


@pytest.mark.parametrize("url", CONNECTED)
def test_it_is_an_argument_of_the_connection(url: str) -> None:
    database = open_database("erp", url, Config(statement_timeout=2.5))
    given: dict[str, Any] = {}

    def stop(dialect: Any, record: Any, arguments: Any, settings: dict[str, Any]) -> None:
        given.update(settings)
        raise Stopped

    event.listen(database.engine, "do_connect", stop)
    with pytest.raises(Stopped):
        database.engine.pool.connect()
    name, expected = CONNECTED[url]
    assert given[name] == expected


def test_it_is_said_to_the_open_connection() -> None:
    connection = SimpleNamespace()
    AT_CONNECTION["mssql"](connection, 2.5)
    AT_CONNECTION["oracle"](connection, 2.5)
    assert (connection.timeout, connection.call_timeout) == (3, 2500)
