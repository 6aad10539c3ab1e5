"""Trino: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from odata_service.sql import durations
from odata_service.sql.canonical import first_instant, last_instant
from odata_service.sql.casts import as_text
from odata_service.sql.columns import printed
from odata_service.sql.constructs import refused, spelled
from odata_service.sql.functions import (
    fractional_second,
    infinity,
    not_a_number,
    starts_with,
    utc_now,
    whole_second,
)

NAME = "trino"
NAMES = (NAME,)
PARAMETERS = "qmark"
PING = "SELECT 1"
LOCK = ""

spelled(starts_with, "STARTS_WITH({0}, {1})", NAME)
spelled(whole_second, "SECOND({0})", NAME)
spelled(fractional_second, "(MILLISECOND({0}) / 1000.0)", NAME)
spelled(utc_now, "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP(6))", NAME)
spelled(first_instant, "TIMESTAMP '0001-01-01 00:00:00'", NAME)
spelled(last_instant, "TIMESTAMP '9999-12-31 23:59:59.999999'", NAME)
spelled(as_text, "CAST({0} AS VARCHAR)", NAME)
spelled(printed, "CAST({0} AS VARCHAR)", NAME)
spelled(infinity, "INFINITY()", NAME)
spelled(not_a_number, "NAN()", NAME)
for duration in durations.ALL:
    refused(duration, "Trino has no durations.", NAME)
