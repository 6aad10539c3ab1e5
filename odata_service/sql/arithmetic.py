"""Calculations with numbers, days, instants and durations, in each database's words (Part 2, section 5.1.1.2).

Whole numbers are calculated with as Int64, whatever the columns hold. By zero there is no result: one such row must not
cost the answer.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, BinaryExpression, ColumnElement, Date, DateTime, Double, Interval, Numeric

from odata_service.edm.types import (
    DATE,
    DATE_TIME_OFFSET,
    DURATION,
    FLOATS,
    INTEGERS,
    NUMBERS,
    Type,
)
from odata_service.sql.constructs import MYSQL, Construct, spelled
from odata_service.url.ast import BinaryOperator

Sql = ColumnElement[Any]


class wide(Construct):
    """A whole number as 64 bits: of two smaller ones some databases make a small one, or an unsigned one."""

    name = "odata_wide"
    type = BigInteger()


spelled(wide, "CAST({0} AS BIGINT)")
spelled(wide, "{0}", "sqlite")
spelled(wide, "CAST({0} AS SIGNED)", *MYSQL)


class quotient(Construct):
    """`div` of two whole numbers: cut towards zero."""

    name = "odata_div"
    type = BigInteger()


spelled(quotient, "({0} / NULLIF({1}, 0))")
spelled(quotient, "({0} / {1})", "sqlite")
spelled(quotient, "({0} DIV {1})", *MYSQL)
spelled(quotient, "TRUNC({0} / NULLIF({1}, 0))", "oracle")
spelled(quotient, "({0} // NULLIF({1}, 0))", "duckdb")


class exact_quotient(Construct):
    """`divby`, and `div` where one side is no whole number."""

    name = "odata_divby"
    type = Numeric()


spelled(exact_quotient, "(CAST({0} AS DECIMAL(38, 10)) / NULLIF({1}, 0))")
spelled(exact_quotient, "({0} / NULLIF(CAST({1} AS NUMERIC), 0))", "postgresql")
spelled(exact_quotient, "(CAST({0} AS REAL) / {1})", "sqlite")
spelled(exact_quotient, "(CAST({0} AS DOUBLE) / NULLIF({1}, 0))", "duckdb")


class float_quotient(Construct):
    """`div` and `divby` where one side is a float."""

    name = "odata_float_div"
    type = Double()


spelled(float_quotient, "(CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0))")
spelled(float_quotient, "(({0} + 0e0) / {1})", *MYSQL)
spelled(float_quotient, "(CAST({0} AS REAL) / {1})", "sqlite")


class remainder(Construct):
    """`mod` of two whole numbers: with the sign of the dividend."""

    name = "odata_mod"
    type = BigInteger()


class exact_remainder(Construct):
    name = "odata_exact_mod"
    type = Numeric()


for construct in (remainder, exact_remainder):
    spelled(construct, "MOD({0}, NULLIF({1}, 0))")
    spelled(construct, "({0} % NULLIF({1}, 0))", "mssql")
spelled(remainder, "({0} % {1})", "sqlite")
spelled(exact_remainder, "ODATA_MOD({0}, {1})", "sqlite")


class float_remainder(Construct):
    name = "odata_float_mod"
    type = Double()


spelled(float_remainder, "MOD({0}, NULLIF({1}, 0))")
spelled(float_remainder, "({0} - {1} * TRUNC(CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0)))", "postgresql")
spelled(float_remainder, "ODATA_MOD({0}, {1})", "sqlite")


# --- days, instants and durations; SQLite and MySQL keep a duration as the instant that lies so long after 1970 ---


class moved(Construct):
    """An instant and a duration."""

    name = "odata_moved"
    type = DateTime(timezone=True)


class moved_back(Construct):
    name = "odata_moved_back"
    type = DateTime(timezone=True)


class moved_day(Construct):
    """A day and a duration: what it begins with is midnight, and of the result the day counts."""

    name = "odata_moved_day"
    type = Date()


class moved_day_back(Construct):
    name = "odata_moved_day_back"
    type = Date()


class between(Construct):
    """From the second instant to the first."""

    name = "odata_between"
    type = Interval()


class between_days(Construct):
    name = "odata_between_days"
    type = Interval()


class spans_added(Construct):
    name = "odata_spans_added"
    type = Interval()


class spans_subtracted(Construct):
    name = "odata_spans_subtracted"
    type = Interval()


class span_times(Construct):
    name = "odata_span_times"
    type = Interval()


class span_by(Construct):
    name = "odata_span_by"
    type = Interval()


class span_negated(Construct):
    name = "odata_span_negated"
    type = Interval()


class span_seconds(Construct):
    """`totalseconds`"""

    name = "odata_span_seconds"
    type = Numeric()


class midnight(Construct):
    """A day as the instant that it begins with, to be compared with another."""

    name = "odata_midnight"
    type = DateTime(timezone=True)


class span_length(Construct):
    """A duration as it is compared: DuckDB finds 47 hours and two days without an hour different."""

    name = "odata_span_length"
    type = Interval()


spelled(span_length, "{0}")
spelled(span_length, "EPOCH_US({0})", "duckdb")
spelled(moved, "({0} + {1})")
spelled(moved_back, "({0} - {1})")
spelled(moved_day, "CAST({0} + {1} AS DATE)")
spelled(moved_day_back, "CAST({0} - {1} AS DATE)")
spelled(between, "({0} - {1})")
spelled(between_days, "(CAST({0} AS TIMESTAMP) - CAST({1} AS TIMESTAMP))")
spelled(spans_added, "({0} + {1})")
spelled(spans_subtracted, "({0} - {1})")
spelled(span_times, "({0} * CAST({1} AS DOUBLE PRECISION))")
spelled(span_by, "({0} / NULLIF(CAST({1} AS DOUBLE PRECISION), 0))")
spelled(span_negated, "(- {0})")
spelled(span_seconds, "EXTRACT(EPOCH FROM {0})")
spelled(midnight, "{0}")

_DAY = "(DATE({0}) || ' 00:00:00.000000')"
spelled(moved, "ODATA_MOVED({0}, {1})", "sqlite")
spelled(moved_back, "ODATA_MOVED_BACK({0}, {1})", "sqlite")
spelled(moved_day, "DATE(ODATA_MOVED({0}, {1}))", "sqlite")
spelled(moved_day_back, "DATE(ODATA_MOVED_BACK({0}, {1}))", "sqlite")
spelled(between, "ODATA_BETWEEN({0}, {1})", "sqlite")
spelled(between_days, "ODATA_BETWEEN({0}, {1})", "sqlite")
spelled(spans_added, "ODATA_MOVED({0}, {1})", "sqlite")
spelled(spans_subtracted, "ODATA_BETWEEN({0}, {1})", "sqlite")
spelled(span_times, "ODATA_SPAN_TIMES({0}, {1})", "sqlite")
spelled(span_by, "ODATA_SPAN_BY({0}, {1})", "sqlite")
spelled(span_negated, "ODATA_SPAN_TIMES({0}, -1)", "sqlite")
spelled(span_seconds, "ODATA_SPAN_SECONDS({0})", "sqlite")
spelled(midnight, _DAY, "sqlite")
spelled(midnight, "CAST({0} AS TIMESTAMP WITH TIME ZONE)", "duckdb")

_EPOCH = "CAST('1970-01-01' AS DATETIME(6))"
_MICROS = f"TIMESTAMPDIFF(MICROSECOND, {_EPOCH}, {{0}})"
_MICROS_1 = f"TIMESTAMPDIFF(MICROSECOND, {_EPOCH}, {{1}})"
spelled(moved, f"(CAST({{0}} AS DATETIME(6)) + INTERVAL {_MICROS_1} MICROSECOND)", *MYSQL)
spelled(moved_back, f"(CAST({{0}} AS DATETIME(6)) - INTERVAL {_MICROS_1} MICROSECOND)", *MYSQL)
spelled(moved_day, f"DATE(CAST({{0}} AS DATETIME(6)) + INTERVAL {_MICROS_1} MICROSECOND)", *MYSQL)
spelled(moved_day_back, f"DATE(CAST({{0}} AS DATETIME(6)) - INTERVAL {_MICROS_1} MICROSECOND)", *MYSQL)
for difference in (between, between_days, spans_subtracted):
    spelled(difference, f"({_EPOCH} + INTERVAL TIMESTAMPDIFF(MICROSECOND, {{1}}, {{0}}) MICROSECOND)", *MYSQL)
spelled(spans_added, f"(CAST({{0}} AS DATETIME(6)) + INTERVAL {_MICROS_1} MICROSECOND)", *MYSQL)
spelled(span_times, f"({_EPOCH} + INTERVAL ROUND({_MICROS} * {{1}}) MICROSECOND)", *MYSQL)
spelled(span_by, f"({_EPOCH} + INTERVAL ROUND({_MICROS} / {{1}}) MICROSECOND)", *MYSQL)
spelled(span_negated, f"({_EPOCH} - INTERVAL {_MICROS} MICROSECOND)", *MYSQL)
spelled(span_seconds, f"({_MICROS} * 0.000001)", *MYSQL)


WITH_DAYS_AND_SPANS: dict[tuple[BinaryOperator, Type, Type], Callable[[Sql, Sql], Sql]] = {
    (BinaryOperator.ADD, DATE_TIME_OFFSET, DURATION): moved,
    (BinaryOperator.SUB, DATE_TIME_OFFSET, DURATION): moved_back,
    (BinaryOperator.ADD, DATE, DURATION): moved_day,
    (BinaryOperator.SUB, DATE, DURATION): moved_day_back,
    (BinaryOperator.SUB, DATE_TIME_OFFSET, DATE_TIME_OFFSET): between,
    (BinaryOperator.SUB, DATE, DATE): between_days,
    (BinaryOperator.ADD, DURATION, DURATION): spans_added,
    (BinaryOperator.SUB, DURATION, DURATION): spans_subtracted,
    **{(BinaryOperator.MUL, DURATION, number): span_times for number in NUMBERS},
    **{(BinaryOperator.MUL, number, DURATION): lambda one, other: span_times(other, one) for number in NUMBERS},
    **{(BinaryOperator.DIV, DURATION, number): span_by for number in NUMBERS},
    **{(BinaryOperator.DIVBY, DURATION, number): span_by for number in NUMBERS},
}


def calculated(operator: BinaryOperator, left: Sql, one: Type | None, right: Sql, other: Type | None) -> Sql:
    """Two operands of these types; None is null's."""
    if one is not None and other is not None and (operator, one, other) in WITH_DAYS_AND_SPANS:
        return WITH_DAYS_AND_SPANS[operator, one, other](left, right)
    whole = one in INTEGERS and other in INTEGERS
    floating = one in FLOATS or other in FLOATS
    left, right = (_widened(side) if kind in INTEGERS else side for side, kind in ((left, one), (right, other)))
    match operator:
        case BinaryOperator.ADD:
            return left + right
        case BinaryOperator.SUB:
            return left - right
        case BinaryOperator.MUL:
            return left * right
        case BinaryOperator.DIV if whole:
            return quotient(left, right)
        case BinaryOperator.DIV | BinaryOperator.DIVBY:
            return float_quotient(left, right) if floating else exact_quotient(left, right)
        case BinaryOperator.MOD if whole:
            return remainder(left, right)
        case BinaryOperator.MOD:
            return float_remainder(left, right) if floating else exact_remainder(left, right)
        case _:
            raise AssertionError(operator)


def _widened(side: Sql) -> Sql:
    """What is calculated has 64 bits already."""
    return side if isinstance(side, BinaryExpression | remainder) else wide(side)


def compared(side: Sql, kind: Type | None, other: Type | None) -> Sql:
    """A side of a comparison with a value of the other type."""
    if kind is DURATION:
        return span_length(side)
    return midnight(side) if kind is DATE and other is DATE_TIME_OFFSET else side


def negated(operand: Sql, kind: Type | None) -> Sql:
    if kind is DURATION:
        return span_negated(operand)
    return -_widened(operand) if kind in INTEGERS else -operand
