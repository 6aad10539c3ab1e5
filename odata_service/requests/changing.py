"""Entities as bodies describe them, with their links and those within them -> changes of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from odata_service.edm.changes import default_of
from odata_service.edm.model import EntitySet, Model, NavigationProperty, Types
from odata_service.edm.properties import Property, StreamProperty
from odata_service.edm.types import EnumType
from odata_service.errors import BadRequest, PreconditionFailed
from odata_service.payload.deserialize import Entity, property_value
from odata_service.payload.urls import key_predicate
from odata_service.protocol.etag import etag_of, matches
from odata_service.requests.found import Columns, Row
from odata_service.requests.linking import Linking
from odata_service.requests.storing import Storing, has_default
from odata_service.sql.change import plain, raw

# The entity before a collection in the URL or around it in a body, and the navigation that leads to it.
Owner = tuple[Row, NavigationProperty]


@dataclass(frozen=True, slots=True, eq=False)
class Changing:
    """Changes within one transaction."""

    model: Model
    storing: Storing
    linking: Linking
    strict: bool = False  # a value for what cannot be written is refused; else it is let out
    whole: bool = False  # 4.01: a collection within an entity that is changed holds all that belongs to it

    def insert(self, entity_set: EntitySet, entity: Entity, owner: Owner | None = None, *, whole: bool = True) -> Row:
        """A new row, and those within it (deep insert, Part 1, section 11.4.2.2); `whole` as `Storing` has it.

        Raises:
            MethodNotAllowed: the set does not take new entities.
            BadRequest, Conflict, UnprocessableContent: a value is missing, or is not accepted.
        """
        if entity.etag is not None:
            raise PreconditionFailed("This entity does not exist, and its ETag says that it does.")
        if entity.cast:
            entity_set = entity_set.as_type(entity.cast)
        if entity_set.types is not None and _is_untold(entity_set, entity_set.types):
            raise _needs_type(entity_set, entity_set.types)
        columns: Columns = {}
        for name, value in entity.values.items():
            item = entity_set.type.properties[name]
            if self._is_written(entity_set, item, new=True) and not (
                value is None and item.generated and not item.nullable
            ):
                columns[item.column] = self.storing.value(item, value)
        if entity.stream is not None and entity_set.type.media is not None:
            columns |= self.streamed(entity_set.type.media, entity.stream)
        links: Columns = {}
        self._link_to_one(entity_set, entity, links)
        columns |= links
        if owner is not None:
            columns |= self._owned(entity_set, entity, links, owner)
        linked = owner is not None and owner[1].link is not None
        within = bool(entity.binds or entity.nested or entity.deltas or linked)
        row = self.storing.insert(entity_set, columns, whole=whole or within)
        entity.row = row
        if owner is not None and linked:
            self.linking.adopt(*owner, row)
        self._link_to_many(row, entity)
        return row

    def streamed(self, stream: StreamProperty, said: tuple[bytes, str] | None) -> Columns:
        """What the columns of a stream are to hold; None: nothing.

        Raises:
            BadRequest: there must be something, or the media type is too long.
        """
        if said is None and not stream.content.nullable:
            raise BadRequest("These bytes can be replaced, and not be missing.", target=stream.name)
        content, kind = (None, None) if said is None else said
        columns: Columns = {stream.content.column: self.storing.value(stream.content, content)}
        if stream.kind is not None and (kind is not None or stream.kind.nullable):
            columns[stream.kind.column] = self.storing.value(stream.kind, property_value(stream.kind, kind))
        return columns

    def _owned(self, entity_set: EntitySet, entity: Entity, links: Columns, owner: Owner) -> Columns:
        """The columns that its place determines; the body may repeat them and the `links` that they hold, and not say
        something else (Part 1, section 11.4.2.1)."""
        row, navigation = owner
        owned = self.linking.owned(row, navigation)
        if any(plain(links[column]) != value for column, value in owned.items() if column in links):
            raise BadRequest(
                f"The body links this {entity_set.type.name} to another {row.entity_set.type.name} than the one that "
                "it is put into.",
                target=next(name for name in (*entity.binds, *entity.nested) if self._holds(entity_set, name, owned)),
            )
        by_column = {item.column: item for item in entity_set.type.properties.values()}
        origin = {item.column: row.values.get(item.name) for item in row.entity_set.type.properties.values()}
        for here, there in navigation.join:
            item = by_column.get(there)
            said = entity.values.get(item.name) if item is not None else None
            if item is not None and said is not None and here in origin and not _same(item, origin[here], said):
                raise BadRequest(
                    f"'{item.name}' contradicts the {row.entity_set.type.name} that this {entity_set.type.name} is put "
                    "into.",
                    target=item.name,
                )
        return {column: raw(value) for column, value in owned.items()}

    def _holds(self, entity_set: EntitySet, name: str, columns: Columns) -> bool:
        """Whether a navigation property to one is held by one of the columns."""
        navigation = entity_set.type.navigation[name]
        return not navigation.collection and any(here in columns for here, _ in navigation.join)

    def update(self, row: Row, entity: Entity, *, replace: bool = False) -> None:
        """Writes what differs; with `replace` (PUT) what is not given gets its default, or becomes null.

        Raises:
            MethodNotAllowed: the set's entities cannot be changed.
            PreconditionFailed: the body has an ETag, and the entity has another one.
            BadRequest, Conflict, UnprocessableContent: a value is not accepted.
        """
        self.check(row, entity)
        entity.row = row
        entity_set = row.entity_set
        if entity.cast and not entity_set.is_of(entity.cast):
            raise BadRequest(
                f"This entity is of the type '{entity_set.type.name}', which does not change.", target="@odata.type"
            )
        values = {**_defaults(entity_set, entity), **entity.values} if replace else entity.values
        columns: Columns = {}
        for name, value in values.items():
            item = entity_set.type.properties[name]
            if name in entity_set.type.key:
                self.check_key(entity_set, item, row.values[name], value)
                continue
            if not self._is_written(entity_set, item, new=False):
                continue
            if value is None and not item.nullable:
                raise BadRequest(f"'{name}' needs a value; it cannot be null.", target=name)
            if name not in row.values or not _same(item, row.values[name], value):  # else it was not read
                columns[item.column] = self.storing.value(item, value)
        self._link_to_one(entity_set, entity, columns, row)
        self.storing.update(row, columns)
        self._link_to_many(row, entity)

    def check(self, row: Row, entity: Entity) -> None:
        """Holds an entity against the ETag that its body has (4.01; Part 1, section 11.4.3)."""
        if entity.etag not in (None, "*") and not matches(entity.etag or "", etag_of(row.versions())):
            raise PreconditionFailed("The entity has been changed since it was read. Read it again before changing it.")

    def check_key(self, entity_set: EntitySet, item: Property, current: Any, given: Any) -> None:
        """What a body has of the key means nothing (Part 1, section 11.4.3). Where nothing may be let out it is held
        against the entity; blanks around a text do not count, because clients cut them off.

        Raises:
            BadRequest: it is another one.
        """
        if given is None or not (self.strict or entity_set.rules.strict):
            return
        if isinstance(given, str) and isinstance(current, str) and given.strip() == current.strip():
            return
        if not _same(item, current, given):
            raise BadRequest(
                f"'{item.name}' is part of the key, which cannot be changed; the URL names another entity than the "
                "body.",
                target=item.name,
            )

    def _is_written(self, entity_set: EntitySet, item: Property, *, new: bool) -> bool:
        """Whether a given value is written; what cannot be is let out, because clients send back all that they read."""
        if not item.read_only and (new or not item.immutable):
            return True
        if self.strict or entity_set.rules.strict:
            raise BadRequest(f"'{item.name}' cannot be written.", target=item.name)
        return False

    # --- links and entities within -------------------------------------------------------------------------------

    def _link_to_one(self, entity_set: EntitySet, entity: Entity, columns: Columns, row: Row | None = None) -> None:
        """Foreign keys from `@odata.bind` and from entities within this one."""
        for name, url in entity.binds.items():
            navigation = entity_set.type.navigation[name]
            if not navigation.collection:
                assert not isinstance(url, list)
                target = None if url is None else self.linking.target(url, navigation)
                columns |= self.linking.columns(navigation, target)
        for name, inner in entity.nested.items():
            navigation = entity_set.type.navigation[name]
            if not navigation.collection:
                assert not isinstance(inner, list)
                related = None if row is None else self.storing.row(f"{row.typed_url}/{navigation.name}")
                columns |= self.linking.columns(navigation, self._one_within(navigation, inner, related))

    def _one_within(self, navigation: NavigationProperty, inner: Entity | None, related: Row | None) -> Row | None:
        """The entity within another one: named by its id or its key, the one that is related already, or new."""
        if inner is None:
            return None
        target = self.model.set_of(navigation)
        known = self._named(navigation, inner) or self._by_key(target, inner)
        if known is None and not set(target.type.key) & set(inner.values):
            known = related
        if known is None:
            return self.insert(target, inner)
        self.update(known, inner)
        return known

    def _link_to_many(self, row: Row, entity: Entity) -> None:
        """Related rows that hold the foreign key: those named, and those within this one."""
        for name, urls in entity.binds.items():
            navigation = row.entity_set.type.navigation[name]
            if navigation.collection:
                for url in urls or ():
                    self.linking.adopt(row, navigation, self.linking.target(url, navigation))
        for name, inner in entity.nested.items():
            navigation = row.entity_set.type.navigation[name]
            if navigation.collection:
                assert isinstance(inner, list)
                self._many_within(row, navigation, inner)
        for name, changes in entity.deltas.items():
            for one in changes:
                self._within(row, row.entity_set.type.navigation[name], one)

    def _many_within(self, row: Row, navigation: NavigationProperty, inner: Sequence[Entity]) -> None:
        """The entities of a nested collection; of a whole one all others go (Part 1, section 11.4.3.1)."""
        before = self.linking.children(row, navigation) if self.whole else []
        kept = {done.url for one in inner if (done := self._within(row, navigation, one)) is not None}
        for child in before:
            if child.url in kept:
                continue
            if self.linking.separable(navigation):
                self.linking.disown(row, navigation, child)
            else:
                self.storing.delete(child)

    def _within(self, row: Row, navigation: NavigationProperty, inner: Entity) -> Row | None:
        """One entity of a nested collection: named by its id or its key, or new; None where it is removed."""
        target = self.model.set_of(navigation)
        origin = {item.column: row.values.get(item.name) for item in row.entity_set.type.properties.values()}
        by_column = {item.column: item.name for item in target.type.properties.values()}
        owned = {by_column[there]: origin[here] for here, there in navigation.join if there in by_column}
        known = self._named(navigation, inner) or self._by_key(target, inner, owned)
        if inner.removed is not None:
            self._removed(row, navigation, inner, known)
            return None
        if known is None:
            return self.insert(target, inner, (row, navigation))
        self.linking.adopt(row, navigation, known)
        self.update(known, inner)
        return known

    def _removed(self, row: Row, navigation: NavigationProperty, inner: Entity, known: Row | None) -> None:
        if known is None:
            raise BadRequest(f"What is removed from '{navigation.name}' does not exist.", target=navigation.name)
        self.check(known, inner)
        if inner.removed == "deleted":
            self.storing.delete(known)
        else:
            self.linking.disown(row, navigation, known)

    def _named(self, navigation: NavigationProperty, inner: Entity) -> Row | None:
        return None if inner.id is None else self.linking.target(inner.id, navigation)

    def _by_key(self, target: EntitySet, inner: Entity, owned: Mapping[str, Any] | None = None) -> Row | None:
        path = self.key_path(target, inner, owned)
        return None if path is None else self.storing.row(path)

    def key_path(self, target: EntitySet, entity: Entity, owned: Mapping[str, Any] | None = None) -> str | None:
        """The path of the entity with the key that a body has, where it has all of it; `owned` is what its place says
        of it."""
        values = [entity.values.get(name, (owned or {}).get(name)) for name in target.type.key]
        return None if any(value is None for value in values) else target.name + key_predicate(target, values)


def _is_untold(entity_set: EntitySet, types: Types) -> bool:
    """Whether nothing would tell what a new entity is: its type is abstract, or the discriminator gets no value."""
    column = types.discriminator
    if entity_set.cast or getattr(column, "nullable", True):
        return entity_set.type.abstract
    given = {*entity_set.rules.defaults, *entity_set.rules.constants}
    published = any(item.column is column for item in entity_set.type.properties.values())
    return not (published or column.key in given or has_default(column))


def _needs_type(entity_set: EntitySet, types: Types) -> BadRequest:
    names = [f'"#{one.name}"' for one in types.derived.values() if entity_set.type in one.type.line and one.values]
    return BadRequest(
        f'A new {entity_set.type.name} says in "@odata.type" what it is: {" or ".join(names)}.', target="@odata.type"
    )


def _defaults(entity_set: EntitySet, entity: Entity) -> dict[str, Any]:
    """What a PUT writes where the body has nothing: the default, or null. Not where the database gives values, nor in
    columns that hold a link (Part 1, section 11.4.3)."""
    links = {here for one in entity_set.type.navigation.values() if not one.collection for here, _ in one.join}
    return {
        item.name: default_of(item)
        for item in entity_set.type.properties.values()
        if item.column not in links and not (item.read_only or item.immutable)
        and (item.default is not None or not item.generated)
    }  # fmt: skip


def _same(item: Property, current: Any, value: Any) -> bool:
    """Whether a new value is the one that is there."""
    if current is None or value is None:
        return current is None and value is None
    if isinstance(item.type, EnumType):
        return bool(current == value)
    try:
        text = current.isoformat() if hasattr(current, "isoformat") else current
        return bool(property_value(item, text, raw=True) == value)
    except BadRequest:
        return False
