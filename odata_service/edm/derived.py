"""The type of all columns of a table -> an entity set's own type, and those that are derived from it (Part 3, 6.3).

Which of them a row is of, a column tells, the discriminator.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, case, false, or_, type_coerce

from odata_service import publish
from odata_service.edm.complex import paths_of
from odata_service.edm.model import DerivedType, EntitySet, EntityType, NavigationProperty, Types
from odata_service.edm.names import SET_LENGTH, is_salesforce_name
from odata_service.edm.properties import Property
from odata_service.edm.types import INT32

NUMBER = "#type"  # no property can be called so


@dataclass(frozen=True, slots=True)
class Declared:
    """The types that a set declares, by name, each behind its base."""

    types: dict[str, publish.DerivedType]

    def below(self, name: str | None) -> Iterator[publish.DerivedType]:
        """The type of this name and those that are derived from it; None: all."""
        for one in self.types.values():
            if name is None or name in (item.name for item in self.line(one)):
                yield one

    def line(self, one: publish.DerivedType) -> list[publish.DerivedType]:
        """The type and those that it is derived from."""
        return [one, *(self.line(self.types[one.base]) if one.base is not None else ())]


def mistakes_in(declaration: publish.EntitySet, entity_set: EntitySet, taken: Collection[str]) -> list[str]:
    """What is wrong with a set's types, one sentence each; `taken` are the names of all other types."""
    if not declaration.types and declaration.discriminator is None:
        return []
    where = entity_set.name
    if declaration.discriminator is None or not declaration.types:
        return [f"{where}: types and the discriminator that tells them belong together."]
    own, table, found = entity_set.type, entity_set.type.table, list[str]()
    if declaration.discriminator not in table.c:
        found.append(f"{where}: discriminator names the column '{declaration.discriminator}', which the table has not.")
    seen, values = set[str](), dict[Any, str]()
    key = {item.column.key for item in own.key_properties}
    whole = {*key, *(one.lstrip("-") for one in declaration.order_by), declaration.version, declaration.discriminator}
    for one in declaration.types:
        name = f"{where}: the type '{one.name}'"
        if not is_salesforce_name(one.name, SET_LENGTH) or one.name in seen or one.name in taken:
            found.append(f"{name} needs a name of its own, of letters, digits and single underscores.")
        if one.base is not None and one.base not in seen:
            found.append(f"{name} is derived from '{one.base}', which is no type of this set that stands before it.")
        for column in one.columns:
            if column not in table.c and column not in declaration.computed:
                found.append(f"{name} names the column '{column}', which the table has not.")
            elif column in whole:
                found.append(f"{name} cannot have '{column}' for itself: all entities of the set need it.")
        found += [
            f"{name} names '{one_way}', which is no navigation property of this set."
            for one_way in one.navigation if one_way not in own.navigation
        ]  # fmt: skip
        for value in values_of(one):
            if value in values:
                found.append(f"{name} has the value {value!r}, as '{values[value]}' has.")
            values[value] = one.name
        seen.add(one.name)
    return [*found, *_torn(declaration, where)]


def _torn(declaration: publish.EntitySet, where: str) -> Iterator[str]:
    """A complex property is a type's as a whole, or nobody's."""
    for made in declaration.complex:
        for one in declaration.types:
            within = [column for column in made.columns if column in one.columns]
            if within and len(within) < len(made.columns):
                yield f"{where}: '{made.name}' is partly of the type '{one.name}'; name all of its columns, or none."


def values_of(one: publish.DerivedType) -> tuple[Any, ...]:
    if one.value is None:
        return ()
    return tuple(one.value) if isinstance(one.value, list | tuple | set | frozenset) else (one.value,)


def typed(declaration: publish.EntitySet, entity_set: EntitySet, namespace: str) -> EntitySet:
    """The set with its types, where it declares some; without mistakes."""
    if not declaration.types or declaration.discriminator is None:
        return entity_set
    column = entity_set.type.table.c[declaration.discriminator]
    items = {
        name: replace(item, immutable=True) if item.column is column else item  # an entity's type does not change
        for name, item in entity_set.type.properties.items()
    }
    whole = replace(entity_set.type, properties=items)
    declared = Declared({one.name: one for one in declaration.types})
    own = _narrowed(whole, {name for one in declared.types.values() for name in _names(one, declaration, whole)})
    made: dict[str, DerivedType] = {}
    for one in declared.types.values():
        base = own if one.base is None else made[f"{namespace}.{one.base}"].type
        values = values_of(one)
        below = [value for item in declared.below(one.name) for value in values_of(item)]
        name = f"{namespace}.{one.name}"
        made[name] = DerivedType(
            name, _derived(one, base, declared, declaration, whole), values, _is_one(column, below)
        )
    told = [
        (_is_one(column, item.values), _written(place)) for place, item in enumerate(made.values(), 1) if item.values
    ]
    number = case(*told, else_=_written(0))
    item = Property(NUMBER, INT32, type_coerce(number, Integer), nullable=False, read_only=True)
    return replace(entity_set, type=own, types=Types(column, item, own, made, whole))


def _written(number: int) -> ColumnElement[Any]:
    """A number that stands in the statement: databases want to know the type of what is bound as a result."""
    return bindparam(None, number, type_=Integer(), literal_execute=True)


def _is_one(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    if not values:
        return false()
    return column == values[0] if len(values) == 1 else or_(*(column == value for value in values))


def _derived(
    one: publish.DerivedType, base: EntityType, declared: Declared, declaration: publish.EntitySet, whole: EntityType
) -> EntityType:
    others = {name for other in declared.types.values() for name in _names(other, declaration, whole)}
    own = {name for item in declared.line(one) for name in _names(item, declaration, whole)}
    return replace(
        _narrowed(whole, others - own), name=one.name, base=base, abstract=not values_of(one),
        description=one.description,
    )  # fmt: skip


def _narrowed(whole: EntityType, without: set[str]) -> EntityType:
    """The type without the properties of these names."""
    keys = tuple(key for key in whole.alternate_keys if not without.intersection(key))
    return replace(
        whole, alternate_keys=keys,
        properties={name: item for name, item in whole.properties.items() if name not in without},
        navigation={name: item for name, item in whole.navigation.items() if name not in without},
        complex={name: item for name, item in whole.complex.items() if name not in without},
        streams={name: item for name, item in whole.streams.items() if name not in without},
        hierarchies={
            name: item for name, item in whole.hierarchies.items() if not without.intersection((item.node, item.parent))
        },
    )  # fmt: skip


def _names(one: publish.DerivedType, declaration: publish.EntitySet, whole: EntityType) -> Iterator[str]:
    """The names of what is a type's own: properties, what they are part of, and navigation over their columns."""
    columns = {whole.table.c[name] for name in one.columns if name in whole.table.c}
    for name, item in whole.properties.items():
        if item.column in columns or (name in declaration.computed and name in one.columns):
            yield name
    paths = paths_of(declaration)
    yield from {paths[name].partition("/")[0] for name in one.columns if name in paths}
    yield from (name for name, item in whole.streams.items() if item.content.column in columns)
    yield from one.navigation
    for name, way in whole.navigation.items():
        if not way.collection and any(here in columns for here, _ in way.join):
            yield name


def partner_of(navigation: NavigationProperty, target: EntitySet) -> str | None:
    """The path of a navigation property's partner, which may be one of a derived type."""
    name = navigation.partner
    if name is None or target.types is None or name in target.types.declared.navigation:
        return name
    own = [one.name for one in target.types.derived.values() if name in one.type.own.navigation]
    return f"{own[0]}/{name}" if own else None


def derived_of(entity_set: EntitySet) -> list[DerivedType]:
    """The derived types of a set's entities, with their qualified names."""
    return [] if entity_set.types is None else list(entity_set.types.derived.values())


def bindings_of(entity_set: EntitySet) -> dict[str, NavigationProperty]:
    """The navigation of a set's entities by path: that of derived types behind their names."""
    found = dict(entity_set.type.navigation)
    for one in derived_of(entity_set):
        found |= {f"{one.name}/{name}": way for name, way in one.type.own.navigation.items()}
    return found
