"""Literals -> values of the request, with the type that they are read as."""

from dataclasses import replace

from odata_service.edm.literals import parse_literal
from odata_service.edm.properties import Property
from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    GUID,
    INT64,
    INTEGERS,
    SINGLE,
    STRING,
    TIME_OF_DAY,
    EnumType,
    PrimitiveType,
    Type,
)
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Bound, Constant, Member, Parameter
from odata_service.query.scope import Scope, did_you_mean
from odata_service.query.type_rules import comparable
from odata_service.url import ast
from odata_service.url.ast import LiteralKind
from odata_service.url.folding import NotFolded, items_of, kind_of
from odata_service.url.tokens import is_beyond

NULL = Constant(None, None)
TRUE = Constant(True, BOOLEAN)
FALSE = Constant(False, BOOLEAN)

# What a literal is taken for where nothing beside it says more.
OWN_TYPES: dict[LiteralKind, PrimitiveType] = {
    LiteralKind.STRING: STRING,
    LiteralKind.INTEGER: INT64,
    LiteralKind.DECIMAL: DECIMAL,
    LiteralKind.DATE: DATE,
    LiteralKind.DATE_TIME_OFFSET: DATE_TIME_OFFSET,
    LiteralKind.TIME_OF_DAY: TIME_OF_DAY,
    LiteralKind.DURATION: DURATION,
    LiteralKind.GUID: GUID,
    LiteralKind.BINARY: BINARY,
}
# How OData 2.0 and 3.0 write what has no prefix in OData 4.
FORMER = {"guid": GUID, "datetime": DATE_TIME_OFFSET, "datetimeoffset": DATE_TIME_OFFSET}


def literal_of(node: ast.Literal, scope: Scope, wanted: Type | None, like: Property | None) -> Bound:
    """A literal, read as the type that is wanted where it can be."""
    match node.kind:
        case LiteralKind.NULL:
            return NULL
        case LiteralKind.BOOLEAN:
            return TRUE if node.text.lower() == "true" else FALSE
        case LiteralKind.GEO:
            raise NotImplementedByService("This service has no geo types.", target=scope.option)
        case LiteralKind.ENUM:
            taken = _former_type(node, wanted) or _enum_type(node, scope, wanted)
        case _ if node.text in ("INF", "-INF", "NaN"):
            return Constant(float(node.text), DOUBLE)
        case _:
            taken = _taken_for(node, wanted)
    number = scope.values.number_of(scope.option, node)
    if like is not None and like.type != taken:
        like = None
    parse_literal(taken, node.text, target=scope.option)
    return Parameter(number, taken, like, scope.option)


def _taken_for(node: ast.Literal, wanted: Type | None) -> Type:
    own = own_type(node)
    assert own is not None
    if wanted is None or (DURATION in (own, wanted) and own is not STRING):
        return own
    if wanted in INTEGERS:
        if own in (INT64, DECIMAL):
            return INT64 if is_integral(node.text) else DECIMAL
        if own is DOUBLE:
            return DOUBLE
        return INT64 if own is STRING else wanted
    return own if wanted is STRING else wanted


def own_type(node: ast.Literal) -> PrimitiveType | None:
    """What a literal is by its looks; `1e3` is a float."""
    exponent = node.kind is LiteralKind.DECIMAL and "e" in node.text.lower()
    return DOUBLE if exponent else OWN_TYPES.get(node.kind)


def operand_type(node: ast.Literal, other: Type | None) -> Type | None:
    """What a literal is read as in a calculation with a value of another type: `5.0` is no whole number there."""
    if node.kind is LiteralKind.STRING:
        return DURATION if other in (DATE, DATE_TIME_OFFSET, DURATION) else other
    if other in (DOUBLE, SINGLE, DECIMAL) and node.kind in (LiteralKind.INTEGER, LiteralKind.DECIMAL):
        return other
    return None


def is_integral(text: str) -> bool:
    """Whether a number's text is that of a whole number of 64 bits."""
    whole, _, fraction = text.partition(".")
    return not fraction.strip("0") and "e" not in whole.lower() and not is_beyond(whole)


def _former_type(node: ast.Literal, wanted: Type | None) -> Type | None:
    """The type of a literal as OData 2.0 and 3.0 write it, which there are clients that still do: `guid'…'`."""
    own = FORMER.get(node.text.partition("'")[0].lower())
    return DATE if own is DATE_TIME_OFFSET and wanted is DATE else own


def _enum_type(node: ast.Literal, scope: Scope, wanted: Type | None) -> Type:
    name = node.text.partition("'")[0]
    if not name and isinstance(wanted, EnumType):
        return wanted
    found = scope.model.enum_types.get(scope.model.qualified(name))
    if found is None:
        known = did_you_mean(name, scope.model.enum_types)
        raise BadRequest(f"There is no enumeration type '{name}'.{known}", target=scope.option)
    return found


def list_of(node: ast.Literal, left: Bound, scope: Scope) -> Bound:
    """The values of a list that is one literal; they are read as its first one is.

    Raises:
        NotFolded: they are not all read alike.
    """
    number = scope.values.number_of_list(scope.option, node)
    first = items_of(scope.values.texts[number])[0]
    taken = _taken_for(replace(node, kind=LiteralKind[kind_of(node.text)], text=first), left.type)
    if taken not in LISTED or not isinstance(left, Member):
        raise NotFolded
    like = left.item if left.item.type == taken else None
    value = Parameter(number, taken, like, scope.option, many=True)
    comparable(left, value, scope)
    return value


LISTED = frozenset({*INTEGERS, STRING, GUID})
