"""Values of many rows: what is made of a group, and what a row has among others."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, Double, LargeBinary, Uuid, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from odata_service.edm.types import BINARY, BOOLEAN, GUID, Type
from odata_service.query.bound import Bound, Window
from odata_service.sql.constructs import MYSQL, Construct, arguments, spelled
from odata_service.sql.frame import Sql
from odata_service.sql.ordering import ordered, told_apart


class average(Construct):
    """The sum is exact where the values are; AVG has no more than four digits for whole numbers in some databases."""

    name = "odata_average"
    type = Double()


spelled(average, "CAST(SUM({0}) AS DOUBLE PRECISION) / NULLIF(COUNT({0}), 0)")
spelled(average, "SUM({0}) * 1e0 / NULLIF(COUNT({0}), 0)", *MYSQL)


class largest(Construct):
    """MAX of what some databases have no MAX for: flags, GUIDs, bytes; the argument's type says which of these."""

    name = "odata_largest"


class least(Construct):
    name = "odata_least"


spelled(largest, "MAX({0})")
spelled(least, "MIN({0})")


@compiles(largest, "postgresql")
@compiles(least, "postgresql")
def _postgresql(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    (operand,) = arguments(element, compiler, **options)
    function = "MAX" if isinstance(element, largest) else "MIN"
    match element.type:
        case Boolean():
            return f"{'BOOL_OR' if function == 'MAX' else 'BOOL_AND'}({operand})"
        case Uuid():
            return f'CAST({function}(CAST({operand} AS TEXT) COLLATE "C") AS UUID)'
        case _:
            return f"DECODE({function}(ENCODE({operand}, 'hex') COLLATE \"C\"), 'hex')"


@compiles(largest, "mssql")
@compiles(least, "mssql")
def _mssql(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    (operand,) = arguments(element, compiler, **options)
    function = "MAX" if isinstance(element, largest) else "MIN"
    if isinstance(element.type, Boolean):
        return f"CAST({function}(CAST({operand} AS TINYINT)) AS BIT)"
    return f"{function}({operand})"


EXTREMES = {"max": largest, "min": least}
SPECIAL: dict[Type | None, TypeEngine[Any]] = {BOOLEAN: Boolean(), GUID: Uuid(), BINARY: LargeBinary()}


def aggregated(method: str, operand: Sql, kind: Type | None) -> Sql:
    """A standard aggregation method over a group's rows, whose values are of this type; `values` counts those that are
    not null."""
    if method in EXTREMES and kind in SPECIAL:
        return EXTREMES[method](operand, type_=SPECIAL[kind])
    match method:
        case "average":
            return average(operand)
        case "values":
            return func.count(operand)
        case "countdistinct":
            return func.count(told_apart(operand).distinct())
        case _:
            return getattr(func, method)(operand)  # type: ignore[no-any-return]  # sum, min, max


def window(node: Window, operand: Sql | None, value: Callable[[Bound], Sql]) -> Sql:
    """A row's place among others, or what the others add up to."""
    parts = [told_apart(value(part)) for part in node.partition] or None
    order = [ordered(sort, value(sort.expression)) for sort in node.order] or None
    if operand is None:
        return func.row_number().over(partition_by=parts, order_by=order or parts)  # some databases need an order
    if node.method == "most":
        return func.max(operand).over(partition_by=parts, order_by=order, rows=(None, 0))
    rows = (None, -1) if node.method == "before" else None
    return func.coalesce(func.sum(operand).over(partition_by=parts, order_by=order, rows=rows), literal_column("0"))
