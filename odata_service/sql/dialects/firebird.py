"""Firebird: its settings, and what it spells in its own way. `firebird_driver.py` is what its driver needs."""

from math import ceil
from threading import Timer
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.engine import URL
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Integer

from odata_service.config import Config
from odata_service.sql.aggregates import average
from odata_service.sql.columns import printed
from odata_service.sql.constructs import arguments, refused, spelled
from odata_service.sql.durations import day_after, moment_after, seconds_between, seconds_of, span_of_seconds
from odata_service.sql.functions import (
    exact_quotient,
    infinity,
    matches,
    not_a_number,
    remainder,
    starts_with,
    typed_null,
    unpadded_text,
)
from odata_service.sql.rows import exists_row, rows_in

NAME = "firebird"
PING = "SELECT 1 FROM RDB$DATABASE"
DRIVER = "firebird+odata_service"  # sqlalchemy-firebird's dialect over firebird-driver, with our connections
registry.register("firebird.odata_service", "odata_service.sql.dialects.firebird_driver", "FirebirdDialect")


def settings(target: URL, config: Config) -> dict[str, Any]:
    return {"connect_args": {"charset": "UTF8"}}


def prepare(connection: Any, config: Config) -> None:
    connection.wait_for_locks(max(1, ceil(config.statement_timeout)))


def limit(seconds: float, connection: Any, record: Any, proxy: Any) -> None:
    """Firebird has no time limit before version 4, but what a connection does can be cancelled by another thread."""
    timer = Timer(seconds, connection.cancel)
    timer.daemon = True
    timer.start()
    record.info["limit"] = timer


def unlimit(connection: Any, record: Any) -> None:
    timer = record.info.pop("limit", None)
    if timer is not None:
        timer.cancel()


@compiles(remainder, NAME)
def _remainder(element: remainder, compiler: SQLCompiler, **options: Any) -> str:
    """MOD makes whole numbers of both sides."""
    one, other = arguments(element, compiler, **options)
    if all(isinstance(clause.type, Integer) for clause in element.clauses):
        return f"MOD({one}, {other})"
    return f"({one} - TRUNC({one} / CAST({other} AS DOUBLE PRECISION)) * {other})"


@compiles(typed_null, NAME)
def _typed_null(element: typed_null, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(NULL AS {compiler.dialect.type_compiler_instance.process(element.type)})"


compiles(rows_in, NAME)(exists_row)

spelled(starts_with, "({0} STARTING WITH {1})", NAME)
spelled(unpadded_text, "TRIM(TRAILING FROM {0})", NAME)
spelled(printed, "CAST({0} AS VARCHAR(4000))", NAME)
spelled(exact_quotient, "(CAST({0} AS DOUBLE PRECISION) / {1})", NAME)
spelled(infinity, "1.7976931348623157e308", NAME)  # it has no word for it
spelled(not_a_number, "CAST(NULL AS DOUBLE PRECISION)", NAME)
spelled(average, "CAST(SUM({0}) AS DOUBLE PRECISION) / NULLIF(COUNT({0}), 0)", NAME)
refused(matches, "Firebird has no regular expressions; contains, startswith and endswith are possible.", NAME)

# A duration is a number of seconds.
spelled(seconds_of, "{0}", NAME)
spelled(span_of_seconds, "CAST({0} AS NUMERIC(18, 6))", NAME)
spelled(seconds_between, "(DATEDIFF(MILLISECOND FROM {1} TO {0}) * 0.001)", NAME)
spelled(moment_after, "DATEADD(CAST(({1}) * 1000 AS BIGINT) MILLISECOND TO {0})", NAME)
spelled(day_after, "CAST(DATEADD(CAST(({1}) * 1000 AS BIGINT) MILLISECOND TO CAST({0} AS TIMESTAMP)) AS DATE)", NAME)
