"""Snowflake: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from sqlalchemy import Select
from sqlalchemy.ext.compiler import compiles

from odata_service.sql.arithmetic import quotient
from odata_service.sql.casting import begun, written_instant
from odata_service.sql.constructs import spelled
from odata_service.sql.dialects.written import limit_offset, page, paged_behind, refuse_durations, typed
from odata_service.sql.functions import ceiled, infinity, matches, not_a_number, trimmed, typed_null
from odata_service.sql.instants import fractional_second, greatest_instant, least_instant, utc_now

NAME = "snowflake"
NAMES = (NAME,)
PARAMETERS = "format"
PING = "SELECT 1"

compiles(Select, NAME)(paged_behind)
compiles(page, NAME)(limit_offset)
compiles(typed_null, NAME)(typed)

spelled(matches, "(REGEXP_INSTR({0}, {1}) > 0)", NAME)  # REGEXP_LIKE wants the whole text
spelled(fractional_second, "(DATE_PART(NANOSECOND, {0}) / 1000000000)", NAME)
spelled(utc_now, "SYSDATE()", NAME)
spelled(ceiled, "CEIL({0})", NAME)
spelled(quotient, "TRUNC({0} / NULLIF({1}, 0))", NAME)
spelled(infinity, "CAST('inf' AS DOUBLE PRECISION)", NAME)
spelled(not_a_number, "CAST('NaN' AS DOUBLE PRECISION)", NAME)
refuse_durations("Snowflake", NAME)
spelled(least_instant, "CAST('0001-01-01 00:00:00' AS TIMESTAMP)", NAME)
spelled(greatest_instant, "CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP)", NAME)
spelled(begun, "CAST({0} AS TIMESTAMP)", NAME)
spelled(written_instant, 'TO_CHAR({0}, \'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"\')', NAME)
spelled(trimmed, "REGEXP_REPLACE({0}, '^[[:space:]]+|[[:space:]]+$', '')", NAME)
