"""Comparisons of what has no value of its own: entities, and complex properties."""

from odata_service.errors import BadRequest
from odata_service.query.bound import Bound, Comparison, Junction, Member, Not
from odata_service.query.literals import NULL
from odata_service.query.paths import BindCondition, Entity, Whole, follow, parts_of
from odata_service.query.scope import Scope
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, LiteralKind

EQUALITIES = frozenset({BinaryOperator.EQ, BinaryOperator.NE})


def whole_comparison(node: ast.Binary, scope: Scope, bind_condition: BindCondition) -> Bound | None:
    """A comparison of entities, or of a complex property; None where it is one of values.

    Raises:
        BadRequest: they cannot be compared so.
    """
    return _entity_comparison(node, scope, bind_condition) or _complex_comparison(node, scope, bind_condition)


def _entity_comparison(node: ast.Binary, scope: Scope, bind_condition: BindCondition) -> Bound | None:
    """`Supplier eq null`, `$it eq $it/Manager`: entities are compared by their keys."""
    if node.operator not in EQUALITIES:
        return None
    sides = [
        found if isinstance(found := follow(side, scope, bind_condition), Entity) else None
        for side in (node.left, node.right)
        if isinstance(side, ast.Path)
    ]
    entities = [side for side in sides if side is not None]
    if not entities:
        return None
    first = entities[0].range
    if len(entities) == 2:
        second = entities[1].range
        if first.entity_set.type is not second.entity_set.type:
            raise BadRequest("Entities of different types cannot be compared.", target=scope.option)
        pairs = [
            Comparison(BinaryOperator.EQ, Member(first, item), Member(second, item))
            for item in first.entity_set.type.key_properties
        ]
        equal: Bound = Junction(BinaryOperator.AND, tuple(pairs))
    elif any(isinstance(side, ast.Literal) and side.kind is LiteralKind.NULL for side in (node.left, node.right)):
        equal = Comparison(BinaryOperator.EQ, Member(first, first.entity_set.type.key_properties[0]), NULL)
    else:
        raise BadRequest("An entity can be compared with null or with another entity only.", target=scope.option)
    return equal if node.operator is BinaryOperator.EQ else Not(equal)


def _complex_comparison(node: ast.Binary, scope: Scope, bind_condition: BindCondition) -> Bound | None:
    """`ShipTo eq null`: all that it consists of is null."""
    wholes = [
        found
        for side in (node.left, node.right)
        if isinstance(side, ast.Path) and isinstance(found := follow(side, scope, bind_condition), Whole)
    ]
    if not wholes:
        return None
    sides = (node.left, node.right)
    null = any(isinstance(side, ast.Literal) and side.kind is LiteralKind.NULL for side in sides)
    if node.operator not in EQUALITIES or not null:
        raise BadRequest(f"'{wholes[0].item.name}' can be compared with null only.", target=scope.option)
    nothing = absent(wholes[0], scope)
    return nothing if node.operator is BinaryOperator.EQ else Not(nothing)


def absent(whole: Whole, scope: Scope) -> Bound:
    """That a complex property is null: all that it consists of is."""
    parts = parts_of(whole, scope)
    return Junction(BinaryOperator.AND, tuple(Comparison(BinaryOperator.EQ, part, NULL) for part in parts))
