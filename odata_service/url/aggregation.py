"""`$apply`: transformations parted by slashes (OData Extension for Data Aggregation 4.0, section 3).

Each function's docstring is its rule of the aggregation grammar. Transformations that the service does not carry out
are read as far as their parentheses go, and refused by whoever gives them their meaning.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from odata_service.errors import Span
from odata_service.url.ast import (
    AggregateExpr,
    Call,
    CountSegment,
    Expr,
    Name,
    Path,
    RecursiveHierarchy,
    Transformation,
)
from odata_service.url.expression import common_expr
from odata_service.url.items import AS, compute_items, order_items
from odata_service.url.search import search_expression
from odata_service.url.tokens import IDENTIFIER, Tokenizer

NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
WITH = re.compile(r"[ \t]+with[ \t]+", re.I)
FROM = re.compile(r"[ \t]+from[ \t]+", re.I)
ROLLUP = re.compile(r"rollup(?:recursive)?[ \t]*\(", re.I)
NULL = re.compile(r"null(?=[ \t]*,)")  # as drafts of the extension have it
KEEP_START = re.compile(r"keep[ \t]+start", re.I)
NUMBER = re.compile(r"\d{1,18}")
QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|[^()'\"]+")
MAX_DEPTH = 20  # sequences within sequences


def parse_apply(text: str) -> tuple[Transformation, ...]:
    """apply = ( "$apply" / "apply" ) EQ applyExpr

    Raises:
        QuerySyntaxError: the text is none.
    """
    tokens = Tokenizer(text, "$apply")
    made = sequence(tokens)
    tokens.end()
    return made


def sequence(tokens: Tokenizer, depth: int = 0) -> tuple[Transformation, ...]:
    """applyExpr = applyTrafo *( "/" applyTrafo )"""
    if depth > MAX_DEPTH:
        tokens.fail(
            f"$apply is nested deeper than {MAX_DEPTH} levels, the most that ODATA_APPLY_DEPTH can allow",
            Span(tokens.position, len(tokens.text)),
        )
    made = []
    while True:
        tokens.blanks()
        made.append(_transformation(tokens, depth))
        if not tokens.accept("/"):
            return tuple(made)


def _transformation(tokens: Tokenizer, depth: int) -> Transformation:
    start = tokens.position
    name = tokens.name(NAME, "a transformation such as filter, groupby or aggregate")
    name = name if "." in name else name.lower()
    if name == "identity":
        return Transformation(name, Span(start, tokens.position))
    tokens.expect("(")
    tokens.blanks()
    read = READERS.get(name, _other)
    made = read(tokens, name, depth)
    if not made and "." not in name and tokens.text[start : tokens.position].rstrip().endswith("("):
        tokens.fail(f"'{name}' needs something in its parentheses")
    tokens.blanks()
    tokens.expect(")")
    return Transformation(name, Span(start, tokens.position), **made)


Fields = dict[str, Any]  # those of a `Transformation`


def _aggregate(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """aggregateTrafo = "aggregate" OPEN aggregateExpr *( COMMA aggregateExpr ) CLOSE"""
    made = []
    while True:
        tokens.blanks()
        made.append(_aggregate_expr(tokens))
        tokens.blanks()
        if not tokens.accept(","):
            return {"aggregates": tuple(made)}


def _aggregate_expr(tokens: Tokenizer) -> AggregateExpr:
    """`$count as N`, `Path/$count as N`, `expression with method [ from … ] as N`, or a custom aggregate."""
    start = tokens.position
    expression: Expr | None = None
    method: str | None = None
    if not tokens.accept("$count"):
        expression = common_expr(tokens)
        if tokens.match(WITH) is not None:
            method = tokens.name(NAME, "an aggregation method such as sum")
    froms = _froms(tokens)
    alias = tokens.name(IDENTIFIER, "a name") if tokens.match(AS) is not None else None
    counted = expression is None or (isinstance(expression, Path) and isinstance(expression.segments[-1], CountSegment))
    plain = isinstance(expression, Path) and all(isinstance(segment, Name) for segment in expression.segments)
    if alias is None and (counted or method is not None):
        tokens.fail("'as' and a name were expected")
    if method is None and not counted and not (plain and (alias is None or froms)):
        tokens.fail("'with' and an aggregation method were expected")
    if expression is not None and counted and method is not None:
        tokens.fail("'$count' has no method", Span(start, tokens.position))
    return AggregateExpr(expression, method, alias, Span(start, tokens.position), froms)


def _froms(tokens: Tokenizer) -> tuple[tuple[Path, str | None], ...]:
    """aggregateFrom = RWS "from" RWS groupingProperty [ aggregateWith [ aggregateFrom ] ]"""
    found: list[tuple[Path, str | None]] = []
    while tokens.match(FROM) is not None:
        path = _path(tokens)
        method = tokens.name(NAME, "an aggregation method") if tokens.match(WITH) is not None else None
        if found and found[-1][1] is None:
            tokens.fail("'with' and a method were expected before the next 'from'")
        found.append((path, method))
    return tuple(found)


def _path(tokens: Tokenizer) -> Path:
    start = tokens.position
    found = common_expr(tokens)
    if not isinstance(found, Path) or not all(isinstance(segment, Name) for segment in found.segments):
        tokens.fail("A property, or a path to one, was expected", Span(start, tokens.position))
    return found


def _groupby(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """groupbyTrafo = "groupby" OPEN groupbyList *( COMMA applyExpr ) CLOSE"""
    tokens.expect("(", "'(' and the grouping properties")
    grouping: list[Expr] = []
    while True:
        tokens.blanks()
        grouping.append(_grouping(tokens))
        tokens.blanks()
        if not tokens.accept(","):
            break
    tokens.expect(")")
    tokens.blanks()
    if not tokens.accept(","):
        return {"grouping": tuple(grouping)}
    return {"grouping": tuple(grouping), "sequences": (sequence(tokens, depth + 1),)}


def _grouping(tokens: Tokenizer) -> Expr:
    """groupbyElement = groupingProperty / rollupSpec / rolluprecursive"""
    start = tokens.position
    if ROLLUP.match(tokens.text, tokens.position) is None:
        return _path(tokens)
    name = tokens.name(NAME, "rollup").lower()
    tokens.blanks()
    tokens.expect("(")
    if name == "rolluprecursive":
        _skipped(tokens)
        tokens.expect(")")
        return Call(name, (), Span(start, tokens.position))
    tokens.blanks()
    levels: list[Expr] = []
    if tokens.accept("$all") or tokens.match(NULL) is not None:
        name = "rollup_all"
        tokens.blanks()
        tokens.expect(",")
    while True:
        tokens.blanks()
        levels.append(_path(tokens))
        tokens.blanks()
        if not tokens.accept(","):
            break
    tokens.expect(")")
    return Call(name, tuple(levels), Span(start, tokens.position))


def _filter(tokens: Tokenizer, name: str, depth: int) -> Fields:
    return {"arguments": (common_expr(tokens),)}


def _search(tokens: Tokenizer, name: str, depth: int) -> Fields:
    return {"search": search_expression(tokens)}


def _orderby(tokens: Tokenizer, name: str, depth: int) -> Fields:
    return {"order": order_items(tokens)}


def _compute(tokens: Tokenizer, name: str, depth: int) -> Fields:
    return {"computes": compute_items(tokens)}


def _number(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """topTrafo = "top" OPEN 1*DIGIT CLOSE"""
    literal = tokens.literal()
    if literal is None or NUMBER.fullmatch(literal.text) is None:
        tokens.fail("A whole number was expected")
    return {"arguments": (literal,)}


def _two(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """bottomcountTrafo = "bottomcount" OPEN commonExpr COMMA commonExpr CLOSE, and its kin"""
    first = common_expr(tokens)
    tokens.blanks()
    tokens.expect(",")
    tokens.blanks()
    return {"arguments": (first, common_expr(tokens))}


def _concat(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """concatTrafo = "concat" OPEN applyExpr 1*( COMMA applyExpr ) CLOSE"""
    made = [sequence(tokens, depth + 1)]
    tokens.blanks()
    tokens.expect(",")
    made.append(sequence(tokens, depth + 1))
    tokens.blanks()
    while tokens.accept(","):
        made.append(sequence(tokens, depth + 1))
        tokens.blanks()
    return {"sequences": tuple(made)}


def _join(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """joinTrafo = "join" OPEN collectionNavigationProperty asAlias [ COMMA applyExpr ] CLOSE"""
    path = _path(tokens)
    if tokens.match(AS) is None:
        tokens.fail("'as' and a name were expected")
    alias = tokens.name(IDENTIFIER, "a name")
    tokens.blanks()
    sequences = (sequence(tokens, depth + 1),) if tokens.accept(",") else ()
    return {"arguments": (path,), "alias": alias, "sequences": sequences}


def _kin(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """ancestorsTrafo = "ancestors" OPEN recHierReference COMMA preservingTrafos [ COMMA preservingTrafos ]
    [ COMMA 1*DIGIT ] [ COMMA "keep start" ] CLOSE, and "descendants" """
    hierarchy = _hierarchy(tokens)
    _comma(tokens)
    fields: Fields = {"hierarchy": hierarchy, "sequences": (sequence(tokens, depth + 1),)}
    tokens.blanks()
    while tokens.accept(","):
        tokens.blanks()
        if tokens.match(KEEP_START) is not None:
            return {**fields, "keep_start": True}
        literal = None if "arguments" in fields else tokens.literal()
        if literal is not None:
            fields["arguments"] = (literal,)
        elif "arguments" in fields or hierarchy.subset:
            tokens.fail(
                "'keep start' was expected" if "arguments" in fields else "A distance or 'keep start' was expected"
            )
        else:
            hierarchy = fields["hierarchy"] = replace(hierarchy, subset=sequence(tokens, depth + 1))
        tokens.blanks()
    return fields


def _hierarchy(tokens: Tokenizer) -> RecursiveHierarchy:
    """recHierReference = rootExprCol COMMA recHierQualifier COMMA recHierPropertyPath"""
    nodes = common_expr(tokens)
    _comma(tokens)
    qualifier = tokens.name(IDENTIFIER, "the name of a hierarchy")
    _comma(tokens)
    return RecursiveHierarchy(nodes, qualifier, _path(tokens))


def _comma(tokens: Tokenizer) -> None:
    tokens.blanks()
    tokens.expect(",")
    tokens.blanks()


def _other(tokens: Tokenizer, name: str, depth: int) -> Fields:
    """Whatever stands in the parentheses."""
    _skipped(tokens)
    return {}


def _skipped(tokens: Tokenizer) -> None:
    depth = 0
    while not tokens.ended:
        if tokens.at(")") and depth == 0:
            return
        if tokens.accept("("):
            depth += 1
        elif tokens.accept(")"):
            depth -= 1
        elif tokens.match(QUOTED) is None:
            tokens.fail("The closing quote is missing", Span(tokens.position, len(tokens.text)))


READERS: dict[str, Callable[[Tokenizer, str, int], Fields]] = {
    "aggregate": _aggregate,
    "groupby": _groupby,
    "filter": _filter,
    "search": _search,
    "orderby": _orderby,
    "compute": _compute,
    "top": _number,
    "skip": _number,
    "concat": _concat,
    **dict.fromkeys(("ancestors", "descendants"), _kin),
    **dict.fromkeys(("join", "outerjoin"), _join),
    **dict.fromkeys(("topcount", "topsum", "toppercent", "bottomcount", "bottomsum", "bottompercent"), _two),
}
