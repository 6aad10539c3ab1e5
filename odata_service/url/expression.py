"""commonExpr: text -> tree. Precedence climbing on an explicit stack, so that no parenthesis costs a recursion."""

import re
from collections.abc import Callable
from typing import TypeVar

from odata_service.errors import Span
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, Expr, UnaryOperator
from odata_service.url.precedence import (
    IN,
    MAX_DEPTH,
    PRECEDENCE,
    TOO_DEEP,
    Open,
    Operand,
    Stack,
    put_together,
    start_of,
)
from odata_service.url.search import search_expression
from odata_service.url.tokens import ANNOTATION, IDENTIFIER, QUALIFIED, Tokenizer
from odata_service.url.within import aggregate_segment

Item = TypeVar("Item")

OPERATOR = re.compile(
    r"[ \t]+(or|and|eq|ne|lt|le|gt|ge|has|in|add|sub|mul|divby|div|mod)(?=[ \t(\['\-@$]|$)[ \t]*", re.I
)
NOT = re.compile(r"not(?:[ \t]+|(?=\())", re.I)
VARIABLE = re.compile(r"\$(?:it|root|this|these)(?!\w)")
JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
FUNCTIONS = frozenset(
    {
        "contains", "startswith", "endswith", "length", "indexof", "substring",
        "matchespattern", "tolower", "toupper", "trim", "concat", "year",
        "month", "day", "hour", "minute", "second", "fractionalseconds",
        "totalseconds", "totaloffsetminutes", "date", "time", "now", "mindatetime",
        "maxdatetime", "round", "floor", "ceiling", "cast", "isof",
        "hassubset", "hassubsequence", "substringof", "replace", "isdefined",
    }
)  # fmt: skip


def parse_expression(text: str, *, target: str) -> Expr:
    """commonExpr, up to the end of the text. Raises QuerySyntaxError."""
    tokens = Tokenizer(text, target)
    node = common_expr(tokens)
    tokens.end()
    return node


def common_expr(tokens: Tokenizer) -> Expr:
    """commonExpr = ( primitiveLiteral / arrayOrObject / rootExpr / firstMemberExpr / functionExpr / negateExpr /
    methodCallExpr / parenExpr / listExpr / castExpr / isofExpr / notExpr ) [ addExpr / … / eqExpr / … / inExpr ]
    [ andExpr / orExpr ]"""
    stack = Stack()
    while True:
        _prefixes(stack, tokens)
        stack.operands.append(Operand(_primary(tokens), 1))
        while (word := _operator(stack, tokens)) == "in":
            put_together(stack, IN, tokens)
            left = stack.operands.pop()
            node = ast.In(left.expression(), _in_choices(tokens), Span(start_of(left), tokens.position))
            stack.operands.append(Operand(node, left.depth + 1))
        if word is None:
            break
        operator = BinaryOperator(word)
        put_together(stack, PRECEDENCE[operator], tokens)
        stack.operators.append(operator)
    put_together(stack, 0, tokens)
    if stack.opened:
        tokens.blanks()
        tokens.fail("')' was expected")
    return stack.operands.pop().expression()


def _prefixes(stack: Stack, tokens: Tokenizer) -> None:
    """Parentheses, `not` and `-` before an operand."""
    while True:
        tokens.blanks()
        start = tokens.position
        if tokens.accept("("):
            stack.operators.append(Open())
            stack.opened += 1
        elif tokens.match(NOT) is not None:
            stack.operators.append(UnaryOperator.NOT)
        elif tokens.at("-") and tokens.literal() is None:
            tokens.expect("-")
            stack.operators.append(UnaryOperator.NEGATE)
        else:
            tokens.position = start
            return


def _operator(stack: Stack, tokens: Tokenizer) -> str | None:
    """The operator behind an operand and the parentheses that close behind it; None at the end of the expression."""
    while True:
        found = OPERATOR.match(tokens.text, tokens.position)
        if found is not None:
            tokens.position = found.end()
            return found.group(1).lower()
        mark = tokens.position
        tokens.blanks()
        if not (stack.opened and tokens.accept(")")):
            tokens.position = mark
            return None
        put_together(stack, 0, tokens)
        stack.operators.pop()
        stack.opened -= 1


def _in_choices(tokens: Tokenizer) -> Expr:
    """inExpr = RWS "in" RWS ( listExpr / commonExpr )"""
    start = tokens.position
    if tokens.at("["):
        return _array(tokens)
    if not tokens.accept("("):
        return _primary(tokens)
    items = _items(tokens, ")", _nested)
    return ast.ListExpr(tuple(items), Span(start, tokens.position))


def _items(tokens: Tokenizer, end: str, item: Callable[[Tokenizer], Item]) -> list[Item]:
    """[ item *( BWS COMMA BWS item ) ] BWS, up to the end."""
    items: list[Item] = []
    tokens.blanks()
    if tokens.accept(end):
        return items
    while True:
        tokens.blanks()
        items.append(item(tokens))
        tokens.blanks()
        if tokens.accept(end):
            return items
        tokens.expect(",", f"',' or '{end}'")


def _primary(tokens: Tokenizer) -> Expr:
    """primitiveLiteral / arrayOrObject / rootExpr / firstMemberExpr / methodCallExpr"""
    literal = tokens.literal()
    if literal is not None:
        return literal
    if tokens.at("["):
        return _array(tokens)
    if tokens.at("{"):
        return _object(tokens)
    start = tokens.position
    found = QUALIFIED.match(tokens.text, start)
    if found is not None and tokens.text.startswith("(", found.end()):
        name = found.group()
        if name.lower() == "case":
            tokens.position = found.end()
            return _case(tokens, start)
        if name.lower() in FUNCTIONS or name.lower().startswith("geo."):
            tokens.position = found.end()
            call = ast.Call(name.lower(), _arguments(tokens), Span(start, tokens.position))
            goes_on = call.function == "cast" and tokens.accept("/")  # to what an entity of that type has
            return ast.Path((call, *member_path(tokens).segments), call.span) if goes_on else call
    return member_path(tokens)


def _arguments(tokens: Tokenizer) -> tuple[Expr, ...]:
    """OPEN BWS [ commonExpr *( BWS COMMA BWS commonExpr ) ] BWS CLOSE"""
    tokens.expect("(")
    return tuple(_items(tokens, ")", _nested))


def _nested(tokens: Tokenizer) -> Expr:
    """commonExpr in the parentheses of a call, a lambda or a list: here the parser does recurse, and has its limit."""
    tokens.depth += 1
    if tokens.depth > MAX_DEPTH:
        tokens.fail(TOO_DEEP, Span(0, len(tokens.text)))
    node = common_expr(tokens)
    tokens.depth -= 1
    return node


def _case(tokens: Tokenizer, start: int) -> Expr:
    """caseMethodCallExpr = "case" OPEN BWS boolCommonExpr BWS COLON BWS commonExpr *( … ) BWS CLOSE"""
    tokens.expect("(")
    branches = []
    while True:
        condition = _nested(tokens)
        tokens.blanks()
        tokens.expect(":", "':' and a value")
        branches.append((condition, _nested(tokens)))
        tokens.blanks()
        if tokens.accept(")"):
            return ast.CaseExpr(tuple(branches), Span(start, tokens.position))
        tokens.expect(",", "',' or ')'")


def _array(tokens: Tokenizer) -> Expr:
    """array = BEGIN-ARRAY [ arrayItem *( SEP arrayItem ) ] END-ARRAY"""
    start = tokens.position
    tokens.expect("[")
    items = _items(tokens, "]", _json_value)
    return ast.ListExpr(tuple(items), Span(start, tokens.position))


def _object(tokens: Tokenizer) -> Expr:
    """object = BEGIN-OBJECT [ member *( SEP member ) ] END-OBJECT"""
    start = tokens.position
    tokens.expect("{")
    members = _items(tokens, "}", _member)
    return ast.ObjectExpr(tuple(members), Span(start, tokens.position))


def _member(tokens: Tokenizer) -> tuple[str, Expr]:
    """member = quoted-name NAME-SEP value"""
    name = tokens.name(JSON_STRING, "a name in double quotes")
    tokens.blanks()
    tokens.expect(":")
    return name[1:-1], _json_value(tokens)


def _json_value(tokens: Tokenizer) -> Expr:
    tokens.blanks()
    start = tokens.position
    found = tokens.match(JSON_STRING)
    if found is not None:
        return ast.Literal(ast.LiteralKind.STRING, found.group(), Span(start, tokens.position))
    return _nested(tokens)


def member_path(tokens: Tokenizer) -> ast.Path:
    """firstMemberExpr, memberExpr, rootExpr: segments joined by `/`."""
    start = tokens.position
    segments: list[ast.Segment] = []
    while True:
        segments += _segment(tokens, first=not segments)
        if not tokens.accept("/"):
            return ast.Path(tuple(segments), Span(start, tokens.position))


def _segment(tokens: Tokenizer, *, first: bool) -> list[ast.Segment]:
    start = tokens.position
    if first and (found := tokens.match(VARIABLE)) is not None:
        return [ast.Variable(found.group(), Span(start, tokens.position))]
    if (found := tokens.match(ANNOTATION)) is not None:
        name, span = found.group(), Span(start, tokens.position)
        return [ast.Alias(name, span) if first and IDENTIFIER.fullmatch(name[1:]) else ast.Name(name, span)]
    if tokens.at("$"):
        return [_system_segment(tokens)]
    name = tokens.name(QUALIFIED, "a property, a function or a value")
    span = Span(start, tokens.position)
    if not first and name in ("any", "all") and tokens.at("("):
        return [_lambda(tokens, name, start)]
    if name == "aggregate" and tokens.at("(") and not first:
        return [aggregate_segment(tokens, start, _nested)]
    if not tokens.at("("):
        return [ast.Name(name, span)]
    if name in ("any", "all"):
        tokens.fail(f"'{name}' needs a collection before it, as in Orders/{name}(…)", span)
    if "." in name:
        return [_bound_call(tokens, name, start)]
    return [ast.Name(name, span), key_predicate(tokens)]


def _system_segment(tokens: Tokenizer) -> ast.Segment:
    start = tokens.position
    if tokens.keyword("$count"):
        if not tokens.accept("("):
            return ast.CountSegment(Span(start, tokens.position))
        return _count_options(tokens, start)
    if tokens.accept("$filter("):
        condition = _nested(tokens)
        tokens.blanks()
        tokens.expect(")")
        return ast.FilterSegment(condition, Span(start, tokens.position))
    tokens.fail("'$count' or '$filter(…)' was expected")


def _count_options(tokens: Tokenizer, start: int) -> ast.Segment:
    """count = "/$count" [ OPEN expandCountOption *( SEMI expandCountOption ) CLOSE ]"""
    condition, search = None, None
    while True:
        tokens.blanks()
        tokens.accept("$")
        if tokens.keyword("filter"):
            tokens.expect("=")
            condition = _nested(tokens)
        elif tokens.keyword("search"):
            tokens.expect("=")
            search = search_expression(tokens)
        else:
            tokens.fail("'$filter=' or '$search=' was expected")
        tokens.blanks()
        if tokens.accept(")"):
            return ast.CountSegment(Span(start, tokens.position), condition, search)
        tokens.expect(";", "';' or ')'")


def _lambda(tokens: Tokenizer, operator: str, start: int) -> ast.Segment:
    """anyExpr = "any" OPEN BWS [ lambdaVariableExpr BWS COLON BWS lambdaPredicateExpr ] BWS CLOSE; allExpr needs it"""
    tokens.expect("(")
    tokens.blanks()
    if operator == "any" and tokens.accept(")"):
        return ast.LambdaSegment("any", None, None, Span(start, tokens.position))
    variable = tokens.name(IDENTIFIER, "a variable")
    tokens.blanks()
    tokens.expect(":", "':' and a condition")
    predicate = _nested(tokens)
    tokens.blanks()
    tokens.expect(")", "an operator or ')'")
    return ast.LambdaSegment(operator, variable, predicate, Span(start, tokens.position))


def _bound_call(tokens: Tokenizer, name: str, start: int) -> ast.Segment:
    """boundFunctionExpr: arguments by name."""
    predicate = key_predicate(tokens)
    names = tuple(item or "" for item, _ in predicate.pairs)
    values = tuple(value for _, value in predicate.pairs)
    return ast.Call(name, values, Span(start, tokens.position), names if any(names) else ())


NAMED = re.compile(r"([^\W\d]\w{0,127})[ \t]*=[ \t]*")


def key_predicate(tokens: Tokenizer) -> ast.KeyPredicate:
    """simpleKey = OPEN ( parameterAlias / keyPropertyValue ) CLOSE
    compoundKey = OPEN keyValuePair *( COMMA keyValuePair ) CLOSE"""
    start = tokens.position
    tokens.expect("(")
    pairs = _items(tokens, ")", _pair)
    return ast.KeyPredicate(tuple(pairs), Span(start, tokens.position))


def _pair(tokens: Tokenizer) -> tuple[str | None, Expr]:
    named = tokens.match(NAMED)
    return named.group(1) if named else None, _nested(tokens)
