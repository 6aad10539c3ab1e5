"""Parts of days, instants and times of day, in each database's words."""

from sqlalchemy import Date, DateTime, Integer, Numeric, String, Time
from sqlalchemy.types import NullType

from odata_service.sql.constructs import MYSQL, Construct, spelled


class fractional_second(Construct):
    name = "odata_fractional_second"
    type = Numeric()


spelled(fractional_second, "(EXTRACT(SECOND FROM {0}) - FLOOR(EXTRACT(SECOND FROM {0})))")
spelled(fractional_second, "ODATA_FRACTION({0})", "sqlite")
spelled(fractional_second, "(CAST(EXTRACT(MICROSECOND FROM {0}) % 1000000 AS DECIMAL(18, 6)) / 1000000)", "duckdb")
spelled(fractional_second, "(MICROSECOND({0}) * 0.000001)", *MYSQL)
spelled(fractional_second, "(DATEPART(MICROSECOND, {0}) / 1000000.0)", "mssql")


class whole_second(Construct):
    name = "odata_whole_second"
    type = Integer()


spelled(whole_second, "CAST(FLOOR(EXTRACT(SECOND FROM {0})) AS INTEGER)")
spelled(whole_second, "CAST(STRFTIME('%S', SUBSTR({0}, 1, 23)) AS INTEGER)", "sqlite")
spelled(whole_second, "SECOND({0})", *MYSQL, "duckdb", "hana")
spelled(whole_second, "DATEPART(SECOND, {0})", "mssql")


class instant_of_text(Construct):
    """SQLite's timestamps are texts; in one form, to the millisecond, they compare as the instants that they mean."""

    name = "odata_instant_of_text"
    type = String()


# STRFTIME would round what is finer, and a literal is cut: digits behind the third are left out, a zone is not.
spelled(
    instant_of_text,
    "STRFTIME('%Y-%m-%d %H:%M:%f', CASE WHEN SUBSTR({0}, 20, 1) = '.'"
    " THEN SUBSTR({0}, 1, 23) || LTRIM(SUBSTR({0}, 24), '0123456789') ELSE {0} END)",
    "sqlite",
)


class day_of(Construct):
    name = "odata_date"
    type = Date()


spelled(day_of, "CAST({0} AS DATE)")
spelled(day_of, "DATE({0})", *MYSQL)
spelled(day_of, "DATE(SUBSTR({0}, 1, 23))", "sqlite")
spelled(day_of, "TRUNC({0})", "oracle")


class time_of(Construct):
    name = "odata_time"
    type = Time()


spelled(time_of, "CAST({0} AS TIME)")
spelled(time_of, "ODATA_CLOCK({0})", "sqlite")
spelled(time_of, "TIME({0})", *MYSQL)


class utc_now(Construct):
    name = "odata_now"
    type = DateTime(timezone=True)


spelled(utc_now, "CURRENT_TIMESTAMP")
spelled(utc_now, "STRFTIME('%Y-%m-%d %H:%M:%f000', 'now')", "sqlite")
spelled(utc_now, "UTC_TIMESTAMP(6)", *MYSQL)
spelled(utc_now, "SYSUTCDATETIME()", "mssql")


class least_instant(Construct):
    name = "odata_least_instant"
    type = DateTime(timezone=True)


class greatest_instant(Construct):
    name = "odata_greatest_instant"
    type = DateTime(timezone=True)


for construct, instant in (
    (least_instant, "0001-01-01 00:00:00.000000"),
    (greatest_instant, "9999-12-31 23:59:59.999999"),
):
    spelled(construct, f"CAST('{instant}' AS TIMESTAMP WITH TIME ZONE)")
    spelled(construct, f"'{instant}'", "sqlite", "mssql")
    spelled(construct, f"CAST('{instant}' AS DATETIME(6))", *MYSQL)


class to_milliseconds(Construct):
    """SQLite's own functions round an instant's text to milliseconds, be it into the next year."""

    name = "odata_to_milliseconds"
    type = NullType()


spelled(to_milliseconds, "{0}")
spelled(to_milliseconds, "SUBSTR({0}, 1, 23)", "sqlite")
