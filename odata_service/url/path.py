"""Resource path -> tree (Part 2, section 4): split on `/` first, then each segment is percent-decoded once."""

import re
from urllib.parse import quote

from odata_service.errors import Span
from odata_service.url import ast
from odata_service.url.expression import common_expr, key_predicate
from odata_service.url.query_string import decoded
from odata_service.url.tokens import IDENTIFIER, Tokenizer

HEAD = re.compile(r"[^(]*")
CROSSJOIN = re.compile(rf"\$crossjoin\(({IDENTIFIER.pattern}(?:,{IDENTIFIER.pattern})*)\)$")
FILTER = re.compile(r"(?:\$|%24)filter(?:\(|%28)")
MARK = re.compile(r"/|'|%27|\(|%28|\)|%29")


def segments_of(raw: str) -> tuple[str, ...]:
    """The decoded segments; a slash at the end means nothing, and one between the parentheses of `$filter(…)` separates
    no segments: the grammar allows it there, as it does not within keys.

    Raises:
        BadRequest: a segment is badly encoded.
    """
    parts = _parts(raw.removesuffix("/")) if raw.strip("/") else []
    return tuple(decoded(part, target=part[:40]) for part in parts)


def _parts(raw: str) -> list[str]:
    """`Trips/$filter(vehicle/id eq 2)/$count` in three parts."""
    if "filter" not in raw:
        return raw.split("/")
    parts = []
    start = depth = 0
    quoted, opened = False, FILTER.match(raw)
    for mark in MARK.finditer(raw):
        match mark.group():
            case "/" if not depth:
                parts.append(raw[start : mark.start()])
                start = mark.end()
                opened = FILTER.match(raw, start)
            case "'" | "%27" if depth:
                quoted = not quoted
            case "(" | "%28" if opened and not quoted:
                depth += 1
            case ")" | "%29" if depth and not quoted:
                depth -= 1
    return parts + (raw[start:].split("/") if depth else [raw[start:]])


SAFE = "$'()=,;:@!*~.-_+"  # what stands in a segment as it is


def canonical(raw: str) -> str:
    """The same path, written in the one way in which its segments can be told from each other as text: `$ref` for
    `%24ref`, and no slash at the end.

    Raises:
        BadRequest: a segment is badly encoded.
    """
    if "%" not in raw and not raw.endswith("/") and not any("/" in part for part in _parts(raw)):
        return raw
    return "/".join(quote(segment, safe=SAFE) for segment in segments_of(raw))


def parse_path(raw: str) -> ast.ResourcePath:
    """The path below the service root. Raises QuerySyntaxError."""
    return path_of(segments_of(raw))


def path_of(segments: tuple[str, ...]) -> ast.ResourcePath:
    """Decoded segments -> tree. Offsets count from the start of the segments joined by `/`."""
    parsed = []
    offset = 0
    text = "/".join(segments)
    for segment in segments:
        parsed.append(_segment(text, offset, offset + len(segment)))
        offset += len(segment) + 1
    return ast.ResourcePath(tuple(parsed))


def _segment(text: str, start: int, stop: int) -> ast.PathSegment:
    """One segment: a name, and the parentheses behind it."""
    segment = text[start:stop]
    span = Span(start, stop)
    crossjoin = CROSSJOIN.fullmatch(segment)
    if crossjoin is not None:
        return ast.PathSegment("$crossjoin", span, names=tuple(crossjoin.group(1).split(",")))
    tokens = Tokenizer(text[:stop], "path", start)
    if segment.startswith("$filter("):
        tokens.expect("$filter(")
        condition = common_expr(tokens)
        tokens.blanks()
        tokens.expect(")")
        return ast.PathSegment("$filter", span, _predicates(tokens), condition=condition)
    name = tokens.name(HEAD, "a name")
    if not name:
        tokens.fail("A name was expected")
    if not segment.endswith(")") and "(" in segment and not re.match(r"[^\W\d][\w.]*\(", segment):
        return ast.PathSegment(segment, span)
    return ast.PathSegment(name, span, _predicates(tokens))


def _predicates(tokens: Tokenizer) -> tuple[ast.KeyPredicate, ...]:
    predicates = []
    while tokens.at("("):
        predicates.append(key_predicate(tokens))
    tokens.end()
    return tuple(predicates)
