"""`$crossjoin(A,B)`: each combination of the entities of several sets (Part 2, section 4.11)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import literal_column, select

from odata_service.edm.model import EntitySet, EntityType, NavigationProperty
from odata_service.errors import BadRequest, NotFound, NotImplementedByService
from odata_service.query.bound import Member, Output, Range, Read, Shape, Sort
from odata_service.query.clauses import conditions, sort_of
from odata_service.query.expand import bind_expands
from odata_service.query.rows import bind_rows
from odata_service.query.scope import Scope, did_you_mean
from odata_service.url import ast

ALLOWED = frozenset(
    {"$filter", "$orderby", "$select", "$expand", "$top", "$skip", "$count", "$format", "$skiptoken", "$schemaversion"}
)


def bind_crossjoin(path: ast.ResourcePath, options: ast.Options, scope: Scope) -> Read:
    """The read of the combinations; names in expressions start with that of an entity set.

    Raises:
        NotFound: there is no such entity set.
        BadRequest: an option does not fit.
        NotImplementedByService: it is not carried out here.
    """
    first, *behind = path.segments
    counted = [segment.text for segment in behind] == ["$count"]
    if behind and not counted:
        raise NotFound("Behind '$crossjoin(…)' there can be '/$count' only.", target=behind[0].text)
    for name in options.given:
        if name in ("$apply", "$compute", "$search"):
            raise NotImplementedByService(f"'{name}' is not supported with '$crossjoin'.", target=name)
        if name not in ALLOWED:
            raise BadRequest(f"'{name}' cannot be used with '$crossjoin'.", target=name)
    row = _combination(first.names, scope)
    joined = {(row, member.entity_set.name): member for member in row.members}
    scope = replace(scope, it=row, this=row, joined=joined)
    where = tuple(conditions(options, scope))
    if counted:
        return Read(Shape.COUNT, row, where)
    keys = [Member(member, item) for member in row.members for item in member.entity_set.type.key_properties]
    sorts = [sort_of(item, scope.at("$orderby")) for item in options.orderby]
    order = (*sorts, *(Sort(key, False, False) for key in keys))
    outputs = [Output(key, None) for key in keys] + [Output(sort.expression, None) for sort in sorts]
    return Read(
        Shape.COLLECTION, row, where, _fetched(outputs), order, skipped=options.skip is not None,
        selected=_selected(options, row), expands=bind_expands(options.expand, scope, bind_rows),
    )  # fmt: skip


def _combination(names: Sequence[str], scope: Scope) -> Range:
    """A range of all sets side by side, of a type that has nothing but a navigation property for each."""
    members: list[Range] = []
    navigation: dict[str, NavigationProperty] = {}
    for name in names:
        entity_set = scope.model.entity_sets.get(name)
        if entity_set is None:
            raise NotFound(
                f"There is no entity set '{name}'.{did_you_mean(name, scope.model.entity_sets)}", target=name
            )
        if name in navigation:
            raise BadRequest(f"'{name}' stands in '$crossjoin' twice.", target=name)
        members.append(Range(entity_set))
        columns = [item.column for item in entity_set.type.key_properties]
        navigation[name] = NavigationProperty(name, name, False, tuple(zip(columns, columns, strict=True)), False)
    sources = {member.entity_set.source for member in members}
    if len(sources) > 1:
        raise NotImplementedByService("The sets of '$crossjoin' lie in different databases.", target="$crossjoin")
    nothing = select(literal_column("1").label("one")).subquery()
    entity_type = EntityType("$crossjoin", nothing, (), {}, navigation)
    return Range(EntitySet(f"$crossjoin({','.join(names)})", entity_type, sources.pop()), members=tuple(members))


def _fetched(outputs: Sequence[Output]) -> tuple[Output, ...]:
    """Without those that are fetched already."""
    found: list[Output] = []
    known: set[object] = set()
    for output in outputs:
        expression = output.expression
        identity = (expression.range, expression.item.name) if isinstance(expression, Member) else expression
        if identity not in known:
            known.add(identity)
            found.append(output)
    return tuple(found)


def _selected(options: ast.Options, row: Range) -> tuple[str, ...] | None:
    """Which of the sets are shown."""
    if not options.select:
        return None
    names = [part.identifier for item in options.select for part in item.path[:1]]
    known = row.entity_set.type.navigation
    for name in names:
        if name not in known and name != "*":
            raise BadRequest(
                f"'{name}' is none of the sets that are joined.{did_you_mean(name, known)}", target="$select"
            )
    return tuple(known) if "*" in names else tuple(names)
