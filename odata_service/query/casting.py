"""`cast` and `isof`: which types can be cast to which (Part 2, section 5.1.1.10)."""

from collections.abc import Callable

from odata_service.edm.literals import parse_literal
from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DURATION,
    GUID,
    INTEGERS,
    NUMBERS,
    PRIMITIVE_TYPES,
    STREAM,
    STRING,
    TIME_OF_DAY,
    EnumType,
    Type,
)
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Bound, Cast, Comparison, Not, OfType, Parameter, Range
from odata_service.query.casts import cast_of, is_wider, type_named
from odata_service.query.literals import FALSE, NULL, TRUE
from odata_service.query.paths import Entity, Whole, follow
from odata_service.query.scope import Scope, did_you_mean
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator

Bind = Callable[[ast.Expr, Scope], Bound]
Absent = Callable[[Whole, Scope], Bound]  # a condition that is true where a complex property has no value

# What is read out of a text that is no literal, and what is written as one.
READ = frozenset({*NUMBERS, BOOLEAN, DATE, DATE_TIME_OFFSET, TIME_OF_DAY, GUID})
WRITTEN = frozenset({*NUMBERS, BOOLEAN, DATE, DATE_TIME_OFFSET, TIME_OF_DAY, GUID})
OTHERS = frozenset({(DATE, DATE_TIME_OFFSET), (DATE_TIME_OFFSET, DATE), (DATE_TIME_OFFSET, TIME_OF_DAY)})


def cast_or_isof(name: str, node: ast.Call, scope: Scope, bind: Bind, bind_condition: Bind, absent: Absent) -> Bound:
    """castExpr, isofExpr; without a first argument they speak of the row itself."""
    if not 1 <= len(node.arguments) <= 2:
        raise BadRequest(
            f"'{name}' takes an expression and a type, not {len(node.arguments)} arguments.", target=scope.option
        )
    type_name = scope.model.qualified(type_named(node.arguments[-1], scope))
    entity = scope.this if len(node.arguments) == 1 else None
    if len(node.arguments) == 2 and isinstance(node.arguments[0], ast.Path):
        found = follow(node.arguments[0], scope, bind_condition)
        entity = found.range if isinstance(found, Entity) else None
        if isinstance(found, Whole) and name == "isof":
            own = f"{scope.model.namespace}.{found.item.type}"
            return Not(absent(found, scope)) if type_name == own else _of_another(type_name, scope)
    if entity is not None:
        if name == "isof":
            return _is_of(entity, type_name, scope)
        raise BadRequest(
            f"'cast' of an entity has no value; say what of it, as in cast({type_name})/Property.", target=scope.option
        )
    wanted = PRIMITIVE_TYPES.get(type_name) or scope.model.enum_types.get(type_name)
    if wanted is None:
        known = did_you_mean(type_name, [*PRIMITIVE_TYPES, *scope.model.enum_types])
        raise BadRequest(f"There is no type '{type_name}'.{known}", target=scope.option)
    operand = bind(node.arguments[0], scope)
    if name == "isof":
        return FALSE if operand.type != wanted else Not(Comparison(BinaryOperator.EQ, operand, NULL))
    return _cast(operand, wanted, scope)


def _is_of(row: Range, type_name: str, scope: Scope) -> Bound:
    """Whether a row is of an entity type, or of one that is derived from it."""
    cast = cast_of(row.entity_set, type_name, scope.model)
    if cast is None:
        return _of_another(type_name, scope)
    return TRUE if is_wider(row.entity_set, cast) else OfType(row, cast)


def _of_another(type_name: str, scope: Scope) -> Bound:
    """What has nothing to do with a type is not of that; of another schema's nothing is.

    Raises:
        BadRequest: this schema has no such type.
    """
    known = {*PRIMITIVE_TYPES, *scope.model.types()}
    if type_name not in known and type_name.rpartition(".")[0] in ("", "Edm", scope.model.namespace):
        raise BadRequest(f"There is no type '{type_name}'.{did_you_mean(type_name, known)}", target=scope.option)
    return FALSE


def _cast(operand: Bound, wanted: Type, scope: Scope) -> Bound:
    kind = operand.type
    if kind is None or kind == wanted:
        return operand if kind is not None else NULL
    if isinstance(operand, Parameter) and _is_read_as(kind, wanted):
        parse_literal(wanted, scope.values.texts[operand.number], target=scope.option)
        return Parameter(operand.number, wanted, target=scope.option)
    if _can_be_cast(kind, wanted):
        return Cast(operand, wanted)
    if (kind is STRING and wanted in (DURATION, BINARY)) or (
        (kind is STRING or kind in INTEGERS) and isinstance(wanted, EnumType)
    ):
        raise NotImplementedByService(
            f"Only a literal can be cast to {wanted} here, and no other {'text' if kind is STRING else 'number'}.",
            target=scope.option,
        )
    raise BadRequest(f"A value of type {kind} cannot be cast to {wanted}.", target=scope.option)


def _is_read_as(kind: Type, wanted: Type) -> bool:
    """Whether the same literal can stand for a value of the other type."""
    if kind is STRING:
        return wanted is not STREAM
    if kind in INTEGERS:
        return wanted in NUMBERS or isinstance(wanted, EnumType)
    return (kind is DECIMAL and wanted in NUMBERS - INTEGERS) or (kind, wanted) in ((DATE, DATE_TIME_OFFSET),)


def _can_be_cast(kind: Type, wanted: Type) -> bool:
    if kind in NUMBERS and wanted in NUMBERS:
        return True
    if kind is STRING:
        return wanted in READ
    if isinstance(kind, EnumType):
        return wanted is STRING or wanted in INTEGERS
    return (wanted is STRING and kind in WRITTEN) or (kind, wanted) in OTHERS
