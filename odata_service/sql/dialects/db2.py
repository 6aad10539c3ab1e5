"""Db2: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from sqlalchemy import Select
from sqlalchemy.ext.compiler import compiles

from odata_service.sql import durations
from odata_service.sql.canonical import shown
from odata_service.sql.casts import as_decimal
from odata_service.sql.constructs import refused, spelled
from odata_service.sql.dialects.written import (
    SHOWN,
    grouped_again,
    offset_fetch,
    page,
    paged_behind,
    typed,
    typed_value,
)
from odata_service.sql.functions import (
    exact_quotient,
    fractional_second,
    infinity,
    length,
    not_a_number,
    nth_column,
    rounded,
    substring,
    substring_from,
    typed_null,
    unpadded_text,
    utc_now,
    whole_second,
)
from odata_service.sql.writer import stated

NAMES = ("ibm_db_sa", "db2")
PARAMETERS = "qmark"
PING = "SELECT 1 FROM SYSIBM.SYSDUMMY1"
LOCK = "\nWITH RS USE AND KEEP UPDATE LOCKS"

for name in NAMES:
    compiles(Select, name)(paged_behind)
    compiles(page, name)(offset_fetch)
    compiles(typed_null, name)(typed)
    compiles(stated, name)(typed_value)
    compiles(nth_column, name)(grouped_again)

spelled(substring, "SUBSTRING({0}, {1} + 1, {2}, CODEUNITS32)", *NAMES)  # SUBSTR fails beyond the text's end
spelled(substring_from, "SUBSTRING({0}, {1} + 1, CODEUNITS32)", *NAMES)
spelled(length, "CHARACTER_LENGTH({0}, CODEUNITS32)", *NAMES)
spelled(unpadded_text, "RTRIM({0})", *NAMES)
spelled(whole_second, "SECOND({0})", *NAMES)
spelled(fractional_second, "(MICROSECOND({0}) / 1000000.0)", *NAMES)
spelled(utc_now, "(CURRENT_TIMESTAMP - CURRENT_TIMEZONE)", *NAMES)
spelled(rounded, "ROUND({0}, 0)", *NAMES)
spelled(exact_quotient, "(CAST({0} AS DECFLOAT) / {1})", *NAMES)
spelled(as_decimal, "CAST({0} AS DECIMAL(31, 10))", *NAMES)  # it has 31 digits
spelled(shown, SHOWN, *NAMES)
spelled(infinity, "1.7976931348623157e308", *NAMES)
spelled(not_a_number, "CAST(NULL AS DOUBLE)", *NAMES)
for duration in durations.ALL:
    refused(duration, "Db2 has no durations.", *NAMES)
