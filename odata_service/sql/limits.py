"""How drivers of databases that are checked as SQL only are told how long they may wait: for a connection, for a
statement, and for a server that has fallen silent."""

from collections.abc import Callable
from math import ceil
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from odata_service.config import Config
from odata_service.sql.patience import GRACE_SECONDS

Seconds = float
DB2 = ("ibm_db_sa", "db2")


def _mssql(connection: Any, seconds: Seconds) -> None:
    connection.timeout = max(1, ceil(seconds))  # pyodbc's, for every statement of the connection


def _oracle(connection: Any, seconds: Seconds) -> None:
    connection.call_timeout = max(1, round(seconds * 1000))  # milliseconds of one call to the server


def _hana(cursor: Any, seconds: Seconds) -> None:
    cursor.setquerytimeout(max(1, ceil(seconds)))


def _db2(cursor: Any, seconds: Seconds) -> None:
    """A statement has its limit as an option, and is there only when the driver has prepared it."""
    driver = cursor._prepare_helper.__globals__["ibm_db"]
    prepare = cursor._prepare_helper

    def prepare_limited(*arguments: Any) -> None:
        prepare(*arguments)
        driver.set_option(cursor.stmt_handler, {driver.SQL_ATTR_QUERY_TIMEOUT: max(1, ceil(seconds))}, 0)

    cursor._prepare_helper = prepare_limited


# At an open connection, and at each cursor before it executes something.
AT_CONNECTION: dict[str, Callable[[Any, Seconds], None]] = {"mssql": _mssql, "oracle": _oracle}
AT_CURSOR: dict[str, Callable[[Any, Seconds], None]] = {"hana": _hana, **dict.fromkeys(DB2, _db2)}


def _to_snowflake(config: Config) -> dict[str, Any]:
    limits = {"STATEMENT_TIMEOUT_IN_SECONDS": max(1, ceil(config.statement_timeout))}
    return {"login_timeout": max(1, ceil(config.connect_timeout)), "session_parameters": limits}


def _to_trino(config: Config) -> dict[str, Any]:
    limits = {"query_max_run_time": f"{max(1, ceil(config.statement_timeout))}s"}
    patience = (config.connect_timeout, config.statement_timeout + GRACE_SECONDS)  # as requests takes them
    return {"session_properties": limits, "request_timeout": patience}


def _to_hana(config: Config) -> dict[str, Any]:
    silence = round((config.statement_timeout + GRACE_SECONDS) * 1000)
    return {"connectTimeout": max(1, round(config.connect_timeout * 1000)), "communicationTimeout": silence}


# Arguments of `connect`.
TO_CONNECT: dict[str, Callable[[Config], dict[str, Any]]] = {
    "mssql": lambda config: {"timeout": max(1, ceil(config.connect_timeout))},
    "oracle": lambda config: {"tcp_connect_timeout": config.connect_timeout},
    "hana": _to_hana,
    "snowflake": _to_snowflake,
    "trino": _to_trino,
}


def keep_limits(engine: Engine, backend: str, config: Config) -> None:
    """Makes an engine's connections and its cursors, as far as SQLAlchemy makes them, keep the limits."""
    seconds = config.statement_timeout
    if backend in AT_CONNECTION:
        at_connection = AT_CONNECTION[backend]
        event.listen(engine, "connect", lambda opened, record: at_connection(opened, seconds))
    if backend in AT_CURSOR:
        at_cursor = AT_CURSOR[backend]
        event.listen(engine, "before_cursor_execute", lambda connection, cursor, *others: at_cursor(cursor, seconds))
    if backend in DB2:
        patience = max(1, ceil(config.connect_timeout))
        event.listen(engine, "do_connect", lambda dialect, record, given, settings: _connect_db2(given, patience))


def _connect_db2(arguments: list[Any], patience: int) -> None:
    """Db2's driver takes its settings in a text, where the URL names a server."""
    if "=" in str(arguments[0]):
        arguments[0] += f"ConnectTimeout={patience};"
