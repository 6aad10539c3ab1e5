"""MySQL and MariaDB: their driver's settings."""

import re
from math import ceil
from typing import Any

from pymysql.constants import FIELD_TYPE
from pymysql.converters import conversions, through
from sqlalchemy.engine import URL

from odata_service.config import Config
from odata_service.sql.patience import GRACE_SECONDS

NAMES = ("mysql", "mariadb")
# A value that does not fit is an error, and never another value; blanks that fill up a CHAR are no part of its value.
MODE = "CONCAT(REPLACE(@@sql_mode, 'PAD_CHAR_TO_FULL_LENGTH', ''), ',STRICT_ALL_TABLES')"
MOST_LEVELS = 10_000_000
PRINTED = (
    FIELD_TYPE.DECIMAL, FIELD_TYPE.NEWDECIMAL, FIELD_TYPE.DATE, FIELD_TYPE.TIME, FIELD_TYPE.DATETIME,
    FIELD_TYPE.TIMESTAMP,
)  # fmt: skip


def settings(target: URL, config: Config) -> dict[str, Any]:
    return {
        "paramstyle": "format",
        "connect_args": {
            "connect_timeout": max(1, ceil(config.connect_timeout)),
            "read_timeout": max(1, ceil(config.connect_timeout)),  # until the server has let us in
            "write_timeout": ceil(config.statement_timeout) + GRACE_SECONDS,
            "autocommit": True,
            "charset": "utf8mb4",
            "conv": conversions | dict.fromkeys(PRINTED, through),
        },
    }


def prepare(connection: Any, config: Config) -> None:
    """Texts that no column tells the collation of are compared letter by letter, and go together with any column's."""
    server = connection.get_server_info().lower()
    mariadb = "mariadb" in server
    limit = (
        f"max_statement_time={config.statement_timeout}"
        if mariadb
        else f"max_execution_time={int(config.statement_timeout * 1000)}"
    )
    collation = "utf8mb4_nopad_bin" if mariadb else _exact_in_mysql(server)
    with connection.cursor() as cursor:
        own = f"collation_connection={collation}, sql_mode={MODE}, {limit}{_levels(server)}"
        cursor.execute(f"SET SESSION time_zone='+00:00', {own}")
    connection._read_timeout = ceil(config.statement_timeout) + GRACE_SECONDS  # PyMySQL looks at it before each answer


def _levels(version: str) -> str:
    """How many levels a recursive SELECT may have, where the server has such: it is we who end it. MariaDB would end it
    silently, with what it has found so far."""
    mariadb = re.search(r"(\d+)\.(\d+)\.(\d+)-mariadb", version)
    numbers = [int(number) for number in (mariadb.groups() if mariadb else re.findall(r"\d+", version)[:3])]
    known = numbers >= ([10, 2, 2] if mariadb else [8, 0, 3])
    return f", {'max_recursive_iterations' if mariadb else 'cte_max_recursion_depth'}={MOST_LEVELS}" if known else ""


def _exact_in_mysql(version: str) -> str:
    """The collation that tells all texts apart, also by the blanks at their ends, which it has since 8.0.17."""
    numbers = [int(number) for number in re.findall(r"\d+", version)[:3]]
    return "utf8mb4_0900_bin" if numbers >= [8, 0, 17] else "utf8mb4_bin"
