"""Calculations (Part 2, section 5.1.1.2): two values and an operator -> SQL."""

from typing import Any

from sqlalchemy import ColumnElement

from odata_service.edm.types import DATE, DATE_TIME_OFFSET, DECIMAL, DURATION, INTEGERS, NUMBERS, Type
from odata_service.sql.durations import day_after, moment_after, seconds_between, seconds_of, span_of_seconds
from odata_service.sql.functions import exact_quotient, quotient, remainder
from odata_service.url.ast import BinaryOperator

Sql = ColumnElement[Any]
MOMENTS = (DATE, DATE_TIME_OFFSET)


Types = tuple[Type | None, Type | None]


def arithmetic(operator: BinaryOperator, left: Sql, right: Sql, types: Types) -> Sql:
    """A calculation with values of these types."""
    if DURATION in types or (operator is BinaryOperator.SUB and not NUMBERS.issuperset(types)):
        return _with_durations(operator, left, right, types)
    whole = INTEGERS.issuperset(types)
    match operator:
        case BinaryOperator.ADD:
            return left + right
        case BinaryOperator.SUB:
            return left - right
        case BinaryOperator.MUL:
            return left * right
        case BinaryOperator.DIV:
            return quotient(left, right) if whole else exact_quotient(left, right)
        case BinaryOperator.DIVBY:
            return exact_quotient(left, right)
        case BinaryOperator.MOD:
            return remainder(left, right)
        case _:
            raise AssertionError(operator)


def _with_durations(operator: BinaryOperator, left: Sql, right: Sql, types: Types) -> Sql:
    first, second = types
    if DURATION not in types:
        return span_of_seconds(seconds_between(left, right)) if None not in types else left - right
    if first in MOMENTS:
        seconds = seconds_of(right) if operator is BinaryOperator.ADD else -seconds_of(right)
        return day_after(left, seconds) if first is DATE else moment_after(left, seconds)
    numbers = [seconds_of(side) if kind is DURATION else side for side, kind in ((left, first), (right, second))]
    return span_of_seconds(arithmetic(operator, numbers[0], numbers[1], (DECIMAL, DECIMAL)))


def negative(operand: Sql, kind: Type | None) -> Sql:
    """A number or a duration with the other sign."""
    return span_of_seconds(-seconds_of(operand)) if kind is DURATION else -operand
