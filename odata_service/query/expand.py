"""`$expand` -> what is read of the related sets (Part 2, section 5.1.3; Part 1, section 11.2.5.2)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from odata_service.edm.model import EntitySet, NavigationProperty
from odata_service.edm.properties import Property
from odata_service.errors import BadRequest
from odata_service.query.aggregation import bind_related
from odata_service.query.bound import Bound, Content, Expand, Member, Output, Range, Read, Shape
from odata_service.query.casts import cast_named, hint, is_wider, narrowed
from odata_service.query.joining import item_of
from odata_service.query.kinds import with_expands
from odata_service.query.made import bind_made
from odata_service.query.scope import Scope, did_you_mean
from odata_service.url import ast

BindRows = Callable[[Shape, Sequence[Bound], ast.Options, Scope], Read]

# What the parentheses of an item may hold (Part 2, section 5.1.3.1): all options, or those that make sense where no
# properties are written.
ENTITIES = frozenset(
    {"$filter", "$search", "$orderby", "$select", "$expand", "$compute", "$top", "$skip", "$count", "$levels", "$apply"}
)
OPTIONS = {
    Content.ENTITIES: ENTITIES,
    Content.REFERENCES: ENTITIES - {"$select", "$expand", "$compute", "$levels", "$apply"},
    Content.COUNT: frozenset({"$filter", "$search"}),
}
CONTENTS = {None: Content.ENTITIES, "$ref": Content.REFERENCES, "$count": Content.COUNT}


def bind_expands(items: Sequence[ast.ExpandItem], scope: Scope, bind_rows: BindRows) -> tuple[Expand, ...]:
    """The related rows that are written within each row of `scope.this`.

    Raises:
        BadRequest: an item names no navigation property, names one twice, or its options do not fit.
    """
    found: dict[tuple[str, Content], Expand] = {}
    for place, item in enumerate(items):
        for navigation, content in _named(item, items, scope):
            if (navigation.name, content) in found:
                raise BadRequest(f"'{navigation.name}' is expanded twice.", target="$expand")
            levels = (item.options.levels if item.options else None) or 1
            found[navigation.name, content] = _expand(item, place, navigation, content, levels, scope, bind_rows)
    return tuple(found.values())


def _named(
    item: ast.ExpandItem, items: Sequence[ast.ExpandItem], scope: Scope
) -> Iterator[tuple[NavigationProperty, Content]]:
    own, path = _cast_before(item, scope)
    entity_type = own.type
    content = CONTENTS[item.suffix]
    if path == ["*"]:
        named = {part.path[-1].identifier for part in items if part is not item}
        yield from ((one, content) for one in entity_type.navigation.values() if one.name not in named)
        return
    navigation = entity_type.navigation.get(path[0]) if path else None
    if navigation is None:
        raise _no_navigation("/".join(path), own)
    if len(path) > 2 or (len(path) > 1 and cast_named(scope.model.set_of(navigation), path[1], scope.model) is None):
        raise BadRequest(
            f"'{'/'.join(path)}' is expanded level by level: {path[0]}($expand={'/'.join(path[1:])}).", target="$expand"
        )
    yield navigation, content


def _cast_before(item: ast.ExpandItem, scope: Scope) -> tuple[EntitySet, list[str]]:
    """The set as the type that an item names before its navigation property, and the path from there."""
    own, path = scope.this.entity_set, [part.identifier for part in item.path]
    cast = cast_named(own, path[0], scope.model)
    return (own, path) if cast is None else (own if is_wider(own, cast) else cast, path[1:])


def _cast_behind(item: ast.ExpandItem, target: EntitySet, scope: Scope) -> EntitySet:
    """The set that a navigation leads to as the type that an item names behind that."""
    cast = cast_named(target, item.path[-1].identifier, scope.model) if len(item.path) > 1 else None
    return target if cast is None else cast


def _no_navigation(name: str, entity_set: EntitySet) -> BadRequest:
    entity_type = entity_set.type
    if name in entity_type.properties or name in entity_type.complex:
        return BadRequest(f"'{name}' is a plain property: it is read with $select, not with $expand.", target="$expand")
    known = hint(entity_set, name) or did_you_mean(name, entity_type.navigation)
    return BadRequest(f"'{entity_type.name}' has no navigation property '{name}'.{known}", target="$expand")


def _expand(
    item: ast.ExpandItem, place: int, navigation: NavigationProperty, content: Content, levels: int,
    scope: Scope, bind_rows: BindRows, again: bool = False,
) -> Expand:  # fmt: skip
    options = item.options or ast.Options()
    _check(options, navigation, content)
    target = scope.model.set_of(navigation)
    row, where = narrowed(Range(target), _cast_behind(item, target, scope))
    inner = scope.within(row, navigation, options.aliases)
    read, there = _read(_shape(navigation, content), where, options, navigation, inner, bind_rows)
    if levels != 1 and inner.depth < scope.limits.expand_depth:
        deeper = tuple(_next_level(item, place, levels, read, inner, bind_rows))
        read = fetching(with_expands(read, deeper, inner), [one for more in deeper for one in more.here])
    elif levels > 1:
        raise BadRequest(
            f"$expand goes {scope.limits.expand_depth} levels deep at most; with $levels=max it ends there.",
            target="$expand",
        )
    near = scope.joined[scope.this, navigation.name] if scope.this.members else scope.this
    here = tuple(Member(near, item_of(near.entity_set.whole, column)) for column, _ in navigation.join)
    read = fetching(read, [Member(read.range, item) for item in there])
    return Expand(
        navigation, content, read, here, there, place, again, options.top, options.skip or 0, bool(options.count),
        recursive=options.levels is not None, cast=_name_before(item, scope),
    )  # fmt: skip


def _name_before(item: ast.ExpandItem, scope: Scope) -> str:
    """The derived type that has the navigation property; nothing where all have it."""
    own, _ = _cast_before(item, scope)
    return "" if own is scope.this.entity_set else own.cast


def _read(
    shape: Shape,
    where: Sequence[Bound],
    options: ast.Options,
    navigation: NavigationProperty,
    scope: Scope,
    bind_rows: BindRows,
) -> tuple[Read, tuple[Property, ...]]:
    """The read of the related rows, or of what `$apply` makes of those of each row; and what tells whose they are."""
    there = tuple(item_of(scope.this.entity_set.type, column) for _, column in navigation.join)
    if not options.apply:
        return bind_rows(shape, where, options, scope), there
    state = bind_related(options.apply, where, scope, there)
    hidden = [(state.names or {})[f"#{number}",] for number in range(len(there))]
    return bind_made(shape, options, state), tuple(one.item for one in hidden if isinstance(one, Member))


def fetching(read: Read, members: Iterable[Member]) -> Read:
    """The read with what a join needs."""
    known = {
        (output.expression.range, output.expression.item.column)
        for output in read.outputs
        if isinstance(output.expression, Member)
    }
    missing = {(member.range, member.item.column): member for member in members}
    added = [Output(member, None) for identity, member in missing.items() if identity not in known]
    return replace(read, outputs=(*read.outputs, *added)) if added else read


def _next_level(
    item: ast.ExpandItem, place: int, levels: int, read: Read, scope: Scope, bind_rows: BindRows
) -> Iterator[Expand]:
    """The same item once more, one level down (`$levels`): where the related type has it, too."""
    below = levels - 1 if levels > 0 else levels
    taken = {one.navigation.name for one in read.expands}
    known = {"*", *scope.this.entity_set.type.navigation}
    if not any(part.identifier in known for part in item.path):
        return
    for navigation, content in _named(item, (item,), scope):
        if navigation.name not in taken:
            yield _expand(item, place, navigation, content, below, scope, bind_rows, again=True)


def _check(options: ast.Options, navigation: NavigationProperty, content: Content) -> None:
    for name in options.given:
        if name not in OPTIONS[content]:
            suffix = "/$ref" if content is Content.REFERENCES else "/$count"
            raise BadRequest(f"'{name}' cannot be used within '{navigation.name}{suffix}'.", target="$expand")
        if not navigation.collection and name in ("$orderby", "$top", "$skip", "$count", "$search", "$apply"):
            raise BadRequest(
                f"'{name}' needs a collection, and '{navigation.name}' leads to one entity.", target="$expand"
            )
    if content is Content.COUNT and not navigation.collection:
        raise BadRequest(f"'{navigation.name}' leads to one entity, which '/$count' cannot count.", target="$expand")


def _shape(navigation: NavigationProperty, content: Content) -> Shape:
    if content is Content.COUNT:
        return Shape.COUNT
    if content is Content.REFERENCES:
        return Shape.REFERENCES if navigation.collection else Shape.REFERENCE
    return Shape.COLLECTION if navigation.collection else Shape.ENTITY
