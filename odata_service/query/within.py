"""`Lines/aggregate(Quantity with sum)` in an expression: a value that a collection adds up to."""

from collections.abc import Callable
from dataclasses import replace

from odata_service.errors import BadRequest
from odata_service.query.bound import Aggregate, Bound, CountOf
from odata_service.query.paths import BindCondition, Rows, follow
from odata_service.query.scope import Scope
from odata_service.query.type_rules import METHODS, type_of
from odata_service.url import ast


def aggregate_of(
    path: ast.Path, scope: Scope, bind: Callable[[ast.Expr, Scope], Bound], condition: BindCondition
) -> Bound:
    """The value of a path that ends in `aggregate(…)` (OData Extension for Data Aggregation 4.0, section 3.6.1).

    Raises:
        BadRequest: there is no collection before it, or no such method.
    """
    *outer, last = path.segments
    rows = follow(ast.Path(tuple(outer), path.span), scope, condition)
    if not isinstance(rows, Rows) or not isinstance(last, ast.AggregateSegment):
        raise BadRequest("'aggregate' needs a collection before it.", target=scope.option)
    (one,) = last.expressions
    if one.expression is None:
        return CountOf(rows.range, rows.condition)
    if one.method not in METHODS:
        raise BadRequest(
            f"'{one.method}' is no aggregation method; there are {', '.join(METHODS)}.", target=scope.option
        )
    operand = bind(one.expression, replace(scope, this=rows.range, computed={}, aliased={}))
    wanted = type_of(one.method, operand.type, scope)
    return Aggregate(one.method, operand, wanted, rows.range, rows.condition)
