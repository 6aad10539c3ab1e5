"""How a statement is executed on a driver's own cursor: as each database has it, and with a time limit of its own."""

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy.pool import PoolProxiedConnection

from odata_service.sql.dialects import db2, duckdb, firebird, hana, mssql, oracle, snowflake, trino
from odata_service.sql.dialects.ending import ended_after
from odata_service.sql.limits import AT_CURSOR
from odata_service.sql.lists import expanded
from odata_service.sql.patience import PatientConnection
from odata_service.sql.unchanged import Run

Row = tuple[Any, ...]

SQLITE_STEPS = 20_000  # about a millisecond's work

# Databases that are checked as SQL only; of each the module says how its driver takes values, and what the smallest
# statement is.
OTHERS = {name: module for module in (mssql, oracle, db2, hana, snowflake, trino) for name in module.NAMES}
PING: dict[str, str] = {firebird.NAME: firebird.PING} | {name: module.PING for name, module in OTHERS.items()}


def execute(
    connection: PoolProxiedConnection, text: str, arguments: Sequence[Any], limit: Callable[[Any], None] | None = None
) -> list[Row]:
    cursor = connection.cursor()
    try:
        if limit is not None:
            limit(cursor)
        cursor.execute(text, arguments)
        return cursor.fetchall()  # type: ignore[return-value]  # drivers deliver lists or tuples of tuples
    finally:
        cursor.close()


def _run_by_own(connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]) -> list[Row]:
    """By connections that know how to read without a cursor (`dialects/sqlite_driver.py`, `patience.py`)."""
    own: Any = connection.driver_connection
    found: list[Row] = own.fetch(text, arguments)
    return found


def _sqlite_within(seconds: float, connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]) -> list[Row]:
    limit_sqlite(seconds, connection, None, None)  # the next one who uses it sets the usual limit
    return _run_by_own(connection, text, arguments)


def _postgresql_within(
    seconds: float, connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]
) -> list[Row]:
    own: PatientConnection = connection.driver_connection  # type: ignore[assignment]  # as `open_database` has it
    return own.fetch(text, arguments, seconds)


def _mysql_within(seconds: float, connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]) -> list[Row]:
    if "mariadb" in connection.driver_connection.get_server_info().lower():  # type: ignore[union-attr]  # PyMySQL's
        return execute(connection, f"SET STATEMENT max_statement_time={seconds} FOR {text}", arguments)
    hint = f"SELECT /*+ MAX_EXECUTION_TIME({int(seconds * 1000)}) */"
    return execute(connection, text.replace("SELECT", hint, 1), arguments)


def _ended_within(
    end: str, seconds: float, connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]
) -> list[Row]:
    """By another thread, which calls what ends it."""
    timer = ended_after(seconds, getattr(connection.dbapi_connection, end))
    try:
        return execute(connection, text, arguments)
    finally:
        timer.cancel()


def _run_expanded(name: str, connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]) -> list[Row]:
    """With a place in the statement for each value of a list."""
    return execute(connection, *expanded(text, arguments, OTHERS[name].PARAMETERS))


def _run_limited(
    name: str, seconds: float, connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]
) -> list[Row]:
    """The same by a cursor that knows how long it may take."""
    prepared = expanded(text, arguments, OTHERS[name].PARAMETERS)
    return execute(connection, *prepared, lambda cursor: AT_CURSOR[name](cursor, seconds))


RUN: dict[str, Run] = {
    "sqlite": _run_by_own,
    "postgresql": _run_by_own,
    **{name: partial(_run_expanded, name) for name in OTHERS},
}
WITHIN: dict[str, Callable[[float, PoolProxiedConnection, str, Sequence[Any]], list[Row]]] = {
    "sqlite": _sqlite_within,
    "postgresql": _postgresql_within,
    "mysql": _mysql_within,
    "mariadb": _mysql_within,
    duckdb.NAME: partial(_ended_within, "interrupt"),
    firebird.NAME: partial(_ended_within, "cancel"),
    **{name: partial(_run_limited, name) for name in AT_CURSOR},
}


def run_of(backend: str, seconds: float) -> Run:
    """How statements are executed that may take so long, where connections do not know it themselves."""
    return partial(WITHIN[backend], seconds) if backend in AT_CURSOR else RUN.get(backend, execute)


def limit_sqlite(seconds: float, connection: Any, record: Any, proxy: Any) -> None:
    """SQLite asks every so many steps of its machine whether to go on; past the limit the answer is no."""
    until = monotonic() + seconds
    connection.set_progress_handler(lambda: monotonic() > until, SQLITE_STEPS)
