"""Query options -> tree (Part 2, section 5.1)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from odata_service.errors import BadRequest, Span
from odata_service.url import ast
from odata_service.url.aggregation import parse_apply, sequence
from odata_service.url.expression import common_expr, parse_expression
from odata_service.url.items import compute_items, order_items
from odata_service.url.query_string import option_name, pairs_of, whole_number
from odata_service.url.search import parse_search, search_expression
from odata_service.url.tokens import IDENTIFIER, QUALIFIED, Tokenizer

MAX_LEVELS = 20  # parentheses of $expand within parentheses of $expand
PATH_NAME = re.compile(rf"@?{QUALIFIED.pattern}(?:\.\*)?|\*|\$value|\$ref|\$count")


def parse_options(query: str) -> ast.Options:
    """The options of a raw query string.

    Raises:
        QuerySyntaxError: an option's value does not follow its grammar.
        BadRequest: an option is unknown, given twice, or not a value that it can have.
    """
    return options_of(pairs_of(query))


def options_of(pairs: Iterable[tuple[str, str]]) -> ast.Options:
    """The options of decoded pairs, whose system options have their `$`."""
    values: dict[str, Any] = {}
    aliases: dict[str, ast.Expr] = {}
    custom: dict[str, str] = {}
    for name, value in pairs:
        if name.startswith("@") and IDENTIFIER.fullmatch(name[1:]):
            aliases[name] = parse_expression(value, target=name)
        elif name.startswith("$"):
            values[name] = PARSERS[name](value)
        else:
            custom[name] = value
    fields = {name[1:]: value for name, value in values.items()}
    return ast.Options(**fields, aliases=aliases, custom=custom, given=tuple(values))


def _filter(text: str) -> ast.Expr:
    """filter = ( "$filter" / "filter" ) EQ BWS boolCommonExpr"""
    return parse_expression(text, target="$filter")


def _boolean(text: str) -> bool:
    """inlinecount = ( "$count" / "count" ) EQ booleanValue"""
    known = {"true": True, "false": False}.get(text.strip().lower())
    if known is None:
        raise BadRequest(f"'$count' is true or false, not '{text[:40]}'.", target="$count")
    return known


def _levels(text: str) -> int:
    """levels = ( "$levels" / "levels" ) EQ ( oneToNine *DIGIT / "max" )"""
    if text.strip().lower() == "max":
        return -1
    if not re.fullmatch(r"[1-9]\d{0,8}", text.strip()):
        raise BadRequest(f"'$levels' is a number from 1 or 'max', not '{text[:40]}'.", target="$levels")
    return int(text)


def _orderby(text: str) -> tuple[ast.OrderItem, ...]:
    tokens = Tokenizer(text, "$orderby")
    items = order_items(tokens)
    tokens.end()
    return items


def _compute(text: str) -> tuple[ast.ComputeItem, ...]:
    tokens = Tokenizer(text, "$compute")
    items = compute_items(tokens)
    tokens.end()
    return items


def _select(text: str) -> tuple[ast.SelectItem, ...]:
    tokens = Tokenizer(text, "$select")
    tokens.blanks()
    if tokens.ended:
        return ()
    items = select_items(tokens, 0)
    tokens.end()
    return items


def select_items(tokens: Tokenizer, level: int) -> tuple[ast.SelectItem, ...]:
    """selectItem *( COMMA selectItem )"""
    items = []
    while True:
        tokens.blanks()
        start = tokens.position
        path = _names(tokens)
        options = _nested_options(tokens, level) if tokens.at("(") else None
        items.append(ast.SelectItem(path, Span(start, tokens.position), options))
        tokens.blanks()
        if not tokens.accept(","):
            return tuple(items)


def _names(tokens: Tokenizer) -> tuple[ast.Name, ...]:
    names = []
    while True:
        start = tokens.position
        name = tokens.name(PATH_NAME, "a name or '*'")
        names.append(ast.Name(name, Span(start, tokens.position)))
        if not tokens.accept("/"):
            return tuple(names)


def _expand(text: str) -> tuple[ast.ExpandItem, ...]:
    tokens = Tokenizer(text, "$expand")
    tokens.blanks()
    if tokens.ended:
        return ()
    items = expand_items(tokens, 0)
    tokens.end()
    return items


def expand_items(tokens: Tokenizer, level: int) -> tuple[ast.ExpandItem, ...]:
    """expandItem *( COMMA expandItem )"""
    items = []
    while True:
        tokens.blanks()
        start = tokens.position
        path = _names(tokens)
        suffix = None
        if path[-1].identifier in ("$ref", "$count") and len(path) > 1:
            path, suffix = path[:-1], path[-1].identifier
        options = _nested_options(tokens, level) if tokens.at("(") else None
        items.append(ast.ExpandItem(path, Span(start, tokens.position), suffix, options))
        tokens.blanks()
        if not tokens.accept(","):
            return tuple(items)


OPTION_START = re.compile(r"\$?([A-Za-z]+)[ \t]*=")
ALIAS_START = re.compile(rf"(@{IDENTIFIER.pattern})[ \t]*=")
UNTIL_SEPARATOR = re.compile(r"[^;)]*")


def _nested_options(tokens: Tokenizer, level: int) -> ast.Options:
    """OPEN expandOption *( SEMI expandOption ) CLOSE"""
    if level >= MAX_LEVELS:
        tokens.fail(f"$expand is nested deeper than {MAX_LEVELS} levels", Span(tokens.position, len(tokens.text)))
    tokens.expect("(")
    options, values = ast.Options(), dict[str, Any]()
    aliases: dict[str, ast.Expr] = {}
    texts: list[tuple[str, str]] = []
    while True:
        tokens.blanks()
        start = tokens.position
        alias = tokens.match(ALIAS_START)
        if alias is not None:
            name = alias.group(1)
            aliases[name] = common_expr(tokens)
        else:
            name = _nested_option(tokens, level, values)
        texts.append((name, tokens.text[start : tokens.position].partition("=")[2].strip()))
        tokens.blanks()
        if tokens.accept(")"):
            fields = {name[1:]: value for name, value in values.items()}
            return replace(options, **fields, aliases=aliases, given=tuple(values), texts=tuple(texts))
        tokens.expect(";", "';' or ')'")


def _nested_option(tokens: Tokenizer, level: int, values: dict[str, Any]) -> str:
    start = tokens.position
    found = tokens.match(OPTION_START)
    if found is None:
        tokens.fail("a query option was expected")
    name = option_name("$" + found.group(1))
    if name not in NESTED:
        tokens.fail(f"'{name}' cannot stand within $expand or $select", Span(start, tokens.position))
    if name in values:
        tokens.fail(f"'{name}' is given twice", Span(start, tokens.position))
    values[name] = NESTED[name](tokens, level)
    return name


def _until_separator(parse: Callable[[str], Any]) -> Callable[[Tokenizer, int], Any]:
    def nested(tokens: Tokenizer, level: int) -> Any:
        return parse(tokens.name(UNTIL_SEPARATOR, "a value"))

    return nested


def _text(text: str) -> str:
    return text.strip()


NESTED: dict[str, Callable[[Tokenizer, int], Any]] = {
    "$apply": lambda tokens, level: sequence(tokens),
    "$filter": lambda tokens, level: common_expr(tokens),
    "$search": lambda tokens, level: search_expression(tokens),
    "$orderby": lambda tokens, level: order_items(tokens),
    "$compute": lambda tokens, level: compute_items(tokens),
    "$select": lambda tokens, level: select_items(tokens, level + 1),
    "$expand": lambda tokens, level: expand_items(tokens, level + 1),
    "$top": _until_separator(lambda text: whole_number("$top", text)),
    "$skip": _until_separator(lambda text: whole_number("$skip", text)),
    "$count": _until_separator(_boolean),
    "$levels": _until_separator(_levels),
}
PARSERS: dict[str, Callable[[str], Any]] = {
    "$filter": _filter,
    "$search": parse_search,
    "$orderby": _orderby,
    "$compute": _compute,
    "$select": _select,
    "$expand": _expand,
    "$apply": parse_apply,
    "$top": lambda text: whole_number("$top", text),
    "$skip": lambda text: whole_number("$skip", text),
    "$index": lambda text: whole_number("$index", text),
    "$count": _boolean,
    "$levels": _levels,
    "$format": _text,
    "$id": _text,
    "$schemaversion": _text,
    "$skiptoken": _text,
    "$deltatoken": _text,
}
