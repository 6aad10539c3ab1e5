"""Path + options + model -> Read. Every complaint about a name or a type in an option is raised here."""

from collections.abc import Sequence
from dataclasses import replace

from odata_service.edm.model import Model
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.errors import BadRequest, NotFound, NotImplementedByService
from odata_service.query.aggregation import bind_apply
from odata_service.query.bound import (
    Member,
    Output,
    Range,
    Read,
    Shape,
    Sort,
)
from odata_service.query.crossjoin import bind_crossjoin
from odata_service.query.made import bind_made
from odata_service.query.resource import Resource, bind_resource
from odata_service.query.rows import bind_rows
from odata_service.query.scope import Limits, Scope, Values, did_you_mean
from odata_service.query.unfolding import unfolded
from odata_service.url import ast

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
    Shape.STREAM: frozenset({"$format", "$schemaversion"}),
    Shape.COMPLEX: frozenset({"$select", "$expand", "$format", "$schemaversion"}),
    Shape.RAW_VALUE: frozenset({"$format", "$schemaversion"}),
}

UNSUPPORTED = {
    "$deltatoken": "change tracking",
    "$index": "ordered collections",
    "$id": "resolving entity ids",
}


def bind_read(
    path: ast.ResourcePath, options: ast.Options, model: Model, values: Values, limits: Limits, *, etags: bool = False
) -> Read:
    """The read that a request asks for; `etags`: each entity is to tell its ETag, in lists, too.

    Raises:
        NotFound: the path names nothing.
        BadRequest: an option names something that does not exist, or does not fit the resource.
        NotImplementedByService: an option that this service does not have.
    """
    scope = replace(_scope(path, options, model, values), limits=limits, etags=etags)
    if path.segments[0].names:
        return bind_crossjoin(path, options, scope)
    resource = bind_resource(path, scope)
    _check_options(options, resource)
    scope = replace(scope, it=resource.range, this=resource.range, joined={})
    given: tuple[Sort, ...] = ()
    where = resource.where
    if options.apply:
        state = bind_apply(options.apply, where, scope)
        if state.names is not None:
            return replace(
                bind_made(resource.shape, options, state), origin=_origin(resource), through=resource.through
            )
        scope, where, given = state.scope, state.where, state.order
    if resource.shape is not Shape.COMPLEX:
        options = unfolded(options, resource.range.entity_set.type, model)
    read = bind_rows(resource.shape, where, options, scope, resource.property, given)
    if options.apply and scope.computed and read.selected is None:
        read = replace(read, selected=("*", *scope.computed))
    return replace(
        read,
        origin=_origin(resource),
        nullable=resource.nullable,
        singleton=resource.singleton,
        through=resource.through,
    )


def _scope(path: ast.ResourcePath, options: ast.Options, model: Model, values: Values) -> Scope:
    name = path.segments[0].names[0] if path.segments[0].names else path.segments[0].text
    singleton = model.singletons.get(name)
    first = model.entity_sets.get(singleton.entity_set if singleton else name)
    if first is None:
        known = did_you_mean(name, [*model.entity_sets, *model.singletons, "$metadata"])
        raise NotFound(f"There is no entity set '{name}' in the service '{model.name}'.{known}", target=name)
    row = Range(first)
    return Scope(model, values, "path", it=row, this=row, aliases=dict(options.aliases))


def _check_options(options: ast.Options, resource: Resource) -> None:
    for name in options.given:
        if name in UNSUPPORTED:
            raise NotImplementedByService(f"This service does not support {UNSUPPORTED[name]} ({name}).", target=name)
        if name not in ALLOWED[resource.shape]:
            raise BadRequest(f"'{name}' cannot be used here: the URL names {resource.shape.value}.", target=name)
    if isinstance(resource.property, ComplexProperty) and any(
        item.path[0].identifier != "*" for item in options.expand
    ):
        raise BadRequest(f"'{resource.property.name}' has no navigation properties.", target="$expand")


def _origin(resource: Resource) -> Read | None:
    if resource.origin is None:
        return None
    outputs = tuple(Output(Member(resource.origin.range, item), None) for item in _key(resource.origin.range))
    return Read(Shape.ENTITY, resource.origin.range, resource.origin.where, outputs, through=resource.origin.through)


def _key(row: Range) -> Sequence[Property]:
    return row.entity_set.type.key_properties
