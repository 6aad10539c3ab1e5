"""`/aggregate(…)` within an expression (OData Extension for Data Aggregation 4.0, section 3.6.1)."""

import re
from collections.abc import Callable

from odata_service.errors import Span
from odata_service.url import ast
from odata_service.url.tokens import IDENTIFIER, Tokenizer

WITH = re.compile(r"[ \t]+with[ \t]+", re.I)


def aggregate_segment(tokens: Tokenizer, start: int, expression: Callable[[Tokenizer], ast.Expr]) -> ast.Segment:
    """aggregateFunctionExpr = "aggregate" OPEN ( "$count" / commonExpr aggregateWith ) CLOSE"""
    tokens.expect("(")
    tokens.blanks()
    begun = tokens.position
    if tokens.accept("$count"):
        one = ast.AggregateExpr(None, None, None, Span(begun, tokens.position))
    else:
        operand = expression(tokens)
        if tokens.match(WITH) is None:
            tokens.fail("'with' and an aggregation method were expected")
        method = tokens.name(IDENTIFIER, "an aggregation method such as sum")
        one = ast.AggregateExpr(operand, method, None, Span(begun, tokens.position))
    tokens.blanks()
    tokens.expect(")")
    return ast.AggregateSegment((one,), Span(start, tokens.position))
