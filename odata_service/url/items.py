"""What `$orderby` and `$compute` hold, by themselves or within `$expand` and `$apply`."""

import re

from odata_service.errors import Span
from odata_service.url import ast
from odata_service.url.expression import common_expr
from odata_service.url.tokens import IDENTIFIER, Tokenizer

DIRECTION = re.compile(r"[ \t]+(asc|desc)(?=[ \t,;)]|$)", re.I)
AS = re.compile(r"[ \t]+as[ \t]+", re.I)


def order_items(tokens: Tokenizer) -> tuple[ast.OrderItem, ...]:
    """orderbyItem *( COMMA orderbyItem ); orderbyItem = commonExpr [ RWS ( "asc" / "desc" ) ]"""
    items = []
    while True:
        tokens.blanks()
        start = tokens.position
        expression = common_expr(tokens)
        direction = tokens.match(DIRECTION)
        descending = direction is not None and direction.group(1).lower() == "desc"
        items.append(ast.OrderItem(expression, descending, Span(start, tokens.position)))
        tokens.blanks()
        if not tokens.accept(","):
            return tuple(items)


def compute_items(tokens: Tokenizer) -> tuple[ast.ComputeItem, ...]:
    """computeItem *( COMMA computeItem ); computeItem = commonExpr RWS "as" RWS computedProperty"""
    items = []
    while True:
        tokens.blanks()
        start = tokens.position
        expression = common_expr(tokens)
        if tokens.match(AS) is None:
            tokens.fail("'as' and a name were expected")
        alias = tokens.name(IDENTIFIER, "a name")
        items.append(ast.ComputeItem(expression, alias, Span(start, tokens.position)))
        tokens.blanks()
        if not tokens.accept(","):
            return tuple(items)
