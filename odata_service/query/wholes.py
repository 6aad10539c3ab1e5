"""Comparisons of what has no value of its own: entities, complex properties, objects and lists (Part 2, section
5.1.1.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from odata_service.errors import BadRequest, Span
from odata_service.query.bound import Bound, Comparison, Exists, Junction, Member, Not
from odata_service.query.literals import FALSE, NULL
from odata_service.query.paths import BindCondition, Entity, Rows, Whole, follow, parts_of, resolved, value_of
from odata_service.query.scope import Scope, unknown
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, LiteralKind

EQUALITIES = frozenset({BinaryOperator.EQ, BinaryOperator.NE})


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared, and where it stands: what a parameter alias stands for is read as that one's value."""

    node: ast.Expr
    scope: Scope

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, ast.Literal) and self.node.kind is LiteralKind.NULL

    @property
    def meant(self) -> "Side":
        """The side without the aliases that stand for an object, a list, or null."""
        node = resolved(self.node, self.scope)
        if node is self.node or not isinstance(self.node, ast.Path) or not isinstance(self.node.segments[0], ast.Alias):
            return self
        return Side(node, self.scope.through(self.node.segments[0].identifier))


Equal = Callable[[Side, Side], Bound]  # whether two values are equal


def whole_comparison(
    node: ast.Binary, scope: Scope, bind_condition: BindCondition, equal_values: Equal
) -> Bound | None:
    """A comparison of entities, complex properties, objects or lists; None where it is one of values.

    Raises:
        BadRequest: they cannot be compared so.
    """
    left, right = Side(node.left, scope).meant, Side(node.right, scope).meant
    wholes = Wholes(bind_condition, equal_values)
    if not wholes.is_one(left) and not wholes.is_one(right):
        return None
    if node.operator not in EQUALITIES:
        raise BadRequest("What consists of several values is compared by eq, ne and in only.", target=scope.option)
    equal = wholes.equal(left, right)
    return equal if node.operator is BinaryOperator.EQ else Not(equal)


def one_of_wholes(
    operand: ast.Expr, choices: ast.Expr, scope: Scope, bind_condition: BindCondition, equal: Equal
) -> Bound | None:
    """`[FirstName,LastName] in [["John","Doe"],["Jane","Smith"]]`, `Customer in ($root/Customers(1),null)`; None where
    values are looked for.

    Raises:
        BadRequest: there is no list on the right.
    """
    left, right = Side(operand, scope).meant, Side(choices, scope).meant
    wholes = Wholes(bind_condition, equal)
    if not wholes.is_one(left):
        return None
    entity, rows = wholes.followed(left), wholes.followed(right)
    if isinstance(entity, Entity) and isinstance(rows, Rows):
        return _member(entity, rows, scope)
    if not isinstance(right.node, ast.ListExpr):
        raise BadRequest("'in' needs a list on its right, such as [[1,2],[3,4]].", target=scope.option)
    found = [wholes.equal(left, Side(item, right.scope)) for item in right.node.items]
    return Junction(BinaryOperator.OR, tuple(found))


def _member(entity: Entity, rows: Rows, scope: Scope) -> Bound:
    """`Customer in $root/Customers/$filter(Blocked)`: a row of the collection has the entity's key."""
    if entity.range.entity_set.type.line[-1] is not rows.range.entity_set.type.line[-1]:
        raise BadRequest("Entities of different types cannot be compared.", target=scope.option)
    key = rows.range.entity_set.type.key_properties
    same = [Comparison(BinaryOperator.EQ, Member(rows.range, item), value_of(entity, item)) for item in key]
    return Exists(rows.range, all_of([*rows.conditions, *same]))


@dataclass(frozen=True, slots=True)
class Wholes:
    """How what is within is bound."""

    bind_condition: BindCondition
    equal_values: Equal

    def is_one(self, side: Side) -> bool:
        """Whether it is no single value."""
        found = self.followed(side)
        return isinstance(found, Entity | Whole) or isinstance(side.node, ast.ListExpr | ast.ObjectExpr)

    def equal(self, one: Side, other: Side) -> Bound:
        """The condition that both are equal."""
        one, other = one.meant, other.meant
        if isinstance(one.node, ast.ListExpr) or isinstance(other.node, ast.ListExpr):
            return self._equal_lists(one, other)
        if isinstance(self.followed(one), Entity) or isinstance(self.followed(other), Entity):
            return self._equal_entities(one, other)
        parts, others = self._parts(one), self._parts(other)
        if parts is None and others is None:
            return self.equal_values(one, other)
        nothing = Side(NULL_LITERAL, one.scope)
        absent_parts = dict.fromkeys(parts or others or (), nothing)
        parts, others = (absent_parts if side.is_null else found for side, found in ((one, parts), (other, others)))
        if parts is None or others is None:
            raise self._unlike(one, other)
        self._check_names(one, parts, others)
        self._check_names(other, others, parts)
        names = {**parts, **others}
        return all_of([self.equal(parts.get(name, nothing), others.get(name, nothing)) for name in names])

    def _equal_lists(self, one: Side, other: Side) -> Bound:
        """Lists are equal where they are as long, and their members are equal, one by one."""
        if not isinstance(one.node, ast.ListExpr) or not isinstance(other.node, ast.ListExpr):
            raise BadRequest("A list can be compared with another list only, such as [1,2].", target=one.scope.option)
        if len(one.node.items) != len(other.node.items):
            return FALSE
        pairs = zip(one.node.items, other.node.items, strict=True)
        return all_of([self.equal(Side(here, one.scope), Side(there, other.scope)) for here, there in pairs])

    def _equal_entities(self, one: Side, other: Side) -> Bound:
        """`Supplier eq null`, `$it eq $root/Best`: entities are compared by their keys."""
        first, *rest = [entity for side in (one, other) if isinstance(entity := self.followed(side), Entity)]
        key = first.range.entity_set.type.key_properties
        for second in rest:
            if first.range.entity_set.type.line[-1] is not second.range.entity_set.type.line[-1]:
                raise BadRequest("Entities of different types cannot be compared.", target=one.scope.option)
            pairs = [(value_of(first, item), value_of(second, item)) for item in key]
            return all_of([Comparison(BinaryOperator.EQ, here, there) for here, there in pairs])
        if one.is_null or other.is_null:
            return Comparison(BinaryOperator.EQ, value_of(first, key[0]), NULL)
        raise BadRequest("An entity can be compared with null or with another entity only.", target=one.scope.option)

    def followed(self, side: Side) -> object:
        return follow(side.node, side.scope, self.bind_condition) if isinstance(side.node, ast.Path) else None

    def _parts(self, side: Side) -> dict[str, Side] | None:
        """What an object or a complex property consists of, by name; None for anything else."""
        if isinstance(side.node, ast.ObjectExpr):
            return {name: Side(value, side.scope) for name, value in side.node.members if "@" not in name}
        whole = self.followed(side)
        if not isinstance(whole, Whole) or not isinstance(side.node, ast.Path):
            return None
        path = side.node
        return {
            name: Side(ast.Path((*path.segments, ast.Name(name, path.span)), path.span), side.scope)
            for name in whole.item.parts
        }

    def _unlike(self, one: Side, other: Side) -> BadRequest:
        wholes = [whole.item.name for side in (one, other) if isinstance(whole := self.followed(side), Whole)]
        name = f"'{wholes[0]}'" if wholes else "An object"
        return BadRequest(
            f"{name} can be compared with null, an object or another complex value only.", target=one.scope.option
        )

    def _check_names(self, side: Side, own: dict[str, Side], others: dict[str, Side]) -> None:
        """Raises BadRequest where an object has what the complex property beside it has not."""
        whole = self.followed(side)
        if isinstance(whole, Whole) and (unknown_names := others.keys() - own.keys()):
            raise unknown(f"'{whole.item.name}' has no", min(unknown_names), own, target=side.scope.option)


NULL_LITERAL = ast.Literal(LiteralKind.NULL, "null", Span(0, 0))


def all_of(conditions: Sequence[Bound]) -> Bound:
    return conditions[0] if len(conditions) == 1 else Junction(BinaryOperator.AND, tuple(conditions))


def absent(whole: Whole, scope: Scope) -> Bound:
    """That a complex property is null: all that it consists of is."""
    parts = parts_of(whole, scope)
    return Junction(BinaryOperator.AND, tuple(Comparison(BinaryOperator.EQ, part, NULL) for part in parts))
