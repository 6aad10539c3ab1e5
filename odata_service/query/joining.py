"""Rows beside rows: `join` and `outerjoin`, and what `$apply` makes of related rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement

from odata_service.edm.column_types import facets_of
from odata_service.edm.model import EntityType, NavigationProperty
from odata_service.edm.properties import Property
from odata_service.errors import BadRequest, NotImplementedByService, Span
from odata_service.query.bound import Bound, Comparison, Constant, Member, Range
from odata_service.query.scope import Scope, did_you_mean
from odata_service.query.states import HIDDEN, TARGET, State, as_made, columns_of, made, uncut
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator

Run = Callable[[Sequence[ast.Transformation], State], State]


def join(step: ast.Transformation, state: State, run: Run) -> State:
    """Each row once for each of its related rows, with that beside it under an alias (section 3.5.1)."""
    if state.names is not None:
        raise BadRequest(f"'{step.name}' is possible before rows are grouped or put one behind another.", target=TARGET)
    state = uncut(state)
    navigation = _collection(step, state.scope)
    alias = step.alias or navigation.name
    entity_type = state.row.entity_set.type
    if alias in {
        *entity_type.properties,
        *entity_type.complex,
        *entity_type.navigation,
        *state.scope.computed,
        *state.scope.aliased,
    }:
        raise BadRequest(f"'{entity_type.name}' has a property '{alias}' already.", target=TARGET)
    beside = _beside(step, navigation, alias, state, run)
    scope = replace(state.scope, aliased={**state.scope.aliased, alias: beside})
    state = replace(state, scope=scope, joins=(*state.joins, beside))
    beside_type = beside.entity_set.type
    if step.name == "outerjoin":
        entities = beside_type.key == state.scope.model.set_of(navigation).type.key
        told = [(alias, name) for name in beside_type.key if entities]
        return replace(state, optional=(*state.optional, *told))
    key = beside_type.key_properties[0] if beside.derived is None else next(iter(beside_type.properties.values()))
    there_is = Comparison(BinaryOperator.NE, Member(beside, key), Constant(None, None))
    return replace(state, where=(*state.where, there_is))


def _collection(step: ast.Transformation, scope: Scope) -> NavigationProperty:
    path = step.arguments[0]
    assert isinstance(path, ast.Path)
    names = [segment.identifier for segment in path.segments if isinstance(segment, ast.Name)]
    entity_type = scope.this.entity_set.type
    navigation = entity_type.navigation.get(names[0])
    if navigation is None:
        known = did_you_mean(names[0], entity_type.navigation)
        raise BadRequest(f"'{entity_type.name}' has no navigation property '{names[0]}'.{known}", target=TARGET)
    target = scope.model.set_of(navigation)
    if not navigation.collection or names[1:] not in ([], [f"{scope.model.namespace}.{target.type.name}"]):
        raise BadRequest(f"'{step.name}' takes a navigation property that leads to a collection.", target=TARGET)
    if target.source != scope.this.entity_set.source:
        raise NotImplementedByService(f"'{names[0]}' leads into another database.", target=TARGET)
    return navigation


def _beside(step: ast.Transformation, navigation: NavigationProperty, alias: str, state: State, run: Run) -> Range:
    """The related rows, or what a sequence makes of those of each row."""
    target = state.scope.model.set_of(navigation)
    single = replace(navigation, name=alias, collection=False)
    if not step.sequences:
        return Range(target, state.row, single)
    there = [item_of(target.type, column) for _, column in navigation.join]
    row = Range(target)
    scope = replace(state.scope, it=row, this=row, computed={}, aliased={}, joined={}, names=None)
    found = related(step.sequences[0], (), scope, there, run)
    found = made(found, columns_of(found), group=None)
    if any(len(path) > 1 for path in found.names or {}):
        raise NotImplementedByService(f"Within '{step.name}' rows are grouped by their own properties.", target=TARGET)
    made_type = found.row.entity_set.type
    hidden = [path for path in found.names or {} if path[0][:1] == HIDDEN]
    order = [*hidden, *(path for path in found.names or {} if path not in hidden)]
    items = {path[0]: value.item for path in order if isinstance(value := (found.names or {})[path], Member)}
    seen = [path[0] for path in (found.names if found.keys is None else found.keys) or () if path[0][:1] != HIDDEN]
    entity_set = replace(found.row.entity_set, type=replace(made_type, properties=items, key=tuple(seen)))
    return Range(entity_set, state.row, single, derived=found.row.derived)


def related(
    sequence: Sequence[ast.Transformation], where: Sequence[Bound], scope: Scope, there: Sequence[Property], run: Run
) -> State:
    """What a sequence makes of the rows that have the same values of `there`, which come along, hidden."""
    hidden: dict[str, Bound] = {f"#{number}": Member(scope.this, item) for number, item in enumerate(there)}
    nowhere = Span(0, 0)
    partition = tuple(ast.Path((ast.Name(name, nowhere),), nowhere) for name in hidden)
    inner = replace(scope, computed={**scope.computed, **hidden})
    return as_made(uncut(run(sequence, State(inner, tuple(where), partition=partition))))


def item_of(entity_type: EntityType, column: ColumnElement[Any]) -> Property:
    """The property that holds a column; one of its own where the column is not published."""
    for item in entity_type.properties.values():
        if item.column is column:
            return item
    facets = facets_of(column.type, None)
    if facets is None:
        raise NotImplementedByService(
            f"'{entity_type.name}' is joined by a column of a type that OData does not have.", target="$expand"
        )
    return Property(f"#{column.key}", facets.type, column, fixed_length=facets.fixed_length)
