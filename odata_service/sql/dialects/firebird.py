"""Firebird: its settings, and what it spells in its own way. `firebird_driver.py` is what its driver needs."""

import re
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.engine import URL
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from odata_service.config import Config
from odata_service.sql.aggregates import average
from odata_service.sql.arithmetic import (
    between,
    between_days,
    exact_quotient,
    exact_remainder,
    float_remainder,
    moved,
    moved_back,
    moved_day,
    moved_day_back,
    span_by,
    span_seconds,
    span_times,
    spans_added,
    spans_subtracted,
)
from odata_service.sql.casting import begun, read_number, written_guid, written_instant
from odata_service.sql.columns import printed
from odata_service.sql.constructs import Construct, refused, spelled
from odata_service.sql.dialects import ending
from odata_service.sql.functions import formed, infinity, matches, not_a_number, starts_with, typed_null, unpadded_text
from odata_service.sql.instants import greatest_instant, least_instant
from odata_service.sql.rows import exists_row, rows_in

NAME = "firebird"
PING = "SELECT 1 FROM RDB$DATABASE"
DRIVER = "firebird+odata_service"  # sqlalchemy-firebird's dialect over firebird-driver, with our connections
registry.register("firebird.odata_service", "odata_service.sql.dialects.firebird_driver", "FirebirdDialect")


def settings(target: URL, config: Config) -> dict[str, Any]:
    return {"connect_args": {"charset": "UTF8"}}


LOCK_SECONDS = 1


def prepare(connection: Any, config: Config) -> None:
    """Firebird takes ten seconds to see that two wait for each other. So each wait is short, and a change that has
    waited in vain is tried again (`transaction.PAUSES`)."""
    connection.wait_for_locks(LOCK_SECONDS)


def limit(seconds: float, connection: Any, record: Any, proxy: Any) -> None:
    """Firebird has no time limit before version 4, but what a connection does can be cancelled by another thread."""
    ending.limit(seconds, connection.cancel, record)


def unlimit(connection: Any, record: Any) -> None:
    ending.unlimit(record)
    if connection is not None:
        connection.settle()
        if connection.aborted:
            record.invalidate()


@compiles(typed_null, NAME)
def _typed_null(element: typed_null, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(NULL AS {compiler.dialect.type_compiler_instance.process(element.type)})"


compiles(rows_in, NAME)(exists_row)

spelled(starts_with, "({0} STARTING WITH {1})", NAME)
spelled(unpadded_text, "TRIM(TRAILING FROM {0})", NAME)
spelled(printed, "CAST({0} AS VARCHAR(4000))", NAME)
spelled(exact_quotient, "(CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0))", NAME)
spelled(infinity, "1.7976931348623157e308", NAME)  # it has no word for it
spelled(not_a_number, "CAST(NULL AS DOUBLE PRECISION)", NAME)
spelled(average, "CAST(SUM({0}) AS DOUBLE PRECISION) / NULLIF(COUNT({0}), 0)", NAME)
refused(matches, "Firebird has no regular expressions; contains, startswith and endswith are possible.", NAME)


CLASS_OR_SIGN = re.compile(r"\[[^]]*\]|-")


@compiles(formed, NAME)
def _formed(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    """Its own patterns are of a whole text, and what is no range is escaped in them."""
    text, pattern = element.clauses
    escaped = CLASS_OR_SIGN.sub(
        lambda found: found[0].replace("+-", "+\\-") if found[0] != "-" else "\\-", pattern.value.strip("^$")
    )
    return f"({compiler.process(text, **options)} SIMILAR TO '{escaped}' ESCAPE '\\')"


spelled(least_instant, "CAST('0001-01-01 00:00:00' AS TIMESTAMP)", NAME)
spelled(greatest_instant, "CAST('9999-12-31 23:59:59.9999' AS TIMESTAMP)", NAME)
spelled(begun, "CAST({0} AS TIMESTAMP)", NAME)
spelled(written_instant, "(RPAD(REPLACE(CAST({0} AS VARCHAR(30)), ' ', 'T'), 26, '0') || 'Z')", NAME)
# It is kept as 32 digits.
PARTS = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
DIGITS = " || '-' || ".join(f"SUBSTRING({{0}} FROM {start} FOR {size})" for start, size in PARTS)
spelled(written_guid, f"LOWER({DIGITS})", NAME)
spelled(exact_remainder, "({0} - TRUNC({0} / NULLIF(CAST({1} AS DOUBLE PRECISION), 0)) * {1})", NAME)
spelled(float_remainder, "({0} - TRUNC({0} / NULLIF(CAST({1} AS DOUBLE PRECISION), 0)) * {1})", NAME)

# A duration is a number of seconds.
spelled(span_seconds, "{0}", NAME)
for same in (spans_added, spans_subtracted):
    spelled(same, "({0} + {1})" if same is spans_added else "({0} - {1})", NAME)
spelled(span_times, "CAST({0} * CAST({1} AS DOUBLE PRECISION) AS NUMERIC(18, 6))", NAME)
spelled(span_by, "CAST({0} / NULLIF(CAST({1} AS DOUBLE PRECISION), 0) AS NUMERIC(18, 6))", NAME)
spelled(moved, "DATEADD(CAST(({1}) * 1000 AS BIGINT) MILLISECOND TO {0})", NAME)
spelled(moved_back, "DATEADD(CAST(({1}) * -1000 AS BIGINT) MILLISECOND TO {0})", NAME)
spelled(moved_day, "CAST(DATEADD(CAST(({1}) * 1000 AS BIGINT) MILLISECOND TO CAST({0} AS TIMESTAMP)) AS DATE)", NAME)
spelled(
    moved_day_back, "CAST(DATEADD(CAST(({1}) * -1000 AS BIGINT) MILLISECOND TO CAST({0} AS TIMESTAMP)) AS DATE)", NAME
)
for difference in (between, between_days):
    spelled(difference, "CAST(DATEDIFF(MILLISECOND FROM {1} TO {0}) * 0.001 AS NUMERIC(18, 6))", NAME)
spelled(read_number, "CAST({0} AS DOUBLE PRECISION)", NAME)
