"""The entity data model (Part 3): what a service publishes, and of which tables and columns it is made.

Everything is frozen and built once at start; `from_tables` builds it, all else only reads it. The properties of
entities are in `properties`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table

from odata_service.edm.properties import ComplexProperty, Named, Property, StreamProperty
from odata_service.edm.types import BINARY, EnumType, PrimitiveType
from odata_service.publish import Hook


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Link:
    """A table between two entity types, each of whose rows links one entity with another."""

    table: Table
    target: tuple[tuple[ColumnElement[Any], ColumnElement[Any]], ...]  # (its column, the target's column)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NavigationProperty(Named):
    """A navigation property (Part 3, section 8) and the join that follows it."""

    name: str
    target: str  # the entity set's name
    collection: bool
    join: tuple[tuple[ColumnElement[Any], ColumnElement[Any]], ...]  # (this side's column, the target's or the link's)
    nullable: bool = True
    partner: str | None = None
    constraints: tuple[tuple[str, str], ...] = ()  # (dependent property here, principal property there)
    description: str | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A recursive hierarchy of an entity type's entities (Aggregation.RecursiveHierarchy)."""

    node: str  # the property that tells the nodes apart
    parent: str  # the navigation property from a node to the one above it


@dataclass(frozen=True, eq=False, repr=False)
class EntityType(Named):
    """An entity type (Part 3, section 6) and the table, view or statement whose rows are its entities."""

    name: str  # simple, "Customer"
    table: FromClause
    key: tuple[str, ...]
    properties: dict[str, Property]  # in published order, the key's too
    navigation: dict[str, NavigationProperty] = field(default_factory=dict)
    description: str | None = None
    lost: frozenset[ColumnElement[Any]] = frozenset()  # columns that the database has not any more
    alternate_keys: tuple[tuple[str, ...], ...] = ()  # properties that tell entities apart as well (Core.AlternateKeys)
    complex: dict[str, ComplexProperty] = field(default_factory=dict)
    streams: dict[str, StreamProperty] = field(default_factory=dict)
    media: StreamProperty | None = None  # of a media entity
    hierarchies: dict[str, Hierarchy] = field(default_factory=dict)  # by qualifier
    base: "EntityType | None" = None  # what it is derived from, and has all properties of
    abstract: bool = False

    @property
    def own(self) -> "EntityType":
        """The type without what its base has."""
        if self.base is None:
            return self
        base = self.base
        return replace(
            self,
            alternate_keys=tuple(key for key in self.alternate_keys if key not in base.alternate_keys),
            properties={name: item for name, item in self.properties.items() if name not in base.properties},
            navigation={name: item for name, item in self.navigation.items() if name not in base.navigation},
            complex={name: item for name, item in self.complex.items() if name not in base.complex},
            streams={name: item for name, item in self.streams.items() if name not in base.streams},
            hierarchies={name: item for name, item in self.hierarchies.items() if name not in base.hierarchies},
        )

    @property
    def line(self) -> "list[EntityType]":
        """The type and those that it is derived from, one from another."""
        return [self, *(self.base.line if self.base is not None else ())]

    @property
    def declared(self) -> "list[Property | ComplexProperty]":
        """The properties as they are declared: what is part of a complex property is in that, where its first was."""
        found: dict[str, Property | ComplexProperty] = {}
        for name, item in self.properties.items():
            first = name.partition("/")[0]
            found.setdefault(first, self.complex.get(first, item))
        return list(found.values())

    @cached_property
    def required(self) -> tuple[Property, ...]:
        """What a new entity needs a value for."""
        items = self.properties.values()
        return tuple(item for item in items if not (item.nullable or item.generated or item.read_only))

    @cached_property
    def voided(self) -> tuple[Property, ...]:
        """What a column holds something for where there is no value."""
        return tuple(item for item in self.properties.values() if item.void is not None)

    @cached_property
    def key_properties(self) -> tuple[Property, ...]:
        return tuple(self.properties[name] for name in self.key)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DerivedType(Named):
    """A type that some entities of a set are of, and how they are told by the discriminator."""

    name: str  # qualified, "ERP.Truck"
    type: EntityType
    values: tuple[Any, ...]  # what the discriminator's column holds; the first is written. None: it is abstract
    condition: ColumnElement[bool]  # which rows are of it, or of a type that is derived from it


@dataclass(frozen=True, slots=True, eq=False)
class Types:
    """The types that the entities of a set are of (Part 3, section 6.3)."""

    discriminator: ColumnElement[Any]
    number: Property  # calculated: which of `derived` a row is of, counted from 1; 0: it is of the set's own type
    declared: EntityType  # the set's own
    derived: dict[str, DerivedType]  # by qualified name; each behind its base
    whole: EntityType  # with the properties of all


@dataclass(frozen=True, slots=True)
class Count:
    """How `$count=true` counts."""

    exact: bool = False  # an error rather than a number that the true one is not below
    most: int | None = None  # counted up to here
    seconds: float = 0  # for so long a count is given again


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What the model says about changes of a set's entities; mappings are by column name."""

    strict: bool = False  # a value for what cannot be written is refused
    if_match_required: bool = False
    upsert: bool = False
    duplicate_window: float = 0  # seconds
    defaults: Mapping[str, Any] = field(default_factory=dict)
    before: tuple[Hook, ...] = ()
    after: tuple[Hook, ...] = ()
    soft_delete: Mapping[str, Any] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)  # what all rows of the set have in these columns

    @property
    def watched(self) -> bool:
        """Whether somebody looks at a row before it is changed."""
        return bool(self.before or self.after or self.soft_delete)


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What tells the changes of a set: its own rows, by a column that grows with each change, or those of a log."""

    table: FromClause
    key: tuple[Property, ...]  # the set's, as the table has it
    position: Property  # what grows
    overlap: float  # seconds or numbers within which changes may become visible later than others
    logged: bool
    time: Property | None = None  # of a log
    transaction: Property | None = None
    visible: ColumnElement[bool] | None = None  # which rows are about this set
    fingerprint: str = ""  # changes when links to changes that were given out have no meaning any more


@dataclass(frozen=True, eq=False, repr=False)
class EntitySet(Named):
    """An entity set (Part 3, section 13.2) and how it is read."""

    name: str
    type: EntityType
    source: str = "default"  # which of the service's databases: its own, or another by its variable's name
    order_by: tuple[tuple[str, bool], ...] = ()  # (property, descending); the key follows by itself
    page_size: int | None = None  # rows per page where the client does not say; None: the service's setting
    count: Count = Count()
    description: str | None = None
    insertable: bool = False
    updatable: bool = False
    deletable: bool = False
    version: str | None = None  # the property that changes with each change of the row: its ETag
    row_version: Property | None = None  # the database's own, where it has one
    rules: Rules = Rules()
    visible: ColumnElement[bool] | None = None  # rows for which this is not true are not there: they were deleted
    link: Link | None = None  # the entities that a table of links leads to, with the link's columns at hand
    changes: Changes | None = None
    types: Types | None = None  # where its entities are of several types
    cast: str = ""  # the qualified name of the derived type that its entities are taken as

    @property
    def whole(self) -> EntityType:
        """A type with all properties that any of its entities has."""
        return self.type if self.types is None else self.types.whole

    @property
    def derived_types(self) -> "list[EntityType]":
        """The derived types of its entities, each behind its base."""
        return [] if self.types is None else [one.type for one in self.types.derived.values()]

    @property
    def cast_path(self) -> str:
        """What stands behind its name, or an entity's id, where its entities are of a derived type: `/ERP.Truck`."""
        return f"/{self.cast}" if self.cast else ""

    def of_number(self, number: int) -> "EntitySet":
        """The set with the type that `Types.number` tells."""
        assert self.types is not None
        return self.as_type(list(self.types.derived)[number - 1] if number else "")

    def as_type(self, name: str) -> "EntitySet":
        """The set as if all its entities were of one of its types: the qualified name of a derived one, or nothing."""
        return self if name == self.cast else _as_type(self, name)

    def is_of(self, name: str) -> bool:
        """Whether its entities are of the derived type, or of one that is derived from it."""
        return self.types is not None and self.types.derived[name].type in self.type.line

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """What tells that a new entity is of the derived type: the value of the discriminator, by its column's name."""
        if self.types is None or not self.cast:
            return {}
        return {str(self.types.discriminator.key): value for value in self.types.derived[self.cast].values[:1]}

    @cached_property
    def ruled(self) -> bool:
        """Whether the model has something to say about what a change writes."""
        return self.rules.watched or bool(self.rules.defaults or self.rules.constants or self.told)

    @cached_property
    def versioned(self) -> tuple[Property, ...]:
        """What makes an entity's ETag: the declared version, else the database's, else all properties that are short;
        of a set that cannot be changed, nothing."""
        if self.version is not None:
            return (self.type.properties[self.version],)
        if not (self.updatable or self.deletable):
            return ()
        if self.row_version is not None:
            return (self.row_version,)
        items = self.whole.properties.values()
        return tuple(item for item in items if item.type is not BINARY and not item.on_request)

    @property
    def search_properties(self) -> tuple[Property, ...]:
        return tuple(item for item in self.type.properties.values() if item.searched)


@lru_cache(maxsize=1000)  # statements are remembered by the set that they are about
def _as_type(entity_set: EntitySet, name: str) -> EntitySet:
    types = entity_set.types
    assert types is not None
    return replace(entity_set, type=types.derived[name].type if name else types.declared, cast=name)


@dataclass(frozen=True, slots=True, eq=False)
class Singleton:
    """A singleton (Part 3, section 13.3): one row of an entity set, under a name of its own."""

    name: str
    entity_set: str
    key: tuple[Any, ...]  # values as `edm.literals` reads them


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What an operation returns: values of a type, objects of a complex type, or entities of a set."""

    collection: bool
    nullable: bool = False
    type: PrimitiveType | None = None
    complex: str | None = None  # simple, "Stats"
    parts: tuple[Property, ...] = ()
    entity_set: str | None = None
    cast: str = ""  # the qualified name of the derived type that the entities are of

    def type_name(self, item: str) -> str:
        return f"Collection({item})" if self.collection else item


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Operation(Named):
    """A function or an action (Part 3, section 12), unbound or bound to a set's entities or to the set, or to those of
    a derived type."""

    name: str
    function: Callable[..., Any]  # called with `publish.Call` and the parameters
    action: bool
    bound: str | None  # the entity set
    collection: bool
    parameters: tuple[Property, ...]  # no column holds them; those that are `generated` may be let out
    result: Result | None  # None: nothing
    description: str | None = None
    cast: str = ""  # the qualified name of the derived type that it is bound to


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Model(Named):
    """All that one service publishes."""

    name: str  # the service's name in the URL, "erp"
    namespace: str
    entity_sets: dict[str, EntitySet]
    singletons: dict[str, Singleton] = field(default_factory=dict)
    enum_types: dict[str, EnumType] = field(default_factory=dict)  # by qualified name
    complex_types: dict[str, tuple[Property, ...]] = field(default_factory=dict)  # by simple name
    operations: dict[str, tuple[Operation, ...]] = field(default_factory=dict)  # by name: the overloads
    container: str = "Container"
    title: str | None = None
    description: str | None = None
    search_mode: str | None = None  # "words", "phrase" or "salesforce"; None: as the settings have it
    expand_depth: int = 8  # levels
    asynchronous: bool = False  # whether requests may be carried out asynchronously
    lacking: frozenset[str] = frozenset()  # functions that a database behind it does not have
    fingerprint: str = ""  # changes when anything that a client can see changes
    left_out: tuple[tuple[str, str], ...] = ()  # (table or column, why it is not published)

    @property
    def imports(self) -> "list[Operation]":
        """The unbound operations, one for each name."""
        return [overloads[0] for overloads in self.operations.values() if any(one.bound is None for one in overloads)]

    def types(self) -> Iterator[str]:
        """The qualified names of the types that the service declares."""
        yield from self.enum_types
        yield from (f"{self.namespace}.{name}" for name in self.complex_types)
        for entity_set in self.entity_sets.values():
            yield f"{self.namespace}.{entity_set.type.name}"
            yield from entity_set.types.derived if entity_set.types is not None else ()

    @property
    def has_default_namespace(self) -> bool:
        """Whether what URLs name of the schema needs no namespace (Part 1, section 4.4): where there is more to name
        than the types of sets."""
        return bool(self.operations) or any(one.types is not None for one in self.entity_sets.values())

    def qualified(self, name: str) -> str:
        """The name of a type or an operation with its namespace."""
        return name if "." in name or not self.has_default_namespace else f"{self.namespace}.{name}"

    def result_type(self, result: Result) -> str:
        """The qualified name of the type that an operation returns."""
        if result.entity_set is not None:
            item = self.type_of(result.entity_set, result.cast)
        else:
            item = str(result.type) if result.type is not None else f"{self.namespace}.{result.complex}"
        return result.type_name(item)

    def type_of(self, entity_set: str, cast: str = "") -> str:
        """The qualified name of the type of a set's entities, or of those that are cast to a derived type."""
        return cast or f"{self.namespace}.{self.entity_sets[entity_set].type.name}"

    def set_of(self, navigation: NavigationProperty) -> EntitySet:
        """The entity set that a navigation property leads to."""
        target = self.entity_sets[navigation.target]
        return target if navigation.link is None else replace(target, link=navigation.link)
