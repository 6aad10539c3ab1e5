"""What single query options mean: `$compute`, `$filter`, `$search`, `$orderby`, bound."""

from collections.abc import Sequence
from dataclasses import replace

from odata_service.errors import BadRequest
from odata_service.query.bound import Bound, Constant, Member, Parameter, Range, Sort
from odata_service.query.casing import cased
from odata_service.query.expression import bind, bind_condition
from odata_service.query.scope import Scope, too_many
from odata_service.query.search import search_condition
from odata_service.url import ast


def computed(items: Sequence[ast.ComputeItem], scope: Scope) -> dict[str, Bound]:
    """The computed properties by name (Part 2, section 5.1.3); each may use those before it.

    Raises:
        BadRequest: a name is in use already, or the expression has no type.
    """
    scope = scope.at("$compute")
    found: dict[str, Bound] = dict(scope.computed)
    entity_type = scope.this.entity_set.whole
    for item in items:
        known = (*entity_type.properties, *entity_type.complex, *entity_type.navigation)
        if item.alias in known or item.alias in found:
            raise BadRequest(f"'{entity_type.name}' has a property '{item.alias}' already.", target="$compute")
        bound = bind(item.expression, replace(scope, computed=found))
        _check(scope)
        if bound.type is None:
            raise BadRequest(f"'{item.alias}' would be null always.", target="$compute")
        found = {**found, item.alias: bound}
    return found


def conditions(options: ast.Options, scope: Scope) -> list[Bound]:
    """What `$filter` and `$search` demand."""
    found: list[Bound] = []
    if options.filter is not None:
        found.append(bind_condition(options.filter, scope.at("$filter")))
    if options.search is not None:
        found.append(search_condition(options.search, scope.at("$search")))
    return found


def total_order(sorts: Sequence[Sort], row: Range) -> tuple[Sort, ...]:
    """An order with the key behind it, as far as the key is not in it already."""
    entity_type = row.entity_set.type
    missing = {item.name for item in entity_type.key_properties}
    total: list[Sort] = []
    for sort in sorts:
        if isinstance(sort.expression, (Constant, Parameter)):
            continue  # the same for all rows
        total.append(sort)
        if isinstance(sort.expression, Member) and sort.expression.range is row:
            missing.discard(sort.expression.item.name)
            if not missing:
                return tuple(total)
    total += [Sort(Member(row, item), False, False) for item in entity_type.key_properties if item.name in missing]
    return tuple(total)


def sort_of(item: ast.OrderItem, scope: Scope) -> Sort:
    """One item of `$orderby`."""
    expression = bind(item.expression, scope)
    _check(scope)
    nullable = not (isinstance(expression, Member) and not expression.item.nullable and expression.range is scope.this)
    (expression,) = cased((expression,))
    return Sort(expression, item.descending, nullable)


def _check(scope: Scope) -> None:
    """Raises BadRequest where a list of expressions, which may have thousands, is too much already."""
    if scope.values.nodes > scope.limits.nodes:
        raise too_many(scope.values, scope.limits)
