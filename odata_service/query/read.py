"""Path + options + model -> Read. Every complaint about a name or a type in an option is raised here."""

from collections.abc import Sequence
from dataclasses import replace

from odata_service.edm.model import EntitySet, Model, Property
from odata_service.edm.types import BOOLEAN, DOUBLE, SINGLE, STRING
from odata_service.errors import BadRequest, NotFound, NotImplementedByService
from odata_service.query.bound import (
    Bound,
    Call,
    Constant,
    Junction,
    Member,
    Not,
    Output,
    Parameter,
    Range,
    Read,
    Shape,
    Sort,
)
from odata_service.query.expression import bind, bind_condition
from odata_service.query.resource import Resource, bind_resource
from odata_service.query.scope import Scope, Values, did_you_mean
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, SearchOperator

# Which options mean something where (Part 2, section 5.1). `/$count` counts whatever the page would be.
ALLOWED = {
    Shape.COLLECTION: frozenset(
        {"$filter", "$search", "$orderby", "$select", "$expand", "$compute", "$apply", "$top", "$skip", "$count"}
        | {"$format", "$skiptoken", "$schemaversion"}
    ),
    Shape.REFERENCES: frozenset(
        {
            "$filter",
            "$search",
            "$orderby",
            "$top",
            "$skip",
            "$count",
            "$format",
            "$skiptoken",
            "$schemaversion",
            "$compute",
        }
    ),
    Shape.COUNT: frozenset(
        {
            "$filter",
            "$search",
            "$apply",
            "$compute",
            "$top",
            "$skip",
            "$orderby",
            "$expand",
            "$select",
            "$count",
            "$format",
        }
        | {"$schemaversion"}
    ),
    Shape.ENTITY: frozenset({"$select", "$expand", "$compute", "$format", "$schemaversion"}),
    Shape.REFERENCE: frozenset({"$format", "$schemaversion"}),
    Shape.PROPERTY: frozenset({"$format", "$schemaversion"}),
    Shape.RAW_VALUE: frozenset({"$format", "$schemaversion"}),
}

UNSUPPORTED = {
    "$expand": "expanding related entities",
    "$compute": "computed properties",
    "$apply": "aggregation",
    "$deltatoken": "change tracking",
    "$index": "ordered collections",
    "$levels": "recursive expansion",
    "$id": "resolving entity ids",
}


def bind_read(path: ast.ResourcePath, options: ast.Options, model: Model, values: Values) -> Read:
    """The read that a request asks for.

    Raises:
        NotFound: the path names nothing.
        BadRequest: an option names something that does not exist, or does not fit the resource.
        NotImplementedByService: an option that this service does not have.
    """
    scope = _scope(path, options, model, values)
    resource = bind_resource(path, scope)
    _check_options(options, resource)
    scope = replace(scope, it=resource.range, this=resource.range, joined={})
    where = [*resource.where, *_conditions(options, resource, scope)]
    selected = _selected(options.select, resource, scope)
    order = _order(options, resource, scope)
    return Read(
        shape=resource.shape,
        range=resource.range,
        where=tuple(where),
        outputs=_outputs(resource, selected, order),
        order=order,
        skipped=options.skip is not None,
        property=resource.property,
        selected=selected,
        origin=_origin(resource),
        nullable=resource.nullable,
    )


def keyset_possible(read: Read) -> bool:
    """Floats are not equal to their own text in every database: such orders are paged by a number of rows."""
    return all(sort.expression.type not in (SINGLE, DOUBLE) for sort in read.order)


def _scope(path: ast.ResourcePath, options: ast.Options, model: Model, values: Values) -> Scope:
    name = path.segments[0].text
    first = model.entity_sets.get(name)
    if first is None:
        known = did_you_mean(name, model.entity_sets)
        raise NotFound(f"There is no entity set '{name}' in the service '{model.name}'.{known}", target=name)
    row = Range(first)
    return Scope(model, values, "path", it=row, this=row, aliases=dict(options.aliases))


def _check_options(options: ast.Options, resource: Resource) -> None:
    for name in options.given:
        if (
            name in UNSUPPORTED
            and (name != "$expand" or options.expand)
            and name not in IGNORED.get(resource.shape, ())
        ):
            raise NotImplementedByService(f"This service does not support {UNSUPPORTED[name]} ({name}).", target=name)
        if name not in ALLOWED[resource.shape]:
            raise BadRequest(f"'{name}' cannot be used here: the URL names {resource.shape.value}.", target=name)


IGNORED = {Shape.COUNT: frozenset({"$expand"})}


def _origin(resource: Resource) -> Read | None:
    if resource.origin is None:
        return None
    outputs = tuple(Output(Member(resource.origin.range, item), None) for item in _key(resource.origin.range))
    return Read(Shape.ENTITY, resource.origin.range, resource.origin.where, outputs)


def _key(row: Range) -> Sequence[Property]:
    return row.entity_set.type.key_properties


def _conditions(options: ast.Options, resource: Resource, scope: Scope) -> list[Bound]:
    conditions: list[Bound] = []
    if options.filter is not None:
        conditions.append(bind_condition(options.filter, scope.at("$filter")))
    if options.search is not None:
        conditions.append(_search(options.search, resource.range.entity_set, scope.at("$search")))
    return conditions


def _search(node: ast.SearchExpr, entity_set: EntitySet, scope: Scope) -> Bound:
    if not entity_set.search_properties:
        raise BadRequest(f"'{entity_set.name}' has no property that is searched.", target="$search")
    return _search_condition(node, scope)


def _search_condition(node: ast.SearchExpr, scope: Scope) -> Bound:
    match node:
        case ast.SearchNot(operand):
            return Not(_search_condition(operand, scope))
        case ast.SearchJunction(operator, terms):
            junction = BinaryOperator.AND if operator is SearchOperator.AND else BinaryOperator.OR
            return Junction(junction, tuple(_search_condition(term, scope) for term in terms))
        case ast.SearchTerm():
            return _found_anywhere(node, scope)


def _found_anywhere(term: ast.SearchTerm, scope: Scope) -> Bound:
    """The text stands in one of the searched properties, whatever its case."""
    number = scope.values.places[("$search", term.span.start)]
    found: list[Bound] = []
    for item in scope.it.entity_set.search_properties:
        lowered = Call("tolower", (Member(scope.it, item),), STRING)
        part = Call("tolower", (Parameter(number, STRING),), STRING)
        found.append(Call("contains", (lowered, part), BOOLEAN))
    return found[0] if len(found) == 1 else Junction(BinaryOperator.OR, tuple(found))


def _selected(items: tuple[ast.SelectItem, ...] | None, resource: Resource, scope: Scope) -> tuple[str, ...] | None:
    """The names of the selected properties; None for all. Navigation properties add nothing but their links."""
    if not items:
        return None
    entity_type = resource.range.entity_set.type
    names: dict[str, None] = {}
    for item in items:
        path = [part.identifier for part in item.path]
        if path[0] == f"{scope.model.namespace}.{entity_type.name}" and len(path) > 1:
            path = path[1:]
        name = path[0]
        if name == "*":
            names.update(dict.fromkeys(entity_type.properties))
        elif len(path) == 1 and name in entity_type.properties:
            names[name] = None
        elif name in entity_type.navigation or name.endswith(".*"):
            continue
        else:
            known = did_you_mean(name, [*entity_type.properties, *entity_type.navigation])
            raise BadRequest(f"'{entity_type.name}' has no property '{'/'.join(path)}'.{known}", target="$select")
    return tuple(names)


def _order(options: ast.Options, resource: Resource, scope: Scope) -> tuple[Sort, ...]:
    """The order, made total by the key: pages must neither overlap nor leave gaps (Part 1, section 11.2.6.2)."""
    if resource.shape not in (Shape.COLLECTION, Shape.REFERENCES):
        return ()
    row, entity_type = resource.range, resource.range.entity_set.type
    sorts = [_sort(item, scope.at("$orderby")) for item in options.orderby]
    if not sorts:
        for name, descending in row.entity_set.order_by:
            item = entity_type.properties[name]
            sorts.append(Sort(Member(row, item), descending, item.nullable))
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


def _sort(item: ast.OrderItem, scope: Scope) -> Sort:
    expression = bind(item.expression, scope)
    nullable = not (isinstance(expression, Member) and not expression.item.nullable and expression.range is scope.it)
    return Sort(expression, item.descending, nullable)


def _outputs(resource: Resource, selected: tuple[str, ...] | None, order: Sequence[Sort]) -> tuple[Output, ...]:
    """What is fetched: the selected properties under their names, then whatever the key and the page token need."""
    row, entity_type = resource.range, resource.range.entity_set.type
    match resource.shape:
        case Shape.PROPERTY | Shape.RAW_VALUE:
            assert resource.property is not None
            names: Sequence[str] = (resource.property.name,)
        case Shape.REFERENCE | Shape.REFERENCES:
            names = ()
        case _:
            names = tuple(entity_type.properties) if selected is None else selected
    outputs = [Output(Member(row, entity_type.properties[name]), name) for name in names]
    fetched = set(names)
    for item in entity_type.key_properties:
        if item.name not in fetched:
            outputs.append(Output(Member(row, item), None))
            fetched.add(item.name)
    for sort in order:
        own = isinstance(sort.expression, Member) and sort.expression.range is row
        if not own or sort.expression.item.name not in fetched:  # type: ignore[union-attr]  # own: it is a Member
            outputs.append(Output(sort.expression, None))
    return tuple(outputs)
