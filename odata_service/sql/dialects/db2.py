"""Db2: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

import logging

from sqlalchemy import Select
from sqlalchemy.ext.compiler import compiles

from odata_service.sql.arithmetic import exact_quotient
from odata_service.sql.casting import begun, written_instant
from odata_service.sql.constructs import spelled
from odata_service.sql.dialects.written import (
    offset_fetch,
    page,
    paged_behind,
    refuse_durations,
    typed,
    typed_value,
)
from odata_service.sql.functions import (
    infinity,
    length,
    not_a_number,
    rounded,
    substring,
    substring_from,
    typed_null,
    unpadded_text,
)
from odata_service.sql.instants import fractional_second, greatest_instant, least_instant, utc_now, whole_second
from odata_service.sql.writer import stated

NAMES = ("ibm_db_sa", "db2")
PARAMETERS = "qmark"
PING = "SELECT 1 FROM SYSIBM.SYSDUMMY1"

# The dialect logs whatever is raised while it writes a statement, with its traceback, and so each 501.
logging.getLogger("ibm_db_sa").addFilter(lambda record: record.levelno < logging.ERROR)

for name in NAMES:
    compiles(Select, name)(paged_behind)
    compiles(page, name)(offset_fetch)
    compiles(typed_null, name)(typed)
    compiles(stated, name)(typed_value)

spelled(substring, "SUBSTRING({0}, {1} + 1, {2}, CODEUNITS32)", *NAMES)  # SUBSTR fails beyond the text's end
spelled(substring_from, "SUBSTRING({0}, {1} + 1, CODEUNITS32)", *NAMES)
spelled(length, "CHARACTER_LENGTH({0}, CODEUNITS32)", *NAMES)
spelled(unpadded_text, "RTRIM({0})", *NAMES)
spelled(whole_second, "SECOND({0})", *NAMES)
spelled(fractional_second, "(MICROSECOND({0}) / 1000000.0)", *NAMES)
spelled(utc_now, "(CURRENT_TIMESTAMP - CURRENT_TIMEZONE)", *NAMES)
spelled(rounded, "ROUND({0}, 0)", *NAMES)
spelled(exact_quotient, "(CAST({0} AS DECFLOAT) / NULLIF({1}, 0))", *NAMES)
spelled(infinity, "1.7976931348623157e308", *NAMES)
spelled(not_a_number, "CAST(NULL AS DOUBLE)", *NAMES)
refuse_durations("Db2", *NAMES)
spelled(least_instant, "TIMESTAMP('0001-01-01 00:00:00')", *NAMES)
spelled(greatest_instant, "TIMESTAMP('9999-12-31 23:59:59.999999')", *NAMES)
spelled(begun, "CAST({0} AS TIMESTAMP)", *NAMES)
spelled(written_instant, 'VARCHAR_FORMAT({0}, \'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"\')', *NAMES)
