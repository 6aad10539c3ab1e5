"""Syntax tree + scope -> typed expression. Every complaint about a name or a type in an expression is raised here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from odata_service.edm.properties import Property
from odata_service.edm.types import (
    BOOLEAN,
    DURATION,
    NUMBERS,
    STRING,
    EnumType,
    PrimitiveType,
    Type,
)
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import (
    Arithmetic,
    Bound,
    Call,
    Case,
    Comparison,
    Constant,
    Exists,
    InList,
    Junction,
    Member,
    Negation,
    Not,
    Parameter,
    Placed,
    Range,
    ReachedFrom,
)
from odata_service.query.calls import called
from odata_service.query.casing import cased
from odata_service.query.casting import cast_or_isof
from odata_service.query.functions import is_hierarchical, promoted
from odata_service.query.hierarchies import placed
from odata_service.query.literals import (
    NULL,
    list_of,
    literal_of,
    operand_type,
)
from odata_service.query.paths import Entity, Rows, Whole, follow, resolved
from odata_service.query.scope import Scope, too_deep, too_many
from odata_service.query.type_rules import comparable, named, result_type
from odata_service.query.wholes import EQUALITIES, Side, absent, one_of_wholes, whole_comparison
from odata_service.query.within import aggregate_of
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, LiteralKind, UnaryOperator

COMPARISONS = frozenset(
    {BinaryOperator.EQ, BinaryOperator.NE, BinaryOperator.LT, BinaryOperator.LE, BinaryOperator.GT, BinaryOperator.GE}
)


def bind_condition(node: ast.Expr, scope: Scope) -> Bound:
    """A boolean expression, as `$filter` and `any` want it."""
    bound = bind(node, scope, BOOLEAN)
    if bound.type not in (BOOLEAN, None):
        raise BadRequest(f"{scope.option} needs a condition, and this is {named(bound.type)}.", target=scope.option)
    return bound


def bind(node: ast.Expr, scope: Scope, wanted: Type | None = None, like: Property | None = None) -> Bound:
    """An expression of one value. `wanted` is the type that a bare literal is read as."""
    values, limits = scope.values, scope.limits
    values.nodes += 1
    values.depth += 1
    if values.nodes > 10 * limits.nodes:  # aliases that stand for each other have no end
        raise too_many(values, limits)
    if values.depth > limits.depth + 1:  # a single value has no depth
        raise too_deep(limits, scope.option)
    bound = _bound(node, scope, wanted, like)
    values.depth -= 1
    return bound


def _bound(node: ast.Expr, scope: Scope, wanted: Type | None, like: Property | None) -> Bound:
    match node:
        case ast.Literal():
            return literal_of(node, scope, wanted, like)
        case ast.Junction(operator, terms):
            return _junction(operator, [bind_condition(term, scope) for term in terms], scope)
        case ast.Binary():
            return _binary(node, scope)
        case ast.Unary(operator, operand):
            return _unary(operator, operand, scope)
        case ast.In(operand, choices):
            return _in(operand, choices, scope)
        case ast.Call(function) if (name := function.lower()) in ("cast", "isof"):
            return cast_or_isof(name, node, scope, bind, bind_condition, absent)
        case ast.Call():
            return called(node, scope, bind)
        case ast.CaseExpr(branches):
            return _case(branches, scope)
        case ast.Path():
            return _path(node, scope, wanted, like)
        case ast.ListExpr() | ast.ObjectExpr():
            raise NotImplementedByService(
                "Lists and objects are compared here by eq, ne and in, and not calculated with.", target=scope.option
            )
        case _:
            assert_never(node)


def _unary(operator: UnaryOperator, operand: ast.Expr, scope: Scope) -> Bound:
    if operator is UnaryOperator.NOT:
        return negated(bind_condition(operand, scope))
    value = bind(operand, scope)
    if value is NULL:
        return NULL
    if value.type in NUMBERS or value.type is DURATION:
        return Negation(value, value.type)
    raise BadRequest(f"'-' needs a number, and this is {named(value.type)}.", target=scope.option)


def negated(condition: Bound) -> Bound:
    return condition.operand if isinstance(condition, Not) else Not(condition)


def _junction(operator: BinaryOperator, terms: Sequence[Bound], scope: Scope) -> Bound:
    """Equal members compared with values become one list: `a eq 1 or a eq 2` is `a in (1,2)`."""
    folding = BinaryOperator.EQ if operator is BinaryOperator.OR else BinaryOperator.NE
    choices: dict[tuple[Range, str], list[Bound]] = {}
    members: dict[tuple[Range, str], Member] = {}
    rest: list[Bound | tuple[Range, str]] = []
    for term in terms:
        match term:
            case Comparison(op, Member() as member, Parameter() as value) if op is folding:
                key = (member.range, member.item.name)
                if key in choices:
                    scope.values.nodes -= 3
                else:
                    members[key] = member
                    choices[key] = []
                    rest.append(key)
                choices[key].append(value)
            case _:
                rest.append(term)
    folded = [item if not isinstance(item, tuple) else _listed(members[item], choices[item], folding) for item in rest]
    return folded[0] if len(folded) == 1 else Junction(operator, tuple(folded))


def _listed(member: Member, values: list[Bound], operator: BinaryOperator) -> Bound:
    if len(values) == 1:
        return Comparison(operator, member, values[0])
    listed = InList(member, tuple(values))
    return listed if operator is BinaryOperator.EQ else Not(listed)


def _binary(node: ast.Binary, scope: Scope) -> Bound:
    if node.operator in COMPARISONS:
        return _comparison(node, scope)
    if node.operator is BinaryOperator.HAS:
        return _has(node, scope)
    left, right = _operands(node.left, node.right, scope)
    if NULL in (left, right):
        return NULL
    return Arithmetic(node.operator, left, right, result_type(node.operator, left.type, right.type, scope))


def _pair(left: ast.Expr, right: ast.Expr, scope: Scope) -> tuple[Bound, Bound]:
    """Both operands; a literal is read as the type of the other side."""
    if _is_literal(left) and not _is_literal(right):
        bound = bind(right, scope)
        return bind(left, scope, bound.type, _like(bound)), bound
    bound = bind(left, scope)
    if _is_literal(right):
        return bound, bind(right, scope, bound.type, _like(bound))
    return bound, bind(right, scope)


def _operands(left: ast.Expr, right: ast.Expr, scope: Scope) -> tuple[Bound, Bound]:
    """Of a calculation: here a literal is a number, or a duration, by its own looks."""
    if isinstance(left, ast.Literal) and not isinstance(right, ast.Literal):
        bound = bind(right, scope)
        return bind(left, scope, operand_type(left, bound.type)), bound
    bound = bind(left, scope, operand_type(left, None) if isinstance(left, ast.Literal) else None)
    return bound, bind(right, scope, operand_type(right, bound.type) if isinstance(right, ast.Literal) else None)


def _is_literal(node: ast.Expr) -> bool:
    return isinstance(node, ast.Literal)


def _like(bound: Bound) -> Property | None:
    return bound.item if isinstance(bound, Member) else None


def _comparison(node: ast.Binary, scope: Scope) -> Bound:
    if isinstance(node.left, ast.Unary) and node.left.operator is UnaryOperator.NOT:
        return _negated_comparison(node, node.left.operand, scope)
    whole = whole_comparison(node, scope, bind_condition, _equal_values) or _contained(node, scope)
    if whole is not None:
        return whole
    left, right = _pair(node.left, node.right, scope)
    return _compared(node.operator, left, right, scope)


def _contained(node: ast.Binary, scope: Scope) -> Bound | None:
    """`indexof(text,part) ne -1` is `contains(text,part)`, which an index may serve; None: it is something else, or the
    number is a value of the shape."""
    match node:
        case ast.Binary(operator, ast.Call(function) as call, ast.Literal(text="-1") as place) if (
            function.lower() == "indexof"
            and operator in (BinaryOperator.EQ, BinaryOperator.NE)
            and not scope.values.is_set_aside(scope.option, place)
        ):
            found = bind_condition(replace(call, function="contains"), scope)
            return found if operator is BinaryOperator.NE else negated(found)
    return None


def _negated_comparison(node: ast.Binary, operand: ast.Expr, scope: Scope) -> Bound:
    """`not a eq b` is `(not a) eq b` where `a` is a condition, and where it is none, nothing but `not (a eq b)`."""
    plain = replace(node, left=operand)
    if isinstance(operand, ast.Literal) and operand.kind is not LiteralKind.BOOLEAN:
        return negated(_comparison(plain, scope))
    whole = whole_comparison(plain, scope, bind_condition, _equal_values)
    if whole is not None:
        return negated(whole)
    left = bind(operand, scope)
    right = bind(node.right, scope, left.type, _like(left)) if _is_literal(node.right) else bind(node.right, scope)
    if left.type is BOOLEAN:
        return _compared(node.operator, negated(left), right, scope)
    return negated(_compared(node.operator, left, right, scope))


def _compared(operator: BinaryOperator, left: Bound, right: Bound, scope: Scope) -> Bound:
    if operator in EQUALITIES:
        for condition, constant in ((left, right), (right, left)):
            if isinstance(constant, Constant) and isinstance(constant.value, bool) and is_condition(condition):
                return condition if constant.value is (operator is BinaryOperator.EQ) else negated(condition)
    comparable(left, right, scope)
    if NULL not in (left, right):
        left, right = cased((left, right))
    return Comparison(operator, left, right)


def is_condition(bound: Bound) -> bool:
    """Whether it is a boolean that SQL has as a condition rather than as a value; it is never null."""
    match bound:
        case Comparison() | InList() | Junction() | Not() | Exists() | ReachedFrom() | Placed():
            return True
        case Call():
            return bound.type is BOOLEAN
        case _:
            return False


def _has(node: ast.Binary, scope: Scope) -> Bound:
    left = bind(node.left, scope)
    if not isinstance(left.type, EnumType):
        raise BadRequest(
            f"'has' needs an enumeration on its left, and this is {named(left.type)}.", target=scope.option
        )
    right = bind(node.right, scope, left.type, _like(left))
    if right.type != left.type:
        raise BadRequest(f"'has' compares {left.type} with {right.type}: they must be the same.", target=scope.option)
    return Comparison(BinaryOperator.HAS, left, right)


def _equal_values(one: Side, other: Side) -> Bound:
    if _is_literal(one.node) and not _is_literal(other.node):
        one, other = other, one
    left = bind(one.node, one.scope)
    wanted, like = (left.type, _like(left)) if _is_literal(other.node) else (None, None)
    return _compared(BinaryOperator.EQ, left, bind(other.node, other.scope, wanted, like), one.scope)


def _in(operand: ast.Expr, choices: ast.Expr, scope: Scope) -> Bound:
    whole = one_of_wholes(operand, choices, scope, bind_condition, _equal_values)
    if whole is not None:
        return whole
    left = bind(operand, scope)
    node = resolved(choices, scope)
    if isinstance(node, ast.Literal) and node.kind is LiteralKind.LIST:
        member, listed = cased((left, list_of(node, left, scope)))
        return InList(member, (listed,))
    if not isinstance(node, ast.ListExpr):
        raise BadRequest("'in' needs a list on its right, such as (1,2,3).", target=scope.option)
    values = [bind(item, scope, left.type, _like(left)) for item in node.items]
    for value in values:
        comparable(left, value, scope)
    nulls = [value for value in values if value is NULL]
    others = [value for value in values if value is not NULL]
    found, *others = cased((left, *others))
    among: Bound = InList(found, tuple(others))
    return Junction(BinaryOperator.OR, (among, Comparison(BinaryOperator.EQ, left, NULL))) if nulls else among


def _case(branches: Sequence[tuple[ast.Expr, ast.Expr]], scope: Scope) -> Bound:
    bound = [(bind_condition(condition, scope), bind(value, scope)) for condition, value in branches]
    types = [value.type for _, value in bound if value.type is not None]
    result = types[0] if types else STRING
    for other in types[1:]:
        if isinstance(other, PrimitiveType) and isinstance(result, PrimitiveType) and {other, result} <= NUMBERS:
            result = promoted(other, result)
        elif other != result:
            raise BadRequest(f"The values of 'case' are of different types, {result} and {other}.", target=scope.option)
    return Case(tuple(bound), result)


def _path(node: ast.Path, scope: Scope, wanted: Type | None, like: Property | None) -> Bound:
    meant = resolved(node, scope)
    if meant is not node:
        alias = node.segments[0]
        assert isinstance(alias, ast.Alias)
        return bind(meant, scope.through(alias.identifier), wanted, like)
    if isinstance(call := node.segments[0], ast.Call) and is_hierarchical(call.function) and len(node.segments) == 1:
        return placed(call, scope, bind, bind_condition)
    if isinstance(node.segments[-1], ast.AggregateSegment):
        return aggregate_of(node, scope, bind, bind_condition)
    found = follow(node, scope, bind_condition)
    match found:
        case Entity():
            raise BadRequest("A navigation property stands where a value is needed.", target=scope.option)
        case Whole():
            raise BadRequest(
                f"'{found.item.name}' has no value of its own; name one of its parts, as in {found.item.members[0]}.",
                target=scope.option,
            )
        case Rows():
            raise BadRequest(
                f"'{found.range.navigation.name if found.range.navigation else '$it'}' is a collection: use any, all "
                "or $count on it.",
                target=scope.option,
            )
        case None:
            raise BadRequest("A value was expected.", target=scope.option)
        case _:
            return found
