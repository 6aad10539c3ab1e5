"""DuckDB: its driver's settings, and what it spells in its own way."""

from typing import Any

from sqlalchemy.engine import URL

from odata_service.config import Config
from odata_service.sql.columns import printed_list
from odata_service.sql.constructs import spelled
from odata_service.sql.dialects import ending
from odata_service.sql.functions import in_values
from odata_service.sql.instants import time_of

NAME = "duckdb"


def settings(target: URL, config: Config) -> dict[str, Any]:
    return {"paramstyle": "qmark"}


def prepare(connection: Any, config: Config) -> None:
    connection.execute("SET TimeZone = 'UTC'")


def limit(seconds: float, connection: Any, record: Any, proxy: Any) -> None:
    """DuckDB has no time limit, but a connection can be interrupted by another thread."""
    ending.limit(seconds, connection.interrupt, record)


def unlimit(connection: Any, record: Any) -> None:
    ending.unlimit(record)


spelled(in_values, "({0} = ANY({1}))", NAME)
spelled(time_of, "CAST(CAST({0} AS TIMESTAMP) AS TIME)", NAME)
spelled(printed_list, "CAST(TO_JSON({0}) AS VARCHAR)", NAME)
