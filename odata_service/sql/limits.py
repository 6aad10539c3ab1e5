"""How drivers of databases that are checked as SQL only are told how long a statement may take."""

from collections.abc import Callable
from math import ceil
from typing import Any

Seconds = float


def _mssql(connection: Any, seconds: Seconds) -> None:
    connection.timeout = max(1, ceil(seconds))  # pyodbc's, for every statement of the connection


def _oracle(connection: Any, seconds: Seconds) -> None:
    connection.call_timeout = max(1, round(seconds * 1000))  # milliseconds of one call to the server


# At an open connection, and by arguments of `connect`.
AT_CONNECTION: dict[str, Callable[[Any, Seconds], None]] = {"mssql": _mssql, "oracle": _oracle}
AT_CONNECT: dict[str, Callable[[Seconds], dict[str, Any]]] = {
    "snowflake": lambda seconds: {"session_parameters": {"STATEMENT_TIMEOUT_IN_SECONDS": max(1, ceil(seconds))}},
    "trino": lambda seconds: {"session_properties": {"query_max_run_time": f"{max(1, ceil(seconds))}s"}},
}
