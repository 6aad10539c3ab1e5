"""Trino: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from odata_service.sql.casting import begun, written_instant
from odata_service.sql.columns import printed
from odata_service.sql.constructs import spelled
from odata_service.sql.dialects.written import refuse_durations
from odata_service.sql.functions import infinity, not_a_number, starts_with, trimmed
from odata_service.sql.instants import fractional_second, greatest_instant, least_instant, utc_now, whole_second

NAME = "trino"
NAMES = (NAME,)
PARAMETERS = "qmark"
PING = "SELECT 1"

spelled(starts_with, "STARTS_WITH({0}, {1})", NAME)
spelled(whole_second, "SECOND({0})", NAME)
spelled(fractional_second, "(MILLISECOND({0}) / 1000.0)", NAME)
spelled(utc_now, "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP(6))", NAME)
spelled(printed, "CAST({0} AS VARCHAR)", NAME)
spelled(infinity, "INFINITY()", NAME)
spelled(not_a_number, "NAN()", NAME)
refuse_durations("Trino", NAME)
spelled(trimmed, "TRIM({0})", NAME)
spelled(least_instant, "TIMESTAMP '0001-01-01 00:00:00'", NAME)
spelled(greatest_instant, "TIMESTAMP '9999-12-31 23:59:59.999999'", NAME)
spelled(begun, "CAST({0} AS TIMESTAMP)", NAME)
spelled(written_instant, "(REPLACE(CAST({0} AS VARCHAR), ' ', 'T') || 'Z')", NAME)
