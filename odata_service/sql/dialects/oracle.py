"""Oracle: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import Extract

from odata_service.sql.arithmetic import span_seconds, wide
from odata_service.sql.casting import begun, whole, written_instant
from odata_service.sql.columns import printed
from odata_service.sql.constructs import arguments, refused, spelled
from odata_service.sql.dated import digits, time_from
from odata_service.sql.dialects.written import typed
from odata_service.sql.functions import infinity, not_a_number, typed_null, unlike, unpadded, unpadded_text
from odata_service.sql.instants import (
    fractional_second,
    greatest_instant,
    least_instant,
    time_of,
    utc_now,
    whole_second,
)
from odata_service.sql.keys import among
from odata_service.sql.lists import CLOSE, OPEN, PART
from odata_service.sql.writer import filled_up

NAME = "oracle"
NAMES = (NAME,)
PARAMETERS = "numeric"
PING = "SELECT 1 FROM DUAL"
CLOCK = frozenset({"hour", "minute", "second"})


@compiles(Extract, NAME)
def _extract(element: Extract, compiler: SQLCompiler, **options: Any) -> str:
    """DATE has a time of day, and EXTRACT does not see it."""
    value = compiler.process(element.expr, **options)
    value = f"CAST({value} AS TIMESTAMP)" if element.field in CLOCK else value
    return f"EXTRACT({element.field.upper()} FROM {value})"


@compiles(digits, NAME)
def _digits(element: digits, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = arguments(element, compiler, **options)
    plain = f"TRANSLATE({text}, '0123456789', '0000000000') = '{'0' * element.width}'"
    return f"CASE WHEN {plain} THEN CAST({text} AS NUMBER(19)) END"


@compiles(among, NAME)
def _among(element: among, compiler: SQLCompiler, **options: Any) -> str:
    """A text that is bound is a VARCHAR2, and equal to a CHAR only with its blanks."""
    clauses = list(element.clauses)
    half = len(clauses) // 2
    columns = [
        f"RTRIM({text})" if isinstance(clause, unpadded) else text
        for clause in clauses[:half]
        for text in [compiler.process(clause, **options)]
    ]
    return f"{OPEN}{PART.join(columns)}{CLOSE} {compiler.process(clauses[half], **options)}"


compiles(typed_null, NAME)(typed)

SECONDS = (
    "(EXTRACT(DAY FROM {0}) * 86400 + EXTRACT(HOUR FROM {0}) * 3600 + EXTRACT(MINUTE FROM {0}) * 60"
    " + EXTRACT(SECOND FROM {0}))"
)
SECOND = "EXTRACT(SECOND FROM CAST({0} AS TIMESTAMP))"
spelled(whole_second, f"FLOOR({SECOND})", NAME)
spelled(fractional_second, f"({SECOND} - FLOOR({SECOND}))", NAME)
spelled(utc_now, "SYS_EXTRACT_UTC(SYSTIMESTAMP)", NAME)
spelled(unlike, "LNNVL({0} = {1})", NAME)  # the empty text is NULL: nothing differs from it, and all should
spelled(filled_up, "CAST({0} AS CHAR(2000))", NAME)  # compared with a CHAR as SQL compares those, by its index
spelled(unpadded_text, "RTRIM({0})", NAME)
spelled(printed, "CAST({0} AS VARCHAR2(4000))", NAME)
spelled(infinity, "BINARY_DOUBLE_INFINITY", NAME)
spelled(not_a_number, "BINARY_DOUBLE_NAN", NAME)
for construct in (time_of, time_from):
    refused(construct, "Oracle has no times of day.", NAME)
spelled(wide, "{0}", NAME)
spelled(whole, "CAST({0} AS NUMBER(19))", NAME)
spelled(span_seconds, SECONDS, NAME)
spelled(least_instant, "TIMESTAMP '0001-01-01 00:00:00'", NAME)
spelled(greatest_instant, "TIMESTAMP '9999-12-31 23:59:59.999999'", NAME)
spelled(begun, "CAST({0} AS TIMESTAMP)", NAME)
spelled(written_instant, 'TO_CHAR({0}, \'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"\')', NAME)
