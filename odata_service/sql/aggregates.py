"""Values of many rows: what is made of a group, and what a row has among others."""

from collections.abc import Callable

from sqlalchemy import Double, cast, func, literal_column

from odata_service.query.bound import Bound, Window
from odata_service.sql.frame import Sql
from odata_service.sql.ordering import ordered


def aggregated(method: str, operand: Sql) -> Sql:
    """A standard aggregation method over a group's rows; `values` counts those that are not null."""
    match method:
        case "average":
            return cast(func.avg(operand), Double)
        case "values":
            return func.count(operand)
        case "countdistinct":
            return func.count(operand.distinct())
        case _:
            return getattr(func, method)(operand)  # type: ignore[no-any-return]  # sum, min, max


def window(node: Window, operand: Sql | None, value: Callable[[Bound], Sql]) -> Sql:
    """A row's place among others, or what the others add up to."""
    parts = [value(part) for part in node.partition] or None
    order = [ordered(sort, value(sort.expression)) for sort in node.order] or None
    if operand is None:
        return func.row_number().over(partition_by=parts, order_by=order)
    if node.method == "most":
        return func.max(operand).over(partition_by=parts, order_by=order, rows=(None, 0))
    rows = (None, -1) if node.method == "before" else None
    return func.coalesce(func.sum(operand).over(partition_by=parts, order_by=order, rows=rows), literal_column("0"))
