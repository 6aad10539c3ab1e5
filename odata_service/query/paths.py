"""Paths in expressions: segments + scope -> a value, an entity, or the rows of a collection."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from odata_service.edm.model import NavigationProperty
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import (
    Bound,
    Comparison,
    Constant,
    CountOf,
    Exists,
    Junction,
    Lookup,
    Member,
    Not,
    OfType,
    Range,
    ReachedFrom,
)
from odata_service.query.casts import cast_named, named_cast, narrowed, taken_as, type_named, without_property
from odata_service.query.functions import FUNCTIONS, is_hierarchical
from odata_service.query.scope import Names, Scope, did_you_mean, unknown
from odata_service.query.search import search_condition
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator

BindCondition = Callable[[ast.Expr, Scope], Bound]


@dataclass(frozen=True, slots=True)
class Entity:
    """One row. `found_by` where it has to be looked up by a key first: `$root/Set(1)`, `Orders(5)`."""

    range: Range
    lookup: tuple[Range, Bound] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A complex property of a row; what it consists of is what has values."""

    entity: Entity
    item: ComplexProperty


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a collection that meet the conditions of `/$filter(…)`; `lookup` as for an entity."""

    range: Range
    conditions: tuple[Bound, ...] = ()

    @property
    def condition(self) -> Bound | None:
        if len(self.conditions) < 2:
            return self.conditions[0] if self.conditions else None
        return Junction(BinaryOperator.AND, self.conditions)


def follow(node: ast.Expr, scope: Scope, bind_condition: BindCondition) -> Bound | Entity | Whole | Rows | None:
    """What a path leads to; None for an expression that is no path.

    Raises:
        BadRequest: a segment names nothing, or cannot stand where it stands.
        NotImplementedByService: it names an annotation.
    """
    if not isinstance(node, ast.Path) or isinstance(node.segments[-1], ast.AggregateSegment):
        return None
    segments = _behind_alias(node.segments, scope)
    if segments is None or _is_call(segments):
        return None
    if any(isinstance(segment, ast.Name) and segment.identifier.startswith("@") for segment in segments):
        raise NotImplementedByService("Annotations cannot be used in expressions.", target=scope.option)
    if scope.names is not None:
        return _made(segments, scope.names, scope)
    here, rest = _first(segments, scope, bind_condition)
    for segment, following in zip_longest(rest, rest[1:]):
        if isinstance(here, Entity) and isinstance(following, ast.KeyPredicate):
            _check_function(here, segment, scope)
        here = _step(here, segment, scope, bind_condition)
        if not isinstance(here, (Entity, Whole, Rows)) and following is not None:
            raise BadRequest("A path goes on behind a value.", target=scope.option)
    return here


def _is_call(segments: Sequence[ast.Segment]) -> bool:
    """Whether a path is nothing but the call of a function whose name has a namespace."""
    return len(segments) == 1 and isinstance(call := segments[0], ast.Call) and is_hierarchical(call.function)


def _check_function(here: Entity, segment: ast.Segment, scope: Scope) -> None:
    """What stands before parentheses and is no collection was meant as a function.

    Raises:
        BadRequest: there is no such function.
    """
    entity_type = here.range.entity_set.type
    names = entity_type.properties.keys() | entity_type.complex.keys() | entity_type.navigation.keys()
    if isinstance(segment, ast.Name) and segment.identifier not in names:
        raise unknown("There is no function", segment.identifier, (*FUNCTIONS, *BY_SYNTAX), target=scope.option)


BY_SYNTAX = ("cast", "isof", "case", "any", "all")  # what looks like a function and is read by rules of its own


def _made(segments: Sequence[ast.Segment], names: Names, scope: Scope) -> Bound:
    """A value of a row that `$apply` has made."""
    own = segments[1:] if isinstance(segments[0], ast.Variable) and segments[0].identifier == "$it" else segments
    path = names_of(own)
    if path in names and all(isinstance(segment, ast.Name) for segment in own):
        return names[path]
    known = ["/".join(one) for one in names]
    raise unknown("Behind $apply there is no", _written(own), known, target=scope.option)


def names_of(segments: Sequence[ast.Segment]) -> tuple[str, ...]:
    """The names of the properties along a path; the types that it is cast to have no place in what is made."""
    named = [segment.identifier for segment in segments if isinstance(segment, ast.Name)]
    return tuple(name for name in named if "." not in name)


def _written(segments: Sequence[ast.Segment]) -> str:
    """A path for a complaint."""
    return "/".join(getattr(segment, "identifier", "$count") for segment in segments)


def _behind_alias(segments: Sequence[ast.Segment], scope: Scope) -> Sequence[ast.Segment] | None:
    """`@p/Name` with `@p=$this`: the alias' own segments in its place."""
    first = segments[0]
    if not isinstance(first, ast.Alias):
        return segments
    if first.identifier in scope.followed:
        raise BadRequest(f"The parameter alias '{first.identifier}' refers to itself.", target=first.identifier)
    value = scope.aliases.get(first.identifier)
    if not isinstance(value, ast.Path):
        return None
    inner = _behind_alias(value.segments, scope.through(first.identifier))
    return None if inner is None else (*inner, *segments[1:])


def resolved(node: ast.Expr, scope: Scope) -> ast.Expr:
    """What stands behind a parameter alias; null where it is not given (Part 2, section 5.3)."""
    seen: set[str] = set()
    while isinstance(node, ast.Path) and len(node.segments) == 1 and isinstance(alias := node.segments[0], ast.Alias):
        if alias.identifier in seen or alias.identifier in scope.followed:
            raise BadRequest(f"The parameter alias '{alias.identifier}' refers to itself.", target=alias.identifier)
        seen.add(alias.identifier)
        node = scope.aliases.get(alias.identifier, ast.Literal(ast.LiteralKind.NULL, "null", alias.span))
    return node


def _first(
    segments: Sequence[ast.Segment], scope: Scope, condition: BindCondition
) -> tuple[Bound | Entity | Whole | Rows, Sequence[ast.Segment]]:
    match segments[0]:
        case ast.Call("cast", (wanted,)):
            return Entity(named_cast(scope.this, wanted, scope)), segments[1:]
        case ast.Call("cast", (path, wanted)):
            return _taken_as(follow(path, scope, condition), wanted, scope), segments[1:]
        case ast.Variable("$it"):
            if scope.no_it:
                raise NotImplementedByService(
                    "'$it' cannot be used within the $expand of a navigation to one, or into another database.",
                    target=scope.option,
                )
            return Entity(scope.it), segments[1:]
        case ast.Variable("$this"):
            return Entity(scope.this), segments[1:]
        case ast.Variable("$root"):
            return _root(segments, scope)
        case ast.Variable(identifier):
            raise NotImplementedByService(f"'{identifier}' is not supported here.", target=scope.option)
        case ast.Name(identifier) if identifier in scope.variables:
            return Entity(scope.variables[identifier]), segments[1:]
        case ast.Name(identifier) if identifier in scope.aliased:
            return Entity(scope.aliased[identifier]), segments[1:]
        case ast.Name(identifier) if identifier in scope.computed:
            return scope.computed[identifier], segments[1:]
        case _:
            return Entity(scope.this), segments


def _taken_as(
    found: Bound | Entity | Whole | Rows | None, wanted: ast.Expr, scope: Scope
) -> Bound | Entity | Whole | Rows:
    """What `cast(Path,Namespace.Type)/…` goes on from."""
    match found:
        case Entity(row, lookup):
            return Entity(named_cast(row, wanted, scope), lookup)
        case Whole():
            return _whole_as(found, scope.model.qualified(type_named(wanted, scope)), scope)
        case _:
            raise BadRequest(
                f"Behind 'cast({type_named(wanted, scope)})' nothing can follow: it is a value.", target=scope.option
            )


def _whole_as(whole: Whole, type_name: str, scope: Scope) -> Whole:
    """A complex property as one of its own type: others are not derived from it.

    Raises:
        BadRequest: it is of another type.
    """
    own = f"{scope.model.namespace}.{whole.item.type}"
    if type_name != own:
        raise unknown(f"'{whole.item.name}' cannot be cast to", type_name, [own], target=scope.option)
    return whole


def _root(segments: Sequence[ast.Segment], scope: Scope) -> tuple[Entity | Rows, Sequence[ast.Segment]]:
    """`$root/Set(key)/…` and `$root/Singleton/…`; `$root/Set` is a collection."""
    if len(segments) < 2 or not isinstance(name := segments[1], ast.Name):
        raise BadRequest("'$root' is followed by an entity set or a singleton.", target=scope.option)
    singleton = scope.model.singletons.get(name.identifier)
    if singleton is not None:
        row = Range(scope.model.entity_sets[singleton.entity_set])
        found = Junction(BinaryOperator.AND, singleton_conditions(row, singleton.key))
        return Entity(row, (row, found)), segments[2:]
    entity_set = scope.model.entity_sets.get(name.identifier)
    if entity_set is None:
        known = did_you_mean(name.identifier, scope.model.entity_sets)
        raise BadRequest(f"There is no entity set '{name.identifier}'.{known}", target=scope.option)
    return Rows(Range(entity_set)), segments[2:]


def _step(
    here: Bound | Entity | Whole | Rows, segment: ast.Segment, scope: Scope, condition: BindCondition
) -> Bound | Entity | Whole | Rows:
    match here, segment:
        case Entity(), ast.Name(identifier):
            return _named(here, identifier, scope)
        case Whole(), ast.Name(identifier) if "." in identifier:
            return _whole_as(here, identifier, scope)
        case Whole(entity, item), ast.Name(identifier):
            path = item.named(identifier)
            if path is None:
                raise unknown(f"'{item.name}' has no", identifier, item.parts, target=scope.option)
            return _named(entity, path, scope)
        case Rows(), ast.LambdaSegment():
            return _lambda(here, segment, scope, condition)
        case Rows(), ast.CountSegment():
            return _count(here, segment, scope, condition)
        case Rows(), ast.FilterSegment(predicate):
            return Rows(here.range, (*here.conditions, condition(predicate, scope.on(here.range))))
        case Rows(), ast.KeyPredicate():
            found = Junction(BinaryOperator.AND, (*key_conditions(here.range, segment, scope), *here.conditions))
            return Entity(here.range, (here.range, found))
        case Rows(), ast.Name(identifier):
            cast = cast_named(here.range.entity_set, identifier, scope.model)
            if cast is not None:
                row, more = narrowed(here.range, cast)
                return Rows(row, (*here.conditions, *more))
            raise BadRequest(
                f"'{_name(here.range)}' is a collection: '{identifier}' can be reached with any, all or $count only.",
                target=scope.option,
            )
        case Entity(), ast.CountSegment() | ast.LambdaSegment() | ast.FilterSegment() | ast.KeyPredicate():
            raise BadRequest(f"'{_name(here.range)}' is one entity, not a collection.", target=scope.option)
        case _, ast.AggregateSegment() | ast.Call():
            raise NotImplementedByService(
                "Functions and aggregates within a path are not supported.", target=scope.option
            )
        case _, ast.Variable() | ast.Alias():
            raise BadRequest("A variable can only stand at the start of a path.", target=scope.option)
        case _:
            raise BadRequest("A path goes on behind a value.", target=scope.option)


def _name(row: Range) -> str:
    return row.navigation.name if row.navigation else row.entity_set.name


def _named(here: Entity, identifier: str, scope: Scope) -> Bound | Entity | Whole | Rows:
    row, entity_type = here.range, here.range.entity_set.type
    if identifier in entity_type.properties:
        item = entity_type.properties[identifier]
        if item.missing:
            raise BadRequest(
                f"'{identifier}' cannot be used now: the database has no such column any more.", target=identifier
            )
        return value_of(here, item)
    if identifier in entity_type.complex:
        return Whole(here, entity_type.complex[identifier])
    navigation = entity_type.navigation.get(identifier)
    if navigation is not None:
        reached = scope.over(row, navigation)
        if not navigation.collection:
            return Entity(reached, here.lookup)
        return Rows(reached) if here.lookup is None else _rows_behind(row, here.lookup, navigation, scope)
    cast = cast_named(row.entity_set, identifier, scope.model)
    if cast is not None:
        return Entity(taken_as(row, cast, scope), here.lookup)
    known = [*entity_type.properties, *entity_type.complex, *entity_type.navigation, *scope.computed, *scope.variables]
    raise without_property(row.entity_set, identifier, known, target=scope.option)


def _rows_behind(row: Range, lookup: tuple[Range, Bound], navigation: NavigationProperty, scope: Scope) -> Rows:
    """`$root/Ships(1)/Ports`: the rows of a set that are related to one that is looked up.

    Raises:
        NotImplementedByService: that one is looked up among the related ones of a row, as in `Vehicles(2)/Trips`.
    """
    if lookup[0].outer is not None:
        raise NotImplementedByService(
            f"'{navigation.name}' of one among several related entities cannot be used here. Begin with $root.",
            target=scope.option,
        )
    target = Range(scope.model.set_of(navigation))
    return Rows(target, (ReachedFrom(target, *_by_itself(row, lookup, navigation)),))


def _by_itself(
    row: Range, lookup: tuple[Range, Bound], navigation: NavigationProperty
) -> tuple[Range, NavigationProperty, Bound]:
    """Where a navigation starts from: a row that is looked up, or one that a way to one leads to from there."""
    found, condition = lookup
    if row.bare is not found.bare:
        assert row.outer is not None and row.navigation is not None
        own = Range(row.bare.entity_set)
        found, condition = own, ReachedFrom(own, *_by_itself(row.outer, lookup, row.navigation))
    if row.of is not None and not row.proved:
        condition = Junction(BinaryOperator.AND, (condition, OfType(found, row.entity_set)))
    return found, navigation, condition


def value_of(entity: Entity, item: Property) -> Member | Lookup:
    """A property of an entity, looked up where that is."""
    member = Member(entity.range, item)
    return member if entity.lookup is None else Lookup(*entity.lookup, member, member.type)


def parts_of(whole: Whole, scope: Scope) -> list[Bound]:
    """The values that a complex property consists of."""
    found = [_named(whole.entity, path, scope) for path in whole.item.members]
    return [one for one in found if isinstance(one, (Member, Lookup))]


def _lambda(here: Rows, segment: ast.LambdaSegment, scope: Scope, condition: BindCondition) -> Bound:
    if segment.predicate is None or segment.variable is None:
        return Exists(here.range, here.condition)
    if segment.variable in scope.variables:
        raise BadRequest(f"The variable '{segment.variable}' is already in use outside.", target=scope.option)
    predicate = condition(segment.predicate, scope.with_variable(segment.variable, here.range))
    every = segment.operator == "all"
    wanted: Bound = Not(predicate) if every else predicate
    terms = (*here.conditions, wanted)
    found = Exists(here.range, wanted if len(terms) == 1 else Junction(BinaryOperator.AND, terms))
    return Not(found) if every else found


def _count(here: Rows, segment: ast.CountSegment, scope: Scope, condition: BindCondition) -> Bound:
    rows = here
    if segment.filter is not None:
        rows = Rows(here.range, (*here.conditions, condition(segment.filter, scope.on(here.range))))
    if segment.search is not None:
        rows = Rows(here.range, (*rows.conditions, search_condition(segment.search, scope.on(here.range))))
    return CountOf(rows.range, rows.condition)


def key_conditions(
    row: Range, predicate: ast.KeyPredicate, scope: Scope, rest: tuple[str, ...] = ()
) -> tuple[Bound, ...]:
    """keyPredicate: one `eq` per property of the key, of an alternate key, or of the `rest` of the key that the
    navigation before it does not say already (Part 2, section 4.3.3).

    Raises:
        BadRequest: a key property is missing, unknown, given twice, null, or its value is of the wrong type.
    """
    entity_type = row.entity_set.type
    bare = any(name is None for name, _ in predicate.pairs)
    own = rest if len(rest) == 1 else entity_type.key
    given = [(name or own[0], value) for name, value in predicate.pairs]
    names = [name for name, _ in given]
    keys = [own] if bare else [entity_type.key, *entity_type.alternate_keys, rest]
    key = next((key for key in keys if sorted(names) == sorted(key)), None)
    if key is None or (bare and len(given) > 1):
        form = ",".join(f"{name}=…" for name in entity_type.key)
        raise BadRequest(f"The key of '{row.entity_set.name}' is ({form}).", target=row.entity_set.name)
    values = dict(given)
    items = [entity_type.properties[name] for name in key]
    return tuple(
        Comparison(BinaryOperator.EQ, Member(row, item), scope.key_value(item, values[item.name])) for item in items
    )


def singleton_conditions(row: Range, key: Sequence[object]) -> tuple[Bound, ...]:
    """One `eq` per key property of a singleton's row."""
    items = row.entity_set.type.key_properties
    return tuple(
        Comparison(BinaryOperator.EQ, Member(row, item), Constant(value, item.type))
        for item, value in zip(items, key, strict=True)
    )
