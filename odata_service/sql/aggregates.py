"""Values of many rows: what is made of a group, and what a row has among others."""

from collections.abc import Callable

from sqlalchemy import Double, func, literal_column

from odata_service.query.bound import Bound, Window
from odata_service.sql.constructs import MYSQL, Construct, spelled
from odata_service.sql.frame import Sql
from odata_service.sql.ordering import ordered, told_apart


class average(Construct):
    """The sum is exact where the values are; AVG has no more than four digits for whole numbers in some databases."""

    name = "odata_average"
    type = Double()


spelled(average, "CAST(SUM({0}) AS DOUBLE PRECISION) / NULLIF(COUNT({0}), 0)")
spelled(average, "SUM({0}) * 1e0 / NULLIF(COUNT({0}), 0)", *MYSQL)


def aggregated(method: str, operand: Sql) -> Sql:
    """A standard aggregation method over a group's rows; `values` counts those that are not null."""
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
