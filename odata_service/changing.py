"""Rows changed within a transaction: insert, update, delete, by entities as bodies describe them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, insert, update
from sqlalchemy.types import NullType

from odata_service.edm.model import EntitySet, Model, NavigationProperty, Property
from odata_service.edm.types import STRING, EnumType
from odata_service.errors import BadRequest, Conflict, InternalError, MethodNotAllowed, NotFound
from odata_service.payload.deserialize import Entity, missing, property_value
from odata_service.payload.rows import columns_of
from odata_service.payload.urls import key_predicate
from odata_service.plan import decoded
from odata_service.protocol.negotiation import Format
from odata_service.reading import Reader
from odata_service.sql.constraints import BrokenReference, Referenced, sentence_of_change
from odata_service.sql.transaction import Transaction
from odata_service.sql.values import stored_value
from odata_service.url.request import read_request

Columns = dict[ColumnElement[Any], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row that is there: its values as payloads have them, and the driver's own of each fetched column."""

    entity_set: EntitySet
    values: dict[str, Any]
    raw: Columns

    @property
    def url(self) -> str:
        return self.entity_set.name + key_predicate(
            self.entity_set, [self.values[name] for name in self.entity_set.type.key]
        )

    def condition(self) -> ColumnElement[bool]:
        """Its key, as the driver delivered it."""
        return and_(*(item.column == raw(self.raw[item.column]) for item in self.entity_set.type.key_properties))


@dataclass(frozen=True, slots=True, eq=False)
class Changing:
    """Changes of rows within one transaction."""

    model: Model
    reader: Reader  # reads within the transaction
    transaction: Transaction
    root: str
    strict: bool = False  # a value for what cannot be written is refused; else it is let out
    references: Mapping[str, str] = field(default_factory=dict)  # what `$id` stands for within a batch

    def row(self, path: str, *, locked: bool = True) -> Row | None:
        """The row that a path to one entity leads to, with all its columns; None where there is none."""
        asked = read_request(path, "")
        plan, literals = self.reader.plan(asked, None, Format(), "4.01")
        fetch = self.transaction.fetch_locked if locked else self.transaction.fetch
        rows = fetch(plan.rows, plan.rows.arguments(literals))
        if not rows:
            return None
        outputs = plan.read.outputs
        columns = decoded(columns_of(rows[:1], len(outputs)), plan.decoders)
        members = [(output.name, output.expression.item) for output in outputs]  # type: ignore[union-attr]  # columns only
        values = {item.name: columns[index][0] for index, (_, item) in enumerate(members)}
        raw = {item.column: rows[0][index] for index, (_, item) in enumerate(members)}
        return Row(plan.read.range.entity_set, values, raw)

    def insert(self, entity_set: EntitySet, entity: Entity, given: Columns | None = None) -> Row:
        """A new row, and those within it (deep insert, Part 1, section 11.4.2.2); `given` are columns that its place
        in the URL or in another entity determines.

        Raises:
            MethodNotAllowed: the set does not take new entities.
            BadRequest, Conflict: a value is missing, or the database does not accept one.
        """
        permit(entity_set, "insert")
        columns: Columns = dict(given or {})
        for name, value in entity.values.items():
            item = entity_set.type.properties[name]
            if self._is_written(item, new=True) and not (value is None and item.generated):
                columns[item.column] = _column_value(item, value)
        self._link_to_one(entity_set, entity, columns)
        supplied = {item.name: True for item in entity_set.type.properties.values() if item.column in columns}
        lacking = missing(entity, entity_set.type, (), supplied)
        if lacking:
            names = ", ".join(f"'{name}'" for name in lacking)
            raise BadRequest(f"A new {entity_set.type.name} needs a value for {names}.", target=lacking[0])
        row = self.row(entity_set.name + self._inserted(entity_set, columns), locked=False)
        if row is None:
            raise InternalError("The new entity cannot be found again.")
        self._link_to_many(row, entity)
        return row

    def _inserted(self, entity_set: EntitySet, columns: Columns) -> str:
        """Inserts, and returns the key predicate of the new row."""
        table, items = entity_set.type.table, entity_set.type.key_properties
        assert isinstance(table, Table)
        statement = insert(table).values(columns)
        try:
            if self.transaction.dialect.insert_returning:
                returned = self.transaction.execute(statement.returning(*(item.column for item in items)))
                key: Sequence[Any] = tuple(returned.one())
            else:
                inserted = self.transaction.execute(statement).inserted_primary_key
                by_column: Columns = dict(zip(table.primary_key.columns, inserted or (), strict=False))
                key = [by_column.get(item.column, columns.get(item.column)) for item in items]
        except Exception as error:
            raise sentence_of_change(error, entity_set, self.transaction.database.name) from error
        return key_predicate(entity_set, [_key_value(item, value) for item, value in zip(items, key, strict=True)])

    def update(self, row: Row, entity: Entity, *, replace: bool = False) -> None:
        """Writes what differs; with `replace` (PUT) what is not given becomes null.

        Raises:
            MethodNotAllowed: the set's entities cannot be changed.
            BadRequest, Conflict: the database does not accept a value.
        """
        entity_set = row.entity_set
        permit(entity_set, "update")
        values = dict(entity.values)
        if replace:
            for item in entity_set.type.properties.values():
                if self._is_replaced(item) and item.name not in values:
                    values[item.name] = None
        columns: Columns = {}
        for name, value in values.items():
            item = entity_set.type.properties[name]
            if name in entity_set.type.key or not self._is_written(item, new=False):
                continue
            if value is None and not item.nullable:
                raise BadRequest(f"'{name}' needs a value; it cannot be null.", target=name)
            if not _same(item, row.values[name], value):
                columns[item.column] = _column_value(item, value)
        self._link_to_one(entity_set, entity, columns, row)
        columns = {column: value for column, value in columns.items() if not _is_raw(value, row.raw.get(column))}
        self.write(row, columns)
        self._link_to_many(row, entity)

    def write(self, row: Row, columns: Columns) -> None:
        """Writes columns of one row."""
        if not columns:
            return
        table = row.entity_set.type.table
        assert isinstance(table, Table)
        self._one(row, update(table).where(row.condition()).values(columns), "changed")

    def delete(self, row: Row) -> None:
        """Deletes one row."""
        permit(row.entity_set, "delete")
        table = row.entity_set.type.table
        assert isinstance(table, Table)
        self._one(row, delete(table).where(row.condition()), "deleted")

    def _one(self, row: Row, statement: Any, done: str) -> None:
        """Executes, and rolls back (by the exception) where not exactly one row is touched."""
        try:
            touched = self.transaction.execute(statement).rowcount
        except Exception as error:
            sentence = sentence_of_change(error, row.entity_set, self.transaction.database.name)
            if done == "deleted" and isinstance(sentence, (BrokenReference, Referenced)):
                sentence = Conflict(f"This {row.entity_set.type.name} cannot be deleted: others refer to it.")
            raise sentence from error
        if touched == 0:
            raise NotFound(f"There is no such entity in '{row.entity_set.name}' any more.")
        if touched != 1:
            raise Conflict(f"{touched} rows would have been {done}; the key of '{row.entity_set.name}' is not unique.")

    def _is_written(self, item: Property, *, new: bool) -> bool:
        """Whether a given value is written; what cannot be is let out, because clients send back all that they read."""
        if not item.read_only and (new or not item.immutable):
            return True
        if self.strict:
            raise BadRequest(f"'{item.name}' cannot be written.", target=item.name)
        return False

    @staticmethod
    def _is_replaced(item: Property) -> bool:
        return not (item.read_only or item.immutable or item.generated)

    # --- links -------------------------------------------------------------------------------------------------

    def _link_to_one(self, entity_set: EntitySet, entity: Entity, columns: Columns, row: Row | None = None) -> None:
        """Foreign keys from `@odata.bind` and from entities within this one."""
        for name, url in entity.binds.items():
            navigation = entity_set.type.navigation[name]
            if not navigation.collection:
                assert not isinstance(url, list)
                columns |= self.link(navigation, None if url is None else self.target(url, navigation))
        for name, inner in entity.nested.items():
            navigation = entity_set.type.navigation[name]
            if navigation.collection:
                continue
            assert not isinstance(inner, list)
            if inner is None:
                columns |= self.link(navigation, None)
                continue
            related = self._related(row, navigation) if row is not None else None
            if inner.id is not None and not inner.values:
                columns |= self.link(navigation, self.target(inner.id, navigation))
            elif related is not None:
                self.update(related, inner)
            else:
                columns |= self.link(navigation, self.insert(self.model.set_of(navigation), inner))

    def _related(self, row: Row, navigation: NavigationProperty) -> Row | None:
        return self.row(f"{row.url}/{navigation.name}")

    def link(self, navigation: NavigationProperty, target: Row | None) -> Columns:
        """The columns that lead over a navigation to one to `target`, or nowhere."""
        if target is None:
            if any(not getattr(here, "nullable", True) for here, _ in navigation.join):
                raise BadRequest(f"'{navigation.name}' cannot be null.", target=navigation.name)
            return {here: None for here, _ in navigation.join}
        return {here: raw(target.raw[there]) for here, there in navigation.join}

    def target(self, url: str, navigation: NavigationProperty) -> Row:
        """The entity that a reference names.

        Raises:
            BadRequest: it names none, or one of another set.
        """
        named, slash, rest = url.partition("/")
        path = url.removeprefix(self.root)
        if named.startswith("$") and named[1:] in self.references:
            path = self.references[named[1:]] + slash + rest
        wanted = self.model.set_of(navigation)
        try:
            row = None if "://" in path else self.row(path.lstrip("/"), locked=False)
        except NotFound:
            row = None
        if row is None or row.entity_set.type is not wanted.type:
            raise BadRequest(f"There is no {wanted.type.name} '{path[:100]}'.", target=navigation.name)
        return row

    def _link_to_many(self, row: Row, entity: Entity) -> None:
        """Related rows that hold the foreign key: those named, and those within this one."""
        for name, urls in entity.binds.items():
            navigation = row.entity_set.type.navigation[name]
            if navigation.collection:
                for url in urls or ():
                    self.adopt(row, navigation, self.target(url, navigation))
        for name, inner in entity.nested.items():
            navigation = row.entity_set.type.navigation[name]
            if navigation.collection:
                assert isinstance(inner, list)
                for one in inner:
                    self._within(row, navigation, one)

    def _within(self, row: Row, navigation: NavigationProperty, inner: Entity) -> None:
        """One entity of a nested collection: named by its id or its key, or new."""
        target = self.model.set_of(navigation)
        owner = {there: raw(row.raw[here]) for here, there in navigation.join}
        if inner.id is not None:
            known: Row | None = self.target(inner.id, navigation)
        else:
            joined = {item.name for item in target.type.properties.values() if item.column in owner}
            key = {name: inner.values.get(name) for name in target.type.key if name not in joined}
            known = self._by_key(row, navigation, key) if all(value is not None for value in key.values()) else None
        if known is None:
            self.insert(target, inner, owner)
            return
        self.adopt(row, navigation, known)
        self.update(known, inner)

    def _by_key(self, row: Row, navigation: NavigationProperty, key: dict[str, Any]) -> Row | None:
        target = self.model.set_of(navigation)
        by_column = {there: row.raw[here] for here, there in navigation.join}
        values = []
        for item in target.type.key_properties:
            if item.name in key:
                values.append(_key_value(item, key[item.name]))
            else:
                here = next(here for here, there in navigation.join if there is item.column)
                own = next(one for one in row.entity_set.type.properties.values() if one.column is here)
                values.append(row.values[own.name])
        assert by_column
        return self.row(target.name + key_predicate(target, values))

    def adopt(self, row: Row, navigation: NavigationProperty, child: Row) -> None:
        """Makes `child` one of the entities that a navigation to many leads to."""
        owner = {there: row.raw[here] for here, there in navigation.join}
        self.write(child, {there: raw(value) for there, value in owner.items() if child.raw.get(there) != value})

    def disown(self, navigation: NavigationProperty, child: Row) -> None:
        """Ends that.

        Raises:
            BadRequest: the child cannot be without.
        """
        if any(not getattr(there, "nullable", True) for _, there in navigation.join):
            raise BadRequest(
                f"A {child.entity_set.type.name} cannot be without what it belongs to; delete it instead.",
                target=navigation.name,
            )
        self.write(child, {there: None for _, there in navigation.join})


def permit(entity_set: EntitySet, change: Literal["insert", "update", "delete"]) -> None:
    """Raises MethodNotAllowed where the model does not allow this kind of change."""
    allowed = {"insert": entity_set.insertable, "update": entity_set.updatable, "delete": entity_set.deletable}
    if not allowed[change]:
        methods = ["GET", "HEAD", *(method for method, kind in METHODS if allowed[kind])]
        raise MethodNotAllowed(
            f"The service does not allow to {change} entities of '{entity_set.name}'.",
            headers={"Allow": ", ".join(methods)},
        )


METHODS = (("POST", "insert"), ("PATCH", "update"), ("PUT", "update"), ("DELETE", "delete"))


def values_of(row: Row, entity_set: EntitySet) -> Sequence[Any]:
    """What a row's ETag is made of."""
    return [row.values[item.name] for item in entity_set.versioned]


def raw(value: Any) -> Any:
    """A driver's value bound as it is."""
    return None if value is None else bindparam(None, value, type_=NullType())


def _is_raw(value: Any, current: Any) -> bool:
    """Whether a value that is to be written is the driver's own that is there."""
    return getattr(value, "value", value) is current and isinstance(getattr(value, "type", None), NullType)


def _column_value(item: Property, value: Any) -> Any:
    """A value as SQLAlchemy's column type takes it."""
    if value is None:
        return None
    if isinstance(item.type, EnumType):
        return dict(item.type.stored)[value]
    return stored_value(item, item.type, value)


def _key_value(item: Property, value: Any) -> Any:
    """A value of a column as payloads have it, for a key predicate."""
    if isinstance(item.type, EnumType):
        return next((name for name, code in item.type.stored if value in (name, code)), value)
    if item.type is STRING and item.fixed_length:
        return str(value).rstrip(" ")
    return value


def _same(item: Property, current: Any, value: Any) -> bool:
    """Whether a new value is the one that is there."""
    if current is None or value is None:
        return current is None and value is None
    if isinstance(item.type, EnumType):
        return bool(current == value)
    try:
        text = current.isoformat() if hasattr(current, "isoformat") else current
        return bool(property_value(item, text) == value)
    except BadRequest:
        return False
