"""Type casts: a type's qualified name behind an entity or a collection -> the same rows as one of that type (Part 2,
section 4.11)."""

from collections.abc import Iterable

from odata_service.edm.model import EntitySet, Model
from odata_service.errors import BadRequest
from odata_service.query.bound import Bound, OfType, Range
from odata_service.query.scope import Scope, did_you_mean, unknown
from odata_service.url import ast


def cast_of(entity_set: EntitySet, name: str, model: Model) -> EntitySet | None:
    """The set with its entities taken as those of a type: their own, one that is derived from that, or one that that is
    derived from. None where the name is none of these."""
    if not name.startswith(f"{model.namespace}."):
        return None
    simple = name[len(model.namespace) + 1 :]
    if simple == entity_set.type.name:
        return entity_set
    types = entity_set.types
    if types is None:
        return None
    if simple == types.declared.name:
        return entity_set.as_type("")
    made = types.derived.get(name)
    related = made is not None and (entity_set.type in made.type.line or made.type in entity_set.type.line)
    return entity_set.as_type(name) if related else None


def cast_named(entity_set: EntitySet, name: str, model: Model) -> EntitySet | None:
    """The same for a segment of a URL, where a type needs no namespace, unless a property is called so (Part 1, section
    4.4)."""
    own = entity_set.type
    taken = any(name in names for names in (own.properties, own.complex, own.navigation, own.streams))
    return None if taken else cast_of(entity_set, model.qualified(name), model)


def is_wider(entity_set: EntitySet, cast: EntitySet) -> bool:
    """Whether all entities of a set are of the type that they are cast to."""
    return cast.type in entity_set.type.line


def narrowed(row: Range, cast: EntitySet) -> tuple[Range, tuple[Bound, ...]]:
    """A range as one of the type's rows, and the conditions that make it so."""
    if cast is row.entity_set:
        return row, ()
    made = Range(cast, row.outer, row.navigation, of=row, proved=True)
    return made, () if is_wider(row.entity_set, cast) else (OfType(made, cast),)


def taken_as(row: Range, cast: EntitySet, scope: Scope) -> Range:
    """A row as one of the type; where it is none, it has no values. The same range each time."""
    if is_wider(row.entity_set, cast):
        return row
    key = (row, cast.cast)
    if key not in scope.joined:
        scope.joined[key] = Range(cast, row.outer, row.navigation, of=row)
    return scope.joined[key]


def named_cast(row: Range, node: ast.Expr, scope: Scope) -> Range:
    """What `cast(Namespace.Type)/…` goes on from.

    Raises:
        BadRequest: the row's type has nothing to do with such a type.
    """
    name = scope.model.qualified(type_named(node, scope))
    cast = cast_of(row.entity_set, name, scope.model)
    if cast is None:
        derived = row.entity_set.types.derived if row.entity_set.types is not None else ()
        raise unknown(f"'{row.entity_set.type.name}' cannot be cast to", name, derived, target=scope.option)
    return taken_as(row, cast, scope)


def hint(entity_set: EntitySet, name: str) -> str:
    """Where a name is that of a derived type's property: how it is reached. Else nothing."""
    cast = cast_with(entity_set, name)
    return f" It is one of a derived type: {cast}/{name}." if cast else ""


def cast_with(entity_set: EntitySet, name: str) -> str:
    """The derived type that has a property of this name; else nothing."""
    for made in entity_set.types.derived.values() if entity_set.types is not None else ():
        own = made.type.own
        if entity_set.type in made.type.line and any(
            name in names for names in (own.properties, own.complex, own.navigation, own.streams)
        ):
            return made.name
    return ""


def without_property(entity_set: EntitySet, name: str, known: Iterable[str], *, target: str) -> BadRequest:
    """The complaint about a name that a type has not."""
    meant = hint(entity_set, name) or did_you_mean(name, known)
    return BadRequest(f"'{entity_set.type.name}' has no property '{name}'.{meant}", target=target)


def type_named(node: ast.Expr, scope: Scope) -> str:
    """The name of a type, as `cast` and `isof` have it."""
    match node:
        case ast.Path(segments=(ast.Name(identifier),)):
            return identifier
        case ast.Literal(kind=ast.LiteralKind.STRING, text=text):
            scope.values.complete = False  # what looks like a value decides the plan
            return text.strip("'")
        case _:
            raise BadRequest("A type's name was expected, such as Edm.String.", target=scope.option)
