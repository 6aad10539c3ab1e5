"""Which types go together: what can be compared, and what a calculation results in (Part 2, section 5.1.1)."""

from odata_service.edm.types import (
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    INT64,
    INTEGERS,
    NUMBERS,
    PrimitiveType,
    Type,
)
from odata_service.errors import BadRequest
from odata_service.query.bound import Bound, Member
from odata_service.query.functions import promoted
from odata_service.query.scope import Scope
from odata_service.url.ast import BinaryOperator


def comparable(left: Bound, right: Bound, scope: Scope) -> None:
    one, other = left.type, right.type
    if one is None or other is None or one == other:
        return
    if {one, other} <= NUMBERS or {one, other} == {DATE, DATE_TIME_OFFSET}:
        return
    raise BadRequest(f"{said(left)} and {said(right)} cannot be compared.", target=scope.option)


def said(bound: Bound) -> str:
    return f"'{bound.item.name}' ({bound.type})" if isinstance(bound, Member) else named(bound.type)


def named(wanted: object) -> str:
    return f"a value of type {wanted}" if wanted is not None else "null"


def result_type(operator: BinaryOperator, left: Type | None, right: Type | None, scope: Scope) -> Type:
    """The type of a calculation, Part 2, sections 5.1.1.2.1 to 5.1.1.2.7."""
    if left is None or right is None:
        return left or right or INT64
    if isinstance(left, PrimitiveType) and isinstance(right, PrimitiveType):
        if left in NUMBERS and right in NUMBERS:
            return (
                DECIMAL
                if operator is BinaryOperator.DIVBY and promoted(left, right) in INTEGERS
                else promoted(left, right)
            )
        known = DURATION_RESULTS.get((operator, left, right))
        if known is not None:
            return known
    raise BadRequest(f"'{operator.value}' cannot be used with {left} and {right}.", target=scope.option)


DURATION_RESULTS: dict[tuple[BinaryOperator, PrimitiveType, PrimitiveType], PrimitiveType] = {
    (BinaryOperator.ADD, DATE_TIME_OFFSET, DURATION): DATE_TIME_OFFSET,
    (BinaryOperator.SUB, DATE_TIME_OFFSET, DURATION): DATE_TIME_OFFSET,
    (BinaryOperator.ADD, DATE, DURATION): DATE,
    (BinaryOperator.SUB, DATE, DURATION): DATE,
    (BinaryOperator.SUB, DATE_TIME_OFFSET, DATE_TIME_OFFSET): DURATION,
    (BinaryOperator.SUB, DATE, DATE): DURATION,
    (BinaryOperator.ADD, DURATION, DURATION): DURATION,
    (BinaryOperator.SUB, DURATION, DURATION): DURATION,
    **{(BinaryOperator.MUL, DURATION, number): DURATION for number in NUMBERS},
    **{(BinaryOperator.MUL, number, DURATION): DURATION for number in NUMBERS},
    **{(BinaryOperator.DIV, DURATION, number): DURATION for number in NUMBERS},
}


METHODS = ("sum", "min", "max", "average", "countdistinct")  # of aggregation


def type_of(method: str | None, operand: Type | None, scope: Scope) -> Type:
    if method == "countdistinct":
        return DECIMAL
    if operand is None:
        raise BadRequest("null cannot be aggregated.", target=scope.option)
    if method in ("min", "max"):
        return operand
    if not isinstance(operand, PrimitiveType) or operand not in NUMBERS:
        raise BadRequest(f"'{method}' needs numbers, and this is {named(operand)}.", target=scope.option)
    if method == "average":
        return DOUBLE
    return INT64 if operand in INTEGERS else operand
