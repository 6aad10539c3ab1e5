"""`groupby` and `aggregate` (OData Extension for Data Aggregation 4.0, section 3.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from odata_service.edm.types import DECIMAL, DOUBLE, INT64, Type
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import (
    Aggregate,
    Arithmetic,
    Bound,
    Case,
    Cast,
    Comparison,
    Constant,
    CountOf,
    Member,
    Window,
)
from odata_service.query.expression import bind, bind_condition
from odata_service.query.paths import Entity, Rows, follow
from odata_service.query.scope import Scope
from odata_service.query.states import TARGET, Columns, State, as_made, groups_of, made, uncut, union
from odata_service.query.type_rules import METHODS, type_of
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator

Run = Callable[[Sequence[ast.Transformation], State], State]


def groupby(step: ast.Transformation, state: State, run: Run) -> State:
    """The result of the transformations in it for each group, or the groups."""
    state = uncut(state)
    sequence = step.sequences[0] if step.sequences else ()
    results = [_group(paths, sequence, state, run) for paths in _levels(step.grouping)]
    result = results[0] if len(results) == 1 else union(results, state.scope)
    return replace(result, partition=state.partition)


MOST_GROUPING = 1000  # properties, and sets of them, that rows are grouped by


def _levels(grouping: Sequence[ast.Expr]) -> list[tuple[ast.Path, ...]]:
    """The sets of paths that are grouped by: with `rollup` several, each combination where there are several ones."""
    sets: list[tuple[ast.Path, ...]] = [()]
    for one in grouping:
        if len(sets) * len(one.arguments if isinstance(one, ast.Call) else sets[0]) > MOST_GROUPING:
            raise BadRequest(
                f"Rows cannot be grouped by more than {MOST_GROUPING} properties or sets of them.", target=TARGET
            )
        if isinstance(one, ast.Path):
            sets = [(*paths, one) for paths in sets]
            continue
        assert isinstance(one, ast.Call)
        if one.function == "rolluprecursive":
            message = "'rolluprecursive' is not supported; 'descendants' gives the rows of one node to 'aggregate'."
            raise NotImplementedByService(message, target=TARGET)
        levels = [level for level in one.arguments if isinstance(level, ast.Path)]
        least = 0 if one.function == "rollup_all" else 1
        sets = [(*paths, *levels[:count]) for paths in sets for count in range(len(levels), least - 1, -1)]
    return sets


def _group(paths: Sequence[ast.Path], sequence: Sequence[ast.Transformation], state: State, run: Run) -> State:
    within = replace(state, partition=(*state.partition, *paths))
    if not sequence:
        return grouped(groups_of(within), (), state)
    result = uncut(run(sequence, within))
    own = all(len(path.segments) == 1 for path in paths)
    return result if own and result.names is None else as_made(result)


def aggregate(step: ast.Transformation, state: State, run: Run) -> State:
    """One row, or one for each group."""
    state = uncut(state)
    return grouped(groups_of(state), step.aggregates, state)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is aggregated: a value of each row. `once`: the key of a related entity that the value is of, and which
    counts once in a group, however many rows are related to it."""

    method: str
    operand: Bound | None
    type: Type
    once: tuple[Bound, ...] = ()
    share: "Measure | None" = None  # of an average over collections: how many values there are

    def over(self, operand: Bound | None) -> Bound:
        return Aggregate(self.method, operand, self.type)


def grouped(keys: Columns, aggregates: Sequence[ast.AggregateExpr], state: State) -> State:
    """A row for each combination of the keys' values that there is."""
    taken = {path for path, _ in keys}
    measures: list[tuple[str, Measure]] = []
    for one in aggregates:
        alias = one.alias or ""
        if one.alias is not None and (alias,) in taken:
            raise BadRequest(f"There is a property '{alias}' already.", target=TARGET)
        taken.add((alias,))
        measures.append((alias, _measure(one, state.scope)))
    if any(measure.once for _, measure in measures):
        return _grouped_once(keys, measures, state)
    columns = [*keys, *(((alias,), _total_of(measure, measure.operand)) for alias, measure in measures)]
    return made(replace(state, order=()), columns, group=tuple(expression for _, expression in keys))


def _total_of(measure: Measure, operand: Bound | None) -> Bound:
    if measure.share is None:
        return measure.over(operand)
    share = measure.share
    ratio = Arithmetic(BinaryOperator.DIVBY, measure.over(operand), share.over(share.operand), DECIMAL)
    return Cast(ratio, DOUBLE)


def _grouped_once(keys: Columns, measures: Sequence[tuple[str, Measure]], state: State) -> State:
    """The values are columns first, with the place of each row among those that are related to the same entity."""
    groups = tuple(expression for _, expression in keys)
    columns = list(keys)
    for number, (_, measure) in enumerate(measures):
        if measure.operand is not None:
            columns.append(((f"#v{number}",), measure.operand))
        if measure.share is not None and measure.share.operand is not None:
            columns.append(((f"#s{number}",), measure.share.operand))
        if measure.once:
            columns.append(((f"#p{number}",), Window("place", None, INT64, (*groups, *measure.once))))
    inner = made(replace(state, order=()), columns, group=None)
    names = inner.names or {}
    totals: list[tuple[tuple[str, ...], Bound]] = [(path, names[path]) for path, _ in keys]
    for number, (alias, measure) in enumerate(measures):
        operand = names.get((f"#v{number}",))
        if measure.once and operand is not None and operand.type is not None:
            first = Comparison(BinaryOperator.EQ, names[f"#p{number}",], Constant(1, INT64))
            operand = Case(((first, operand),), operand.type)
        if measure.share is not None:
            measure = replace(measure, share=replace(measure.share, operand=names[f"#s{number}",]))
        totals.append(((alias,), _total_of(measure, operand)))
    return made(inner, totals, group=tuple(names[path] for path, _ in keys))


def _measure(one: ast.AggregateExpr, scope: Scope) -> Measure:
    if one.froms:
        raise NotImplementedByService("'from' is not supported; group twice instead.", target=TARGET)
    if one.expression is None:
        return Measure("count", None, DECIMAL)
    if one.alias is None:
        raise NotImplementedByService("There are no custom aggregates here: say 'with sum as Name'.", target=TARGET)
    return _measured(one.expression, one.method, scope)


def _measured(expression: ast.Expr, method: str | None, scope: Scope) -> Measure:
    collection = _over_collection(expression, method, scope)
    if collection is not None:
        return collection
    if method not in METHODS:
        said = "is not supported" if method and "." in method else "is no aggregation method"
        kind = NotImplementedByService if method and "." in method else BadRequest
        raise kind(f"'{method}' {said}; there are {', '.join(METHODS)}.", target=TARGET)
    found = follow(expression, scope, bind_condition) if isinstance(expression, ast.Path) else None
    if isinstance(found, Entity):
        return Measure(method, _key_of(found), type_of(method, _key_of(found).type, scope))
    operand = bind(expression, scope)
    once = _related_key(operand, scope) if method in ("sum", "average") and isinstance(expression, ast.Path) else ()
    return Measure(method, operand, type_of(method, operand.type, scope), once)


def _key_of(entity: Entity) -> Bound:
    """An entity stands for its key."""
    items = entity.range.entity_set.type.key_properties
    if len(items) != 1:
        raise NotImplementedByService("Entities with several key properties cannot be aggregated.", target=TARGET)
    return Member(entity.range, items[0])


def _related_key(operand: Bound, scope: Scope) -> tuple[Bound, ...]:
    """The key of the entity that a value is of, where that is a related one."""
    here = [one.bare for one in (scope.this, *scope.aliased.values())]
    if not isinstance(operand, Member) or operand.range.bare in here:
        return ()
    row = operand.range
    return tuple(Member(row, item) for item in row.entity_set.type.key_properties)


def _over_collection(expression: ast.Expr, method: str | None, scope: Scope) -> Measure | None:
    """`Lines/$count as N`, `Lines/Quantity with sum as N`: what each row's collection has, taken together."""
    path = expression
    if not isinstance(path, ast.Path) or len(path.segments) < 2 or scope.names is not None:
        return None
    *outer, last = path.segments
    if isinstance(last, ast.CountSegment):
        return _counted(outer, path, scope)
    rows = _rows_of(outer, path, scope)
    if rows is None:
        return None
    if method not in ("sum", "min", "max", "average"):
        raise NotImplementedByService(
            f"Over a collection there are sum, min, max, average and $count, not {method}; 'join' it first.",
            target=TARGET,
        )
    inner = bind(ast.Path((last,), path.span), replace(scope, this=rows.range, computed={}))
    added = "sum" if method == "average" else method
    wanted = type_of(added, inner.type, scope)
    each = Aggregate(added, inner, wanted, rows.range, rows.condition)
    once = _way_to(rows, scope) if added == "sum" else ()
    if method != "average":
        return Measure(added, each, wanted, once)
    values = Measure("sum", Aggregate("values", inner, INT64, rows.range, rows.condition), INT64, once)
    return Measure("sum", each, wanted, once, share=values)


def _counted(outer: Sequence[ast.Segment], path: ast.Path, scope: Scope) -> Measure | None:
    found = follow(ast.Path(tuple(outer), path.span), scope, bind_condition)
    if isinstance(found, Entity):
        return Measure("countdistinct", _key_of(found), DECIMAL)
    counted = bind(path, scope)
    if not isinstance(counted, CountOf) or not isinstance(found, Rows):
        return None
    return Measure("sum", counted, DECIMAL, _way_to(found, scope))


def _way_to(rows: Rows, scope: Scope) -> tuple[Bound, ...]:
    """The key of the entity that has the collection, where that is a related one."""
    outer = rows.range.outer
    if outer is None or outer is scope.this or outer in scope.aliased.values():
        return ()
    return tuple(Member(outer, item) for item in outer.entity_set.type.key_properties)


def _rows_of(outer: Sequence[ast.Segment], path: ast.Path, scope: Scope) -> Rows | None:
    if not all(isinstance(segment, (ast.Name, ast.FilterSegment)) for segment in outer):
        return None
    first = outer[0]
    if not isinstance(first, ast.Name) or first.identifier not in {
        *scope.this.entity_set.type.navigation,
        *scope.aliased,
    }:
        return None
    found = follow(ast.Path(tuple(outer), path.span), scope, bind_condition)
    return found if isinstance(found, Rows) else None
