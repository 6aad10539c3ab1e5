"""A function's name and what it is called with -> a typed call. Every complaint about a function is raised here."""

from collections.abc import Callable, Sequence

from odata_service.edm.literals import is_in_utc, parse_literal
from odata_service.edm.types import (
    BOOLEAN,
    DATE_TIME_OFFSET,
    DECIMAL,
    GUID,
    INT64,
    INTEGERS,
    STRING,
    EnumType,
    PrimitiveType,
    Type,
)
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Bound, Call, Cast
from odata_service.query.casing import CASED, cased
from odata_service.query.functions import FAMILY_NAMES, FUNCTIONS, REPLACED, ROUNDING, ZONED, Family, Signature
from odata_service.query.literals import FALSE, NULL, is_integral, own_type
from odata_service.query.paths import resolved
from odata_service.query.scope import Scope, did_you_mean
from odata_service.query.type_rules import named
from odata_service.url import ast
from odata_service.url.ast import LiteralKind

Bind = Callable[[ast.Expr, Scope, Type | None], Bound]
GEO = {"geo.distance": 2, "geo.intersects": 2, "geo.length": 1}


def called(node: ast.Call, scope: Scope, bind: Bind) -> Bound:
    """A function with its arguments. `cast` and `isof` are read elsewhere.

    Raises:
        BadRequest: there is no such function, or an argument is of another type.
        NotImplementedByService: this service has nothing that it could be about.
    """
    name = node.function.lower()
    if name in GEO:
        if len(node.arguments) != GEO[name]:
            count = f"{GEO[name]} argument{'s' if GEO[name] > 1 else ''}"
            raise BadRequest(f"'{name}' takes {count}, not {len(node.arguments)}.", target=scope.option)
        raise NotImplementedByService("This service has no geo types.", target=scope.option)
    if name in ("hassubset", "hassubsequence"):
        raise NotImplementedByService(f"'{name}' needs collections, and this service has none.", target=scope.option)
    signatures = FUNCTIONS.get(name)
    if signatures is None:
        hint = f" Use {REPLACED[name]}." if name in REPLACED else did_you_mean(name, FUNCTIONS)
        raise BadRequest(f"There is no function '{node.function}'.{hint}", target=scope.option)
    for signature in signatures:
        if len(signature.parameters) == len(node.arguments):
            return _with_arguments(name, signature, node.arguments, scope, bind)
    counts = " or ".join(str(len(item.parameters)) for item in signatures)
    raise BadRequest(f"'{name}' takes {counts} arguments, not {len(node.arguments)}.", target=scope.option)


def _with_arguments(name: str, signature: Signature, nodes: Sequence[ast.Expr], scope: Scope, bind: Bind) -> Bound:
    arguments = tuple(
        _argument(name, family, node, scope, bind) for family, node in zip(signature.parameters, nodes, strict=True)
    )
    if NULL in arguments and name != "indexof":
        return FALSE if signature.result is BOOLEAN else NULL
    if name in ROUNDING and arguments[0].type in INTEGERS:
        return arguments[0]
    arguments = cased(arguments) if name in CASED else arguments
    return Call(name, arguments, signature.result or _own_type(arguments[0]))


def _own_type(argument: Bound) -> Type:
    return argument.type or DECIMAL


def _argument(function: str, family: Family, node: ast.Expr, scope: Scope, bind: Bind) -> Bound:
    described, default = FAMILY_NAMES[family]
    literal = isinstance(node, ast.Literal) and node.kind not in (LiteralKind.NULL, LiteralKind.BOOLEAN)
    if function in ZONED:
        _check_zone(function, resolved(node, scope), scope)
    bound = bind(node, scope, _literal_type(node, family, default) if literal else None)
    if bound.type is None or bound.type in family:
        return bound
    if default is STRING and (isinstance(bound.type, EnumType) or bound.type is GUID):  # a text, for Salesforce
        return Cast(bound, STRING)
    raise BadRequest(f"'{function}' needs {described}, and this is {named(bound.type)}.", target=scope.option)


def _check_zone(function: str, node: ast.Expr, scope: Scope) -> None:
    """Of an instant that is written in another zone than the service's, no part is told (Part 2, section 5.1.1.8)."""
    if not isinstance(node, ast.Literal) or node.kind is not LiteralKind.DATE_TIME_OFFSET:
        return
    scope.values.complete = False  # another literal may have another zone
    if not is_in_utc(node.text):
        instant = parse_literal(DATE_TIME_OFFSET, node.text, target=scope.option).replace(tzinfo=None)
        raise BadRequest(
            f"Instants are in UTC here, and so is what '{function}' tells of them: write {instant.isoformat()}Z for "
            f"{node.text}.",
            target=scope.option,
        )


def _literal_type(node: ast.Expr, family: Family, default: PrimitiveType) -> Type:
    assert isinstance(node, ast.Literal)
    own = own_type(node)
    if own is None or own is STRING:
        return default
    return own if own in family else INT64 if own is DECIMAL and INT64 in family and is_integral(node.text) else own
