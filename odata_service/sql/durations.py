"""What durations, days and moments make of each other, by way of numbers of seconds.

What holds a duration is another thing in each database: an interval, or the moment so long after 1970.
"""

from sqlalchemy import Date, DateTime, Interval, Numeric

from odata_service.sql.constructs import MYSQL, Construct, spelled


class seconds_of(Construct):
    """How many seconds a duration is."""

    name = "odata_seconds_of"
    type = Numeric(asdecimal=False)


spelled(seconds_of, "EXTRACT(EPOCH FROM {0})")
spelled(seconds_of, "ROUND((JULIANDAY({0}) - 2440587.5) * 86400.0, 3)", "sqlite")
spelled(seconds_of, "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', {0}) * 0.000001)", *MYSQL)


class span_of_seconds(Construct):
    """The duration of so many seconds."""

    name = "odata_span_of_seconds"
    type = Interval()


spelled(span_of_seconds, "(({0}) * INTERVAL '1 second')")
spelled(span_of_seconds, "TO_MICROSECONDS(CAST(ROUND(({0}) * 1000000) AS BIGINT))", "duckdb")
spelled(span_of_seconds, "STRFTIME('%Y-%m-%d %H:%M:%f000', {0}, 'unixepoch')", "sqlite")
spelled(span_of_seconds, "TIMESTAMPADD(MICROSECOND, ({0}) * 1000000, TIMESTAMP '1970-01-01 00:00:00')", *MYSQL)


class seconds_between(Construct):
    """How many seconds a moment or a day is after another one."""

    name = "odata_seconds_between"
    type = Numeric(asdecimal=False)


spelled(seconds_between, "(EXTRACT(EPOCH FROM {0}) - EXTRACT(EPOCH FROM {1}))")
spelled(seconds_between, "ROUND((JULIANDAY({0}) - JULIANDAY({1})) * 86400.0, 3)", "sqlite")
spelled(seconds_between, "(TIMESTAMPDIFF(MICROSECOND, {1}, {0}) * 0.000001)", *MYSQL)


class moment_after(Construct):
    """The moment so many seconds after another one."""

    name = "odata_moment_after"
    type = DateTime(timezone=True)


spelled(moment_after, "({0} + ({1}) * INTERVAL '1 second')")
spelled(moment_after, "({0} + TO_MICROSECONDS(CAST(ROUND(({1}) * 1000000) AS BIGINT)))", "duckdb")
spelled(moment_after, "STRFTIME('%Y-%m-%d %H:%M:%f000', {0}, ({1}) || ' seconds')", "sqlite")
spelled(moment_after, "TIMESTAMPADD(MICROSECOND, ({1}) * 1000000, {0})", *MYSQL)


class day_after(Construct):
    """The day that it is so many seconds after the start of another one."""

    name = "odata_day_after"
    type = Date()


spelled(day_after, "CAST({0} + ({1}) * INTERVAL '1 second' AS DATE)")
spelled(day_after, "CAST({0} + TO_MICROSECONDS(CAST(ROUND(({1}) * 1000000) AS BIGINT)) AS DATE)", "duckdb")
spelled(day_after, "DATE({0}, ({1}) || ' seconds')", "sqlite")
spelled(day_after, "DATE(TIMESTAMPADD(MICROSECOND, ({1}) * 1000000, {0}))", *MYSQL)

# What a database needs for calculating with durations.
ALL = (seconds_of, span_of_seconds, seconds_between, moment_after, day_after)
