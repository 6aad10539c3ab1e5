"""Snowflake: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from sqlalchemy import Select
from sqlalchemy.ext.compiler import compiles

from odata_service.sql import durations
from odata_service.sql.constructs import refused, spelled
from odata_service.sql.dialects.written import limit_offset, page, paged_behind, typed
from odata_service.sql.functions import (
    ceiled,
    fractional_second,
    infinity,
    matches,
    not_a_number,
    quotient,
    typed_null,
    utc_now,
)

NAME = "snowflake"
NAMES = (NAME,)
PARAMETERS = "format"
PING = "SELECT 1"
LOCK = ""

compiles(Select, NAME)(paged_behind)
compiles(page, NAME)(limit_offset)
compiles(typed_null, NAME)(typed)

spelled(matches, "(REGEXP_INSTR({0}, {1}) > 0)", NAME)  # REGEXP_LIKE wants the whole text
spelled(fractional_second, "(DATE_PART(NANOSECOND, {0}) / 1000000000)", NAME)
spelled(utc_now, "SYSDATE()", NAME)
spelled(ceiled, "CEIL({0})", NAME)
spelled(quotient, "TRUNC({0} / {1})", NAME)
spelled(infinity, "CAST('inf' AS DOUBLE PRECISION)", NAME)
spelled(not_a_number, "CAST('NaN' AS DOUBLE PRECISION)", NAME)
for duration in durations.ALL:
    refused(duration, "Snowflake has no durations.", NAME)
