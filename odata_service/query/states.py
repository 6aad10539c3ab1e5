"""The rows of `$apply` between two transformations: what they are made of, and what is asked of them next.

While nothing is grouped or joined the rows are entities. From then on they are made rows, whose values have names
(`Customer/Country`). Each making is a SELECT around the one before: the database does all of it in one statement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import column

from odata_service.edm.model import EntitySet, EntityType
from odata_service.edm.properties import Property
from odata_service.edm.types import DOUBLE, INT64, SINGLE, EnumType, PrimitiveType
from odata_service.errors import BadRequest
from odata_service.query.bound import Among, Bound, Constant, Derived, Member, Parameter, Range, Sort
from odata_service.query.clauses import total_order
from odata_service.query.expression import bind_condition
from odata_service.query.paths import Entity, Rows, Whole, follow, names_of, parts_of
from odata_service.query.scope import Names, Scope
from odata_service.url import ast

TARGET = "$apply"
PLACES = ("part", "place")  # the columns that keep the order of what is put one behind another
HIDDEN = "#"  # starts the names of values that nobody sees

Columns = Sequence[tuple[tuple[str, ...], Bound]]


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The rows after some transformations. `names` is None while they are entities.

    `partition`: within `groupby` each transformation is about the rows of a group, where these paths have the same
    values. `joins`: what `join` has put beside each row, so that one entity can be in several rows.
    """

    scope: Scope
    where: tuple[Bound, ...] = ()
    order: tuple[Sort, ...] = ()
    limit: Bound | None = None
    offset: Bound | None = None
    partition: tuple[ast.Path, ...] = ()
    joins: tuple[Range, ...] = ()
    optional: tuple[tuple[str, ...], ...] = ()  # where this is null, there is nothing that was joined
    keys: tuple[tuple[str, ...], ...] | None = None  # of made rows: what tells them apart; None: all that they have

    @property
    def row(self) -> Range:
        return self.scope.this

    @property
    def names(self) -> Names | None:
        return self.scope.names

    @property
    def cut(self) -> bool:
        return self.limit is not None or self.offset is not None


def uncut(state: State) -> State:
    """The same rows without a limit of their own, so that more can be asked of them."""
    if not state.cut:
        return state
    if state.names is not None or state.joins:
        return made(state, columns_of(state), group=None, order=state.order)
    return among(state, made(state, _keys(state), group=None).row)


def among(state: State, keys: Range) -> State:
    """The entities whose keys are among the rows of `keys`: what else restricted them is in there."""
    members = tuple(Member(state.row, item) for item in state.row.entity_set.type.key_properties)
    return replace(state, where=(Among(members, keys),), limit=None, offset=None)


def _keys(state: State) -> Columns:
    return [((item.name,), Member(state.row, item)) for item in state.row.entity_set.type.key_properties]


def columns_of(state: State) -> Columns:
    """All values that the rows have, by name."""
    if state.names is not None:
        return list(state.names.items())
    columns: list[tuple[tuple[str, ...], Bound]] = [
        (tuple(item.name.split("/")), Member(state.row, item)) for item in state.row.entity_set.type.properties.values()
    ]
    columns += [((name,), expression) for name, expression in state.scope.computed.items()]
    for alias, joined in state.scope.aliased.items():
        items = joined.entity_set.type.properties
        columns += [
            ((alias, *name.split("/")), Member(joined, item)) for name, item in items.items() if name[:1] != HIDDEN
        ]
    return columns


def as_made(state: State) -> State:
    """The rows as made rows, which have what they are grouped by, too."""
    if state.names is not None:
        return state
    columns = dict(columns_of(state))
    for path in state.partition:
        columns |= dict(keys_of(path, state.scope))
    return made(state, list(columns.items()), group=None, order=state.order)


def keys_of(path: ast.Expr, scope: Scope) -> Columns:
    """What rows are grouped by: the value of a path, and of an entity its key."""
    assert isinstance(path, ast.Path)
    names = names_of(path.segments)
    if scope.names is not None and names not in scope.names:
        below = [(name, value) for name, value in scope.names.items() if name[: len(names)] == names]
        if below:
            return below
    found = follow(path, scope, bind_condition)
    match found:
        case Rows():
            raise BadRequest(f"'{'/'.join(names)}' is a collection; rows are grouped by single values.", target=TARGET)
        case Entity(row):
            return [((*names, item.name), Member(row, item)) for item in row.entity_set.type.key_properties]
        case Whole(item=whole):
            return [((*names, name), part) for name, part in zip(whole.parts, parts_of(found, scope), strict=True)]
        case None:
            raise BadRequest("Rows are grouped by properties.", target=TARGET)
        case value:
            return [(names, value)]


def groups_of(state: State) -> list[tuple[tuple[str, ...], Bound]]:
    """The values that rows of one group have in common."""
    return list(dict(pair for path in state.partition for pair in keys_of(path, state.scope)).items())


def selected(
    state: State, added: Sequence[Callable[[State], Mapping[str, Bound]]], condition: Callable[[Scope], Bound]
) -> State:
    """The rows that meet a condition on values that are known of all rows only, such as their place in an order.
    Those that are `added` may be made of each other, from the left to the right."""
    bare = state.names is None and not state.joins
    inner = state
    for values in added:
        inner = with_hidden(inner, values(inner))
    inner = replace(inner, where=(condition(inner.scope),))
    if not bare:  # what was hidden before, such as whose the rows are within $expand, stays
        kept = {path for path, _ in columns_of(state)}
        names = {path: value for path, value in (inner.names or {}).items() if path in kept}
        return replace(inner, scope=replace(inner.scope, names=names))
    keys = list((inner.names or {}).items())[: len(state.row.entity_set.type.key)]
    return among(state, made(inner, keys, group=None).row)


def with_hidden(state: State, added: Mapping[str, Bound]) -> State:
    """Made rows with values beside them that nobody sees: of entities nothing but their keys is kept."""
    bare = state.names is None and not state.joins
    columns = [*(_keys(state) if bare else columns_of(state))]
    columns += [((f"{HIDDEN}{name}",), expression) for name, expression in added.items()]
    return made(state, columns, group=None, order=() if bare else state.order)


def seen(names: Names) -> Names:
    """The values that can be seen, by name."""
    return {path: value for path, value in names.items() if not any(part[:1] == HIDDEN for part in path)}


def made(
    state: State, columns: Columns, *, group: tuple[Bound, ...] | None,
    missing: frozenset[tuple[str, ...]] = frozenset(), order: Sequence[Sort] = (),
) -> State:  # fmt: skip
    """The rows that a SELECT around the rows so far makes. `order` is kept, by columns of no name if need be."""
    hidden = [sort.expression for sort in order if all(sort.expression is not one for _, one in columns)]
    bounds = [*((path, expression) for path, expression in columns), *((None, expression) for expression in hidden)]
    items: dict[str, Property] = {}
    for number, (_, expression) in enumerate(bounds):
        label = f"p{number}"
        items[label] = _column(label, expression)
    source = state.row
    kept = tuple(
        (item, None if path in missing else expression)
        for item, (path, expression) in zip(items.values(), bounds, strict=True)
    )
    within = total(state) if state.cut else state.order
    derived = Derived(source, kept, state.where, group, within, state.limit, state.offset, joins=state.joins)
    entity_type = EntityType(source.entity_set.type.name, source.entity_set.type.table, (), items)
    own = source.entity_set
    row = Range(EntitySet(own.name, entity_type, own.source, cast=own.cast), derived=derived)
    members = [Member(row, item) for item in items.values()]
    names: Names = {path: member for (path, _), member in zip(columns, members, strict=False)}
    by = {id(expression): member for (_, expression), member in zip(bounds, members, strict=True)}
    sorts = tuple(replace(sort, expression=by[id(sort.expression)]) for sort in order)
    scope = replace(state.scope, it=row, this=row, joined={}, computed={}, aliased={}, names=names)
    paths = tuple(path for path, _ in columns)
    keys = _keys_known(state) if group is None else paths[: len(group)]
    known = keys if keys is not None and set(keys) <= set(paths) else None
    optional = () if group is not None else tuple(path for path in state.optional if path in paths)
    return State(scope, order=sorts, partition=state.partition, optional=optional, keys=known)


def total(state: State) -> tuple[Sort, ...]:
    """The order of rows that are cut: the same rows must be cut off each time."""
    bare = state.names is None and not state.joins
    return total_order(state.order, state.row) if bare else total_of(state.order, telling(state))


def telling(state: State) -> Names:
    """The values that tell made or joined rows apart."""
    names, keys = dict(columns_of(state)), _keys_known(state)
    return names if keys is None else {path: names[path] for path in keys}


def _keys_known(state: State) -> tuple[tuple[str, ...], ...] | None:
    if state.names is not None:
        return state.keys
    own = [(name,) for name in state.row.entity_set.type.key]
    beside = [(alias, name) for alias, row in state.scope.aliased.items() for name in row.entity_set.type.key]
    return (*own, *beside)


def total_of(sorts: Sequence[Sort], names: Names) -> tuple[Sort, ...]:
    """An order that tells all rows apart, by the values that do so and can be compared exactly."""
    order = [sort for sort in sorts if not isinstance(sort.expression, (Constant, Parameter))]
    for expression in names.values():
        known = any(sort.expression is expression for sort in order)
        if not known and expression.type not in (DOUBLE, SINGLE) and not isinstance(expression, (Constant, Parameter)):
            order.append(Sort(expression, False, True))
    return tuple(order)


def _column(label: str, expression: Bound) -> Property:
    if isinstance(expression, Member):
        return replace(expression.item, name=label, nullable=True)
    if not isinstance(expression.type, (PrimitiveType, EnumType)):
        raise BadRequest("A property cannot be null always.", target=TARGET)
    return Property(label, expression.type, column(label), computed=True)


def union(branches: Sequence[State], scope: Scope, *, kept: bool = False) -> State:
    """All rows of all branches; a branch that has not one of the names has null for it. `kept`: in the order of the
    branches, and of the rows within them."""
    rows = [as_made(branch) for branch in branches]
    types: dict[tuple[str, ...], Bound] = {}
    for one in rows:
        for path, expression in (one.names or {}).items():
            known = types.setdefault(path, expression)
            if known.type != expression.type:
                raise BadRequest(f"'{'/'.join(path)}' has two types in 'concat'.", target=TARGET)
    parts = []
    for one in rows:
        names = one.names or {}
        columns = [(path, names.get(path, known)) for path, known in types.items()]
        missing = frozenset(path for path in types if path not in names)
        parts.append(made(one, columns, group=None, missing=missing).row)
    items = dict(parts[0].entity_set.type.properties)
    places = [Property(name, INT64, column(name), computed=True) for name in PLACES] if kept else []
    entity_type = replace(parts[0].entity_set.type, properties=items | {item.name: item for item in places})
    row = Range(replace(parts[0].entity_set, type=entity_type), derived=Derived(parts=tuple(parts), kept=kept))
    members: Names = {path: Member(row, item) for path, item in zip(types, items.values(), strict=True)}
    order = tuple(Sort(Member(row, item), False, False) for item in places)
    scope = replace(scope, it=row, this=row, joined={}, computed={}, aliased={}, names=members)
    return State(scope, order=order, partition=branches[0].partition)
