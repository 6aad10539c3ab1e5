"""Check constraints of a table, as databases write them -> which values a property's column lets pass.

What is read are comparisons of one column with constants, `BETWEEN` and `IN`, joined by `AND`, each also where the
column may be null instead. Whatever else a constraint says is not told: a client knows less then, and nothing wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CheckConstraint, FromClause, Table, TextClause

from odata_service.edm.literals import parse_literal
from odata_service.edm.properties import Allowed, Property, Stored
from odata_service.edm.types import DATE, NUMBERS, STRING, EnumType
from odata_service.errors import BadRequest

TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>(?:_[a-z0-9]+)?'(?:[^']|'')*') | (?P<number>[+-]?\d+(?:\.\d+)?)
    | (?P<cast>::(?:character\ varying|double\ precision|time(?:stamp)?\ with(?:out)?\ time\ zone|"?\w+"?)
        (?:\([\d,\ ]*\))?(?:\[\])?)
    | (?P<name>"[^"]+" | `[^`]+` | \[[a-z_][^\]]*\] | [^\W\d]\w*) | (?P<sign><=|>=|<>|!=|[<>=(),\[\]])
    )""",
    re.I | re.X,
)
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
TEXTS = (STRING, DATE)
BRANCHES = frozenset({"CASE", "XOR"})  # an AND within them is not one of the whole


@dataclass(frozen=True, slots=True)
class Claim:
    """One condition: a column (in lower case), how it is compared, and the constants' texts."""

    column: str
    operator: str  # "=", "<" …, "in"
    values: tuple[str, ...]


def with_checks(items: Sequence[Property], table: FromClause) -> list[Property]:
    """The properties with what the table's check constraints let pass."""
    if not isinstance(table, Table):
        return list(items)
    claims = [claim for check in table.constraints if isinstance(check, CheckConstraint) for claim in claims_of(check)]
    return [_with_claims(item, claims) if claims else item for item in items]


def claims_of(check: CheckConstraint) -> list[Claim]:
    """What a constraint demands of single columns."""
    said: Any = check.sqltext
    text = said.text if isinstance(said, TextClause) else str(said.compile(compile_kwargs={"literal_binds": True}))
    tokens = _tokens(text)
    if tokens is None or any(kind == "name" and word.upper() in BRANCHES for kind, word in tokens):
        return []
    return list(_claims(tokens))


Token = tuple[str, str]  # kind, text


def _tokens(text: str) -> list[Token] | None:
    """The tokens without casts; None where there is something else, or a backslash: databases differ in it."""
    if "\\" in text:
        return None
    found: list[Token] = []
    position, text = 0, text.strip()
    while position < len(text):
        token = TOKEN.match(text, position)
        if token is None:
            return None
        position = token.end()
        kind = str(token.lastgroup)
        if kind != "cast":
            found.append((kind, token[kind]))
    return found


def _claims(tokens: list[Token]) -> Iterator[Claim]:
    """term *( AND term ), or one of that where its column may be null instead."""
    tokens = _bare(tokens)
    choices = _parted(tokens, "OR")
    if len(choices) > 1:
        tested = {_tested(one) for one in choices} - {None}
        rest = [one for one in choices if _tested(one) is None]
        if len(tested) == len(rest) == 1:
            yield from (claim for claim in _claims(rest[0]) if claim.column in tested)
        return
    terms = _parted(tokens, "AND")
    for term in terms:
        yield from _claims(term) if len(terms) > 1 else _claim(term)


def _bare(tokens: list[Token]) -> list[Token]:
    """Without parentheses around all of it."""
    while len(tokens) > 1 and tokens[0][1] == "(" and _closing(tokens) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def _closing(tokens: list[Token]) -> int:
    depth = 0
    for place, (_, text) in enumerate(tokens):
        depth += (text in "([") - (text in ")]") if len(text) == 1 else 0
        if depth == 0:
            return place
    return -1


def _parted(tokens: list[Token], word: str) -> list[list[Token]]:
    """The parts between the words outside of all parentheses; the AND of BETWEEN parts nothing."""
    parts: list[list[Token]] = [[]]
    depth = between = 0
    for token in tokens:
        text = token[1].upper()
        depth += (text in ("(", "[")) - (text in (")", "]"))
        if depth == 0 and text == "BETWEEN":
            between += 1
        if depth == 0 and text == word and token[0] == "name":
            if word == "AND" and between:
                between -= 1
            else:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts


def _tested(tokens: list[Token]) -> str | None:
    """The column of `column IS NULL`; None where it is something else."""
    tokens = _bare(tokens)
    words = [text.upper() for _, text in tokens if text not in "()"]
    return _name(next(one for one in tokens if one[0] == "name")) if words[1:] == ["IS", "NULL"] else None


def _claim(tokens: list[Token]) -> Iterator[Claim]:
    """column op constant / constant op column / column BETWEEN constant AND constant / column IN list / column = ANY
    (ARRAY list)"""
    flat = [token for token in tokens if token[1] not in "()[],"]
    kinds = "".join({"name": "n", "text": "c", "number": "c", "sign": "s"}[kind] for kind, _ in flat)
    words = [text.upper() for _, text in flat]
    match kinds, words:
        case "nsc", [_, sign, _]:
            yield from _compared(flat[0], sign, flat[2])
        case "csn", [_, sign, _]:
            yield from _compared(flat[2], FLIPPED.get(sign, sign), flat[0])
        case "nncnc", [_, "BETWEEN", _, "AND", _]:
            yield from _compared(flat[0], ">=", flat[2])
            yield from _compared(flat[0], "<=", flat[4])
        case kinds, [_, "IN", *_] if re.fullmatch("nnc+", kinds):
            yield Claim(_name(flat[0]), "in", tuple(_constant(one) for one in flat[2:]))
        case kinds, [_, "=", "ANY", "ARRAY", *_] if re.fullmatch("nsnnc+", kinds):
            yield Claim(_name(flat[0]), "in", tuple(_constant(one) for one in flat[4:]))


def _compared(column: Token, sign: str, constant: Token) -> Iterator[Claim]:
    if sign in FLIPPED:
        yield Claim(_name(column), "in" if sign == "=" else sign, (_constant(constant),))


def _name(token: Token) -> str:
    return token[1].strip('"`[]').lower()


def _constant(token: Token) -> str:
    """As `parse_literal` reads it; without the character set that MySQL puts before a text."""
    return token[1][token[1].index("'") :] if token[0] == "text" else token[1]


def _with_claims(item: Property, claims: Sequence[Claim]) -> Property:
    own = [claim for claim in claims if claim.column == str(getattr(item.column, "name", "")).lower()]
    plain = not (isinstance(item.type, EnumType) or item.ruled or item.stored is not Stored.NATIVE)
    if not own or not plain or (item.type not in TEXTS and item.type not in NUMBERS):
        return item
    allowed = Allowed()
    for claim in own:
        allowed = _narrowed(allowed, claim, item)
    return item if allowed == Allowed() else replace(item, allowed=allowed)


def _narrowed(allowed: Allowed, claim: Claim, item: Property) -> Allowed:
    try:
        values: tuple[Any, ...] = tuple(parse_literal(item.type, _literal(item, text)) for text in claim.values)
    except BadRequest:
        return allowed
    match claim.operator:
        case "in":
            return replace(allowed, values=tuple(dict.fromkeys(values)))
        case ">" | ">=" if item.type is not STRING:
            if allowed.minimum is None or values[0] >= allowed.minimum:
                return replace(allowed, minimum=values[0], above=claim.operator == ">")
        case "<" | "<=" if item.type is not STRING:
            if allowed.maximum is None or values[0] <= allowed.maximum:
                return replace(allowed, maximum=values[0], below=claim.operator == "<")
    return allowed


def _literal(item: Property, text: str) -> str:
    return text.strip("'") if item.type is not STRING else text
