"""SAP HANA: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from sqlalchemy import Select
from sqlalchemy.ext.compiler import compiles

from odata_service.sql.aggregates import average
from odata_service.sql.arithmetic import float_quotient, quotient
from odata_service.sql.casting import begun, written_instant
from odata_service.sql.columns import printed
from odata_service.sql.constructs import spelled
from odata_service.sql.dialects.written import (
    limit_offset,
    page,
    paged_behind,
    refuse_durations,
    typed,
    typed_value,
)
from odata_service.sql.functions import (
    ceiled,
    contains,
    infinity,
    matches,
    not_a_number,
    position,
    rounded,
    typed_null,
    unpadded_text,
)
from odata_service.sql.instants import greatest_instant, least_instant, utc_now, whole_second
from odata_service.sql.writer import stated

NAME = "hana"
NAMES = (NAME,)
PARAMETERS = "qmark"
PING = "SELECT 1 FROM DUMMY"

compiles(Select, NAME)(paged_behind)
compiles(page, NAME)(limit_offset)
compiles(typed_null, NAME)(typed)
compiles(stated, NAME)(typed_value)

spelled(position, "LOCATE({0}, {1})", NAME)  # other than Db2 and MySQL the text comes first
spelled(contains, "(LOCATE({0}, {1}) > 0)", NAME)
spelled(matches, "(OCCURRENCES_REGEXPR({1} IN {0}) > 0)", NAME)
spelled(unpadded_text, "RTRIM({0})", NAME)
spelled(whole_second, "FLOOR(SECOND({0}))", NAME)
spelled(utc_now, "CURRENT_UTCTIMESTAMP", NAME)
spelled(rounded, "ROUND({0}, 0)", NAME)
spelled(ceiled, "CEIL({0})", NAME)
spelled(quotient, "TO_BIGINT(ROUND({0} / NULLIF({1}, 0), 0, ROUND_DOWN))", NAME)  # of whole numbers it makes decimals
spelled(average, "CAST(SUM({0}) AS DOUBLE) / NULLIF(COUNT({0}), 0)", NAME)
spelled(printed, "CAST({0} AS NVARCHAR(4000))", NAME)
spelled(infinity, "1.7976931348623157e308", NAME)
spelled(not_a_number, "CAST(NULL AS DOUBLE)", NAME)
refuse_durations("SAP HANA", NAME)
spelled(float_quotient, "(CAST({0} AS DOUBLE) / NULLIF({1}, 0))", NAME)
spelled(least_instant, "TO_TIMESTAMP('0001-01-01 00:00:00')", NAME)
spelled(greatest_instant, "TO_TIMESTAMP('9999-12-31 23:59:59.999999')", NAME)
spelled(begun, "TO_TIMESTAMP({0})", NAME)
spelled(written_instant, 'TO_VARCHAR({0}, \'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"\')', NAME)
