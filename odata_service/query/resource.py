"""Resource path + model -> which rows a URL names. A name that does not exist is a 404, said here."""

from dataclasses import dataclass, replace
from typing import Any

from odata_service.edm.model import EntitySet, NavigationProperty
from odata_service.edm.properties import ComplexProperty, Property, StreamProperty
from odata_service.edm.types import STRING
from odata_service.errors import BadRequest, MethodNotAllowed, NotFound, NotImplementedByService
from odata_service.query.bound import Bound, Junction, Keyed, Member, Output, Range, ReachedFrom, Read, Shape, Through
from odata_service.query.casts import cast_named, hint, narrowed
from odata_service.query.expression import bind_condition
from odata_service.query.joining import item_of
from odata_service.query.paths import key_conditions, singleton_conditions
from odata_service.query.scope import Scope, did_you_mean
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator
from odata_service.url.literals import quoted


@dataclass(frozen=True, slots=True)
class Resource:
    """The rows that a path names: those of `range` that meet `where`."""

    range: Range
    where: tuple[Bound, ...]
    shape: Shape
    property: Property | ComplexProperty | StreamProperty | None = None
    origin: "Resource | None" = None  # the entity before the last navigation
    nullable: bool = False  # a to-one navigation: nothing behind it is no fault
    singleton: str | None = None  # the singleton that the path names, and nothing behind it
    navigation: NavigationProperty | None = None  # the last navigation
    place: int = 0  # which segment it is
    given: dict[str, Any] | None = None  # the values of the key predicate
    through: Through | None = None  # how the path has come into this database
    begun: tuple[ast.Literal, ...] = ()  # of a key of several segments: the values so far


def bind_resource(path: ast.ResourcePath, scope: Scope) -> Resource:
    """The resource of a path with at least one segment.

    Raises:
        NotFound: a segment names nothing.
        BadRequest: a key is missing or of the wrong type.
    """
    here = _first(path.segments[0], scope)
    for place, segment in enumerate(path.segments[1:], 1):
        before, here = here, _next(here, segment, _at(scope, here.range))
        if here.origin is before:
            here = replace(here, place=place)
    if here.begun:
        raise _incomplete(here)
    return here


def _at(scope: Scope, row: Range) -> Scope:
    return replace(scope, it=row, this=row)


def _first(segment: ast.PathSegment, scope: Scope) -> Resource:
    singleton = scope.model.singletons.get(segment.text)
    if singleton is not None and not segment.predicates:
        where = singleton_conditions(scope.it, singleton.key)
        return Resource(scope.it, where, Shape.ENTITY, singleton=singleton.name)
    entity_set = scope.model.entity_sets.get(segment.text)
    if entity_set is None:
        known = did_you_mean(segment.text, scope.model.entity_sets)
        raise NotFound(f"There is no entity set '{segment.text}'.{known}", target=segment.text)
    return _keyed(Resource(scope.it, (), Shape.COLLECTION), segment, scope)


def _keyed(rows: Resource, segment: ast.PathSegment, scope: Scope) -> Resource:
    if not segment.predicates:
        return rows
    if len(segment.predicates) > 1:
        raise NotFound("There are no functions here; one key in parentheses is enough.", target=segment.text)
    return _by_key(rows, segment.predicates[0], scope)


def _by_key(rows: Resource, predicate: ast.KeyPredicate, scope: Scope) -> Resource:
    if not predicate.pairs:
        raise BadRequest(
            f"'{segment_name(rows)}' is no function; a key stands in the parentheses.", target=segment_name(rows)
        )
    found = key_conditions(rows.range, predicate, scope, _rest_of_key(rows))
    return replace(rows, where=(*rows.where, *found), shape=Shape.ENTITY, nullable=False)


def _rest_of_key(rows: Resource) -> tuple[str, ...]:
    """The key without what the navigation says already: `Orders(1)/Lines(10)` (Part 2, section 4.3.3)."""
    entity_type = rows.range.entity_set.type
    said = [there for _, there in rows.navigation.join] if rows.navigation is not None else []
    rest = tuple(item.name for item in entity_type.key_properties if not any(item.column is one for one in said))
    return rest if len(rest) < len(entity_type.key) else ()


def segment_name(here: Resource) -> str:
    return here.range.navigation.name if here.range.navigation else here.range.entity_set.name


def _next(here: Resource, segment: ast.PathSegment, scope: Scope) -> Resource:
    match here.shape:
        case Shape.COLLECTION if here.begun:
            return _by_key_segment(here, segment, scope)
        case Shape.COLLECTION:
            return _behind_collection(here, segment, scope)
        case Shape.ENTITY:
            return _behind_entity(here, segment, scope)
        case Shape.PROPERTY if segment.text == "$value" and not segment.predicates:
            return replace(here, shape=Shape.RAW_VALUE)
        case Shape.STREAM if segment.text == "$value" and here.property is not here.range.entity_set.type.media:
            return here
        case Shape.COMPLEX:
            return _behind_complex(here, segment)
        case _:
            raise NotFound(f"There is nothing behind this resource: '/{segment.text}'.", target=segment.text)


def _behind_collection(here: Resource, segment: ast.PathSegment, scope: Scope) -> Resource:
    match segment.text:
        case "$count":
            return replace(here, shape=Shape.COUNT)
        case "$ref":
            return replace(here, shape=Shape.REFERENCES)
        case "$filter" if segment.condition is not None:
            filtered = replace(here, where=(*here.where, bind_condition(segment.condition, scope)))
            return _keyed(filtered, segment, scope) if segment.predicates else filtered
        case "$query":
            raise MethodNotAllowed("'/$query' is sent by POST.", headers={"Allow": "POST"})
        case "$value":
            raise BadRequest("'$value' needs one property of one entity; this is a collection.", target="$value")
        case text if (cast := cast_named(here.range.entity_set, text, scope.model)) is not None:
            return _keyed(_cast(here, cast), segment, scope)
        case text if text.startswith("$"):
            raise NotImplementedByService(f"'/{text}' is not supported here.", target=text)
        case text if "." in text and (segment.predicates or _is_type(text, here.range.entity_set)):
            raise NotFound(f"There is no type or function '{text}' behind '{segment_name(here)}'.", target=text)
        case text:
            return _by_key_segment(here, segment, scope)


def _is_type(name: str, entity_set: EntitySet) -> bool:
    return entity_set.types is not None and name in entity_set.types.derived


def _by_key_segment(here: Resource, segment: ast.PathSegment, scope: Scope) -> Resource:
    """keyPathLiteral: `Orders/1` is `Orders(1)`, and `OrderLines/1/10` is `OrderLines(OrderID=1,LineNo=10)` (Part 2,
    section 4.3.6)."""
    entity_type = here.range.entity_set.type
    rest = _rest_of_key(here) or entity_type.key
    if segment.predicates:
        raise NotFound(
            f"'{segment_name(here)}' is a collection; '{segment.text}' cannot follow it.", target=segment.text
        )
    if segment.text in entity_type.properties or segment.text in entity_type.navigation:
        raise NotFound(
            f"'{segment_name(here)}' is a collection; name one of its entities before '{segment.text}', as in "
            f"{segment_name(here)}(key)/{segment.text}.",
            target=segment.text,
        )
    wanted = entity_type.properties[rest[len(here.begun)]].type
    text = quoted(segment.text) if wanted is STRING else segment.text
    values = (*here.begun, ast.Literal(ast.LiteralKind.STRING, text, segment.span))
    if len(values) < len(rest):
        return replace(here, begun=values)
    names = rest if len(rest) > 1 else (None,)
    predicate = ast.KeyPredicate(tuple(zip(names, values, strict=True)), segment.span)
    try:
        return _by_key(replace(here, begun=()), predicate, scope)
    except BadRequest as error:
        raise NotFound(f"There is no '{segment.text}' behind '{segment_name(here)}': {error.message}") from error


def _incomplete(here: Resource) -> NotFound:
    rest = _rest_of_key(here) or here.range.entity_set.type.key
    form = "/".join(f"{{{name}}}" for name in rest)
    return NotFound(f"The key of '{segment_name(here)}' has more parts: {segment_name(here)}/{form}.")


def _behind_entity(here: Resource, segment: ast.PathSegment, scope: Scope) -> Resource:
    entity_type = here.range.entity_set.type
    if segment.text == "$ref":
        return replace(here, shape=Shape.REFERENCE)
    cast = cast_named(here.range.entity_set, segment.text, scope.model)
    if cast is not None and not segment.predicates:
        return _cast(here, cast)
    found = entity_type.properties.get(segment.text)
    if found is not None and not segment.predicates:
        return replace(here, shape=Shape.PROPERTY, property=found)
    stream = entity_type.media if segment.text == "$value" else entity_type.streams.get(segment.text)
    if stream is not None and not segment.predicates:
        return replace(here, shape=Shape.STREAM, property=stream)
    if segment.text in entity_type.complex and not segment.predicates:
        return replace(here, shape=Shape.COMPLEX, property=entity_type.complex[segment.text])
    navigation = entity_type.navigation.get(segment.text)
    if navigation is not None:
        return _navigated(here, navigation, segment, scope)
    if segment.text == "$value":
        raise BadRequest(f"'{entity_type.name}' is no media entity; '$value' goes behind a property.", target="$value")
    known = [*entity_type.properties, *entity_type.complex, *entity_type.navigation]
    meant = hint(here.range.entity_set, segment.text) or did_you_mean(segment.text, known)
    raise NotFound(f"'{entity_type.name}' has no property '{segment.text}'.{meant}", target=segment.text)


def _cast(here: Resource, cast: EntitySet) -> Resource:
    """A type cast segment (Part 2, section 4.11): an entity of another type is not there."""
    row, more = narrowed(here.range, cast)
    return replace(here, range=row, where=(*here.where, *more), nullable=here.nullable and not more)


def _behind_complex(here: Resource, segment: ast.PathSegment) -> Resource:
    whole = here.property
    assert isinstance(whole, ComplexProperty)
    if segment.text == "$value":
        raise BadRequest(f"'{whole.name}' has no raw value; one of its parts may have.", target="$value")
    path = whole.named(segment.text)
    if path is None or segment.predicates:
        known = did_you_mean(segment.text, whole.parts)
        raise NotFound(f"'{whole.name}' has no '{segment.text}'.{known}", target=segment.text)
    return replace(here, shape=Shape.PROPERTY, property=here.range.entity_set.type.properties[path])


def _navigated(here: Resource, navigation: NavigationProperty, segment: ast.PathSegment, scope: Scope) -> Resource:
    target = Range(scope.model.set_of(navigation))
    condition = Junction(BinaryOperator.AND, here.where)
    shape = Shape.COLLECTION if navigation.collection else Shape.ENTITY
    rows = Resource(target, (), shape, origin=here, nullable=not navigation.collection, navigation=navigation)
    if target.entity_set.source == here.range.entity_set.source:
        reached = ReachedFrom(target, here.range, navigation, condition)
        return _keyed(replace(rows, where=(reached,), through=here.through), segment, _at(scope, target))
    near = tuple(Member(here.range, item_of(here.range.entity_set.type, column)) for column, _ in navigation.join)
    there = tuple(item_of(target.entity_set.type, column) for _, column in navigation.join)
    outputs = tuple(Output(member, None) for member in near)
    origin = Read(Shape.ENTITY, here.range, here.where, outputs, through=here.through)
    keyed = Keyed(tuple(Member(target, item) for item in there))
    rows = replace(rows, where=(keyed,), origin=None, through=Through(origin, near, there))
    return _keyed(rows, segment, _at(scope, target))
