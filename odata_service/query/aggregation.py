"""`$apply` -> rows made of rows (OData Extension for Data Aggregation 4.0, section 3).

While nothing is grouped the rows are entities, and a transformation only restricts, orders or adds to them. From the
first grouping on they are made rows, whose values have names (`Customer/Country`) and no navigation. Each grouping is a
SELECT around the one before: the database does all of it in one statement.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import column

from odata_service.edm.model import EntitySet, EntityType, Property
from odata_service.edm.types import DECIMAL, DOUBLE, INT64, INTEGERS, NUMBERS, SINGLE, EnumType, PrimitiveType, Type
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import (
    Aggregate,
    Among,
    Bound,
    Constant,
    CountOf,
    Derived,
    Member,
    Parameter,
    Range,
    Sort,
)
from odata_service.query.expression import bind, bind_condition
from odata_service.query.paths import Entity, Rows, follow
from odata_service.query.rows import computed, sort_of, total_order
from odata_service.query.rows import conditions as conditions_of
from odata_service.query.scope import Names, Scope
from odata_service.query.type_rules import named
from odata_service.url import ast

METHODS = ("sum", "min", "max", "average", "countdistinct")
TARGET = "$apply"
PLACES = ("part", "place")  # the columns that keep the order of what is put one behind another


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The rows after some transformations. `names` is None while they are entities."""

    scope: Scope
    where: tuple[Bound, ...] = ()
    order: tuple[Sort, ...] = ()
    limit: Bound | None = None
    offset: Bound | None = None

    @property
    def row(self) -> Range:
        return self.scope.this

    @property
    def names(self) -> Names | None:
        return self.scope.names

    @property
    def cut(self) -> bool:
        return self.limit is not None or self.offset is not None


def bind_apply(transformations: Sequence[ast.Transformation], where: Sequence[Bound], scope: Scope) -> State:
    """What is left to read when all transformations are done.

    Raises:
        BadRequest: a name does not exist (any more), or a value is of the wrong type.
        NotImplementedByService: a transformation that this service does not carry out.
    """
    state = State(scope.at(TARGET), tuple(where))
    for transformation in transformations:
        state = _applied(transformation, state)
    return uncut(state)


def uncut(state: State) -> State:
    """The same rows without a limit of their own, so that more can be asked of them."""
    if not state.cut:
        return state
    if state.names is not None:
        return _made(state, list(state.names.items()), group=None, order=state.order)
    items = state.row.entity_set.type.key_properties
    keys = [((item.name,), Member(state.row, item)) for item in items]
    inner = _made(state, [(path, member) for path, member in keys], group=None)
    row = Range(state.row.entity_set)
    among = Among(tuple(Member(row, item) for item in items), inner.row)
    if state.scope.computed:
        message = "'top' and 'skip' behind 'compute' are not supported; group first."
        raise NotImplementedByService(message, target=TARGET)
    return State(replace(state.scope, it=row, this=row, joined={}), (among,), _on(row, state))


def _on(row: Range, state: State) -> tuple[Sort, ...]:
    """The order by properties of the entities, as far as it is by those first."""
    made: list[Sort] = []
    for sort in state.order:
        if not (isinstance(sort.expression, Member) and sort.expression.range is state.row):
            break
        made.append(replace(sort, expression=Member(row, sort.expression.item)))
    return tuple(made)


def _applied(step: ast.Transformation, state: State) -> State:
    known = STEPS.get(step.name)
    if known is None:
        raise NotImplementedByService(f"The transformation '{step.name}' is not supported.", target=TARGET)
    return known(step, state)


def _filter(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    return replace(state, where=(*state.where, bind_condition(step.arguments[0], state.scope)))


def _search(step: ast.Transformation, state: State) -> State:
    if state.names is not None:
        raise BadRequest("'search' is possible before rows are grouped.", target=TARGET)
    state = uncut(state)
    return replace(state, where=(*state.where, *conditions_of(ast.Options(search=step.search), state.scope)))


def _orderby(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    return replace(state, order=tuple(sort_of(item, state.scope) for item in step.order))


def _top(step: ast.Transformation, state: State) -> State:
    state = uncut(state) if state.limit is not None else state
    return replace(state, limit=bind(step.arguments[0], state.scope, INT64))


def _skip(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    return replace(state, offset=bind(step.arguments[0], state.scope, INT64))


def _topcount(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    count = bind(step.arguments[0], state.scope, INT64)
    if not isinstance(count, Parameter) or count.type not in INTEGERS:
        raise NotImplementedByService(f"'{step.name}' needs a whole number first.", target=TARGET)
    by = ast.OrderItem(step.arguments[1], step.name == "topcount", step.span)
    return uncut(replace(state, order=(sort_of(by, state.scope),), limit=count))


def _compute(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    if state.names is None:
        added = {**state.scope.computed, **computed(step.computes, state.scope)}
        return replace(state, scope=replace(state.scope, computed=added))
    names = dict(state.names)
    for item in step.computes:
        if (item.alias,) in names:
            raise BadRequest(f"There is a property '{item.alias}' already.", target=TARGET)
        names[item.alias,] = bind(item.expression, replace(state.scope, names=names))
    return replace(state, scope=replace(state.scope, names=names))


def _identity(step: ast.Transformation, state: State) -> State:
    return state


def _aggregate(step: ast.Transformation, state: State) -> State:
    return _grouped((), step.aggregates, uncut(state))


def _groupby(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    plain, rollups = _levels(step.grouping)
    sequence = step.sequences[0] if step.sequences else ()
    made = [_group((*plain, *levels), sequence, state) for levels in rollups]
    return made[0] if len(made) == 1 else _union(made, state.scope)


def _levels(grouping: Sequence[ast.Expr]) -> tuple[list[ast.Expr], list[tuple[ast.Expr, ...]]]:
    """The paths, and for `rollup` the sets of paths that are grouped by beside them."""
    plain: list[ast.Expr] = [one for one in grouping if not isinstance(one, ast.Call)]
    calls = [one for one in grouping if isinstance(one, ast.Call)]
    if not calls:
        return plain, [()]
    if len(calls) > 1 or calls[0].function == "rolluprecursive":
        raise NotImplementedByService("One 'rollup' is supported, and no recursive one.", target=TARGET)
    paths = calls[0].arguments
    least = 0 if calls[0].function == "rollup_all" else 1
    return plain, [paths[:count] for count in range(len(paths), least - 1, -1)]


# Within `groupby` these mean for each group what they mean for all rows before or behind the grouping.
BEFORE = frozenset({"filter", "compute", "search", "identity"})
BEHIND = frozenset({"filter", "compute", "identity"})


def _group(paths: Sequence[ast.Expr], sequence: Sequence[ast.Transformation], state: State) -> State:
    keys = [_key(path, state.scope) for path in paths]
    if not sequence:
        return _grouped(keys, (), state)
    place = next((number for number, step in enumerate(sequence) if step.name == "aggregate"), None)
    if place is None or any(step.name not in BEFORE for step in sequence[:place]) or any(
        step.name not in BEHIND for step in sequence[place + 1 :]
    ):  # fmt: skip
        raise NotImplementedByService(
            "Within 'groupby' there can be 'aggregate', with 'filter' and 'compute' before or behind it.", target=TARGET
        )
    for step in sequence[:place]:
        state = _applied(step, state)
    state = _grouped([_key(path, state.scope) for path in paths], sequence[place].aggregates, state)
    for step in sequence[place + 1 :]:
        state = _applied(step, state)
    return state


def _key(path: ast.Expr, scope: Scope) -> tuple[tuple[str, ...], Bound]:
    assert isinstance(path, ast.Path)
    names = tuple(segment.identifier for segment in path.segments if isinstance(segment, ast.Name))
    found = follow(path, scope, bind_condition)
    if isinstance(found, Rows):
        raise BadRequest(f"'{'/'.join(names)}' is a collection; rows are grouped by single values.", target=TARGET)
    if isinstance(found, Entity):
        key = "/".join([*names, found.range.entity_set.type.key[0]])
        raise NotImplementedByService(f"Group by properties of the entity: {key}.", target=TARGET)
    assert found is not None
    return names, found


def _grouped(
    keys: Sequence[tuple[tuple[str, ...], Bound]], aggregates: Sequence[ast.AggregateExpr], state: State
) -> State:
    columns = list(keys)
    for one in aggregates:
        if one.alias is not None and any(path == (one.alias,) for path, _ in columns):
            raise BadRequest(f"There is a property '{one.alias}' already.", target=TARGET)
        columns.append(((one.alias or "",), _aggregated(one, state.scope)))
    return _made(replace(state, order=()), columns, group=tuple(expression for _, expression in keys))


def _aggregated(one: ast.AggregateExpr, scope: Scope) -> Bound:
    if one.froms:
        raise NotImplementedByService("'from' is not supported; group twice instead.", target=TARGET)
    if one.expression is None:
        return Aggregate("count", None, DECIMAL)
    if one.alias is None:
        raise BadRequest("There are no custom aggregates here: say 'with sum as Name'.", target=TARGET)
    collection = _over_collection(one, scope)
    if collection is not None:
        return collection
    if one.method not in METHODS:
        said = "is not supported" if one.method and "." in one.method else "is no aggregation method"
        kind = NotImplementedByService if one.method and "." in one.method else BadRequest
        raise kind(f"'{one.method}' {said}; there are {', '.join(METHODS)}.", target=TARGET)
    operand = _operand(one.expression, scope)
    return Aggregate(one.method, operand, _type_of(one.method, operand.type, scope))


def _operand(expression: ast.Expr, scope: Scope) -> Bound:
    """An entity stands for its key."""
    found = follow(expression, scope, bind_condition) if isinstance(expression, ast.Path) else None
    if isinstance(found, Entity) and len(found.range.entity_set.type.key) == 1:
        return Member(found.range, found.range.entity_set.type.key_properties[0])
    return bind(expression, scope)


def _over_collection(one: ast.AggregateExpr, scope: Scope) -> Bound | None:
    """`Lines/$count as N`, `Lines/Quantity with sum as N`: what each row's collection has, taken together."""
    path = one.expression
    if not isinstance(path, ast.Path) or len(path.segments) < 2 or scope.names is not None:
        return None
    *outer, last = path.segments
    if isinstance(last, ast.CountSegment):
        counted = bind(path, scope)
        return Aggregate("sum", counted, DECIMAL) if isinstance(counted, CountOf) else None
    rows = _rows_of(outer, path, scope)
    if rows is None:
        return None
    if one.method not in ("sum", "min", "max"):
        raise NotImplementedByService(
            f"Over a collection there are sum, min, max and $count, not {one.method}.", target=TARGET
        )
    inner = bind(ast.Path((last,), path.span), replace(scope, this=rows.range, computed={}))
    wanted = _type_of(one.method, inner.type, scope)
    each = Aggregate(one.method, inner, wanted, rows.range, rows.condition)
    return Aggregate(one.method, each, wanted)


def _rows_of(outer: Sequence[ast.Segment], path: ast.Path, scope: Scope) -> Rows | None:
    if not all(isinstance(segment, (ast.Name, ast.FilterSegment)) for segment in outer):
        return None
    first = outer[0]
    if not isinstance(first, ast.Name) or first.identifier not in scope.this.entity_set.type.navigation:
        return None
    found = follow(ast.Path(tuple(outer), path.span), scope, bind_condition)
    return found if isinstance(found, Rows) else None


def _type_of(method: str | None, operand: Type | None, scope: Scope) -> Type:
    if method == "countdistinct":
        return DECIMAL
    if operand is None:
        raise BadRequest("null cannot be aggregated.", target=TARGET)
    if method in ("min", "max"):
        return operand
    if not isinstance(operand, PrimitiveType) or operand not in NUMBERS:
        raise BadRequest(f"'{method}' needs numbers, and this is {named(operand)}.", target=TARGET)
    if method == "average":
        return DOUBLE
    return INT64 if operand in INTEGERS else operand


def _concat(step: ast.Transformation, state: State) -> State:
    made = []
    for sequence in step.sequences:
        branch = state
        for inner in sequence:
            branch = _applied(inner, branch)
        made.append(branch)
    return _union(made, state.scope, kept=True)


def _union(branches: Sequence[State], scope: Scope, *, kept: bool = False) -> State:
    """All rows of all branches; a branch that has not one of the names has null for it. `kept`: in the order of the
    branches, and of the rows within them."""
    made = [_as_made(branch) for branch in branches]
    types: dict[tuple[str, ...], Bound] = {}
    for one in made:
        for path, expression in (one.names or {}).items():
            known = types.setdefault(path, expression)
            if known.type != expression.type:
                raise BadRequest(f"'{'/'.join(path)}' has two types in 'concat'.", target=TARGET)
    parts = []
    for one in made:
        names = one.names or {}
        columns = [(path, names.get(path, known)) for path, known in types.items()]
        missing = frozenset(path for path in types if path not in names)
        parts.append(_made(one, columns, group=None, missing=missing).row)
    items = dict(parts[0].entity_set.type.properties)
    places = [Property(name, INT64, column(name), computed=True) for name in PLACES] if kept else []
    entity_type = replace(parts[0].entity_set.type, properties=items | {item.name: item for item in places})
    row = Range(replace(parts[0].entity_set, type=entity_type), derived=Derived(parts=tuple(parts), kept=kept))
    members: Names = {path: Member(row, item) for path, item in zip(types, items.values(), strict=True)}
    order = tuple(Sort(Member(row, item), False, False) for item in places)
    return State(replace(scope, it=row, this=row, joined={}, computed={}, names=members), order=order)


def _as_made(state: State) -> State:
    if state.names is not None:
        return state
    entity_type = state.row.entity_set.type
    columns: list[tuple[tuple[str, ...], Bound]] = [
        ((item.name,), Member(state.row, item)) for item in entity_type.properties.values()
    ]
    columns += [((name,), expression) for name, expression in state.scope.computed.items()]
    return _made(state, columns, group=None)


def _made(
    state: State, columns: Sequence[tuple[tuple[str, ...], Bound]], *, group: tuple[Bound, ...] | None,
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
    made = tuple(
        (item, None if path in missing else expression)
        for item, (path, expression) in zip(items.values(), bounds, strict=True)
    )
    within = _total(state) if state.cut else state.order
    derived = Derived(source, made, state.where, group, within, state.limit, state.offset)
    entity_type = EntityType(source.entity_set.type.name, source.entity_set.type.table, (), items)
    row = Range(EntitySet(source.entity_set.name, entity_type, source.entity_set.source), derived=derived)
    members = [Member(row, item) for item in items.values()]
    names: Names = {path: member for (path, _), member in zip(columns, members, strict=False)}
    by = {id(expression): member for (_, expression), member in zip(bounds, members, strict=True)}
    sorts = tuple(replace(sort, expression=by[id(sort.expression)]) for sort in order)
    return State(replace(state.scope, it=row, this=row, joined={}, computed={}, names=names), order=sorts)


def _total(state: State) -> tuple[Sort, ...]:
    """The order of rows that are cut: the same rows must be cut off each time."""
    return total_order(state.order, state.row) if state.names is None else total_of(state.order, state.names)


def total_of(sorts: Sequence[Sort], names: Names) -> tuple[Sort, ...]:
    """Made rows have no key: all values that can be compared exactly make the order total."""
    total = [sort for sort in sorts if not isinstance(sort.expression, (Constant, Parameter))]
    for expression in names.values():
        known = any(sort.expression is expression for sort in total)
        if not known and expression.type not in (DOUBLE, SINGLE) and not isinstance(expression, (Constant, Parameter)):
            total.append(Sort(expression, False, True))
    return tuple(total)


def _column(label: str, expression: Bound) -> Property:
    if isinstance(expression, Member):
        return replace(expression.item, name=label, nullable=True)
    if not isinstance(expression.type, (PrimitiveType, EnumType)):
        raise BadRequest("A property cannot be null always.", target=TARGET)
    return Property(label, expression.type, column(label), computed=True)


STEPS: dict[str, Callable[[ast.Transformation, State], State]] = {
    "filter": _filter,
    "search": _search,
    "orderby": _orderby,
    "top": _top,
    "skip": _skip,
    "topcount": _topcount,
    "bottomcount": _topcount,
    "compute": _compute,
    "identity": _identity,
    "aggregate": _aggregate,
    "groupby": _groupby,
    "concat": _concat,
}
