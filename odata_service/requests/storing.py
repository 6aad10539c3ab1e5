"""Rows that are inserted, updated and deleted one at a time, with what the model says about changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Table, and_, delete, insert, select

from odata_service.edm.model import EntitySet, NavigationProperty
from odata_service.edm.properties import Property, Stored
from odata_service.edm.types import GUID, STRING, EnumType
from odata_service.errors import BadRequest, Conflict, InternalError, MethodNotAllowed, NotFound, UnprocessableContent
from odata_service.payload.urls import key_predicate
from odata_service.publish import Change, Refused
from odata_service.requests.explaining import Explaining, Written
from odata_service.requests.found import Columns, Found, Row
from odata_service.requests.published import check_references, decides
from odata_service.sql.change import Delivered, RowChange, delete_from, insert_into, plain, raw, update_of
from odata_service.sql.constraints import refused_by_rule
from odata_service.sql.storable import check_storable
from odata_service.sql.values import written_value

Kind = Literal["insert", "update", "delete"]


@dataclass(frozen=True, slots=True, eq=False)
class Storing(Found):
    """The same rows, changed in the name of `user`."""

    user: str | None = None

    def value(self, item: Property, value: Any) -> Any:
        """A property's value as SQLAlchemy's column type takes it.

        Raises:
            BadRequest: this database does not hold it as it is.
        """
        if value is not None:
            check_storable(self.transaction.dialect.name, item, value)
        try:
            stored = written_value(item, value)
        except ValueError as error:
            raise BadRequest(f"'{item.name}' takes {error}.", target=item.name) from None
        return raw(stored) if item.stored in TEXTS else stored  # the column's own type would want something else

    def insert(self, entity_set: EntitySet, columns: Columns, *, whole: bool = True) -> Row:
        """A new row with these values, and those that the model and the database add; with no more than its key where
        nobody needs the whole.

        Raises:
            MethodNotAllowed: the set does not take new entities.
            UnprocessableContent: a rule of the model does not accept them.
            BadRequest, Conflict: one is missing, or the database does not accept one.
        """
        permit(entity_set, "insert")
        check_references(self.explaining, Written(entity_set, columns, {}))
        change = self._change("insert", entity_set, columns) if entity_set.ruled else None
        if change is not None:
            self._default(change, entity_set)
            self._before(change, entity_set)
            columns = _columns(change, columns, entity_set)
        for item in entity_set.type.voided:
            if columns.get(item.column) is None:
                columns[item.column] = self.value(item, None)
        lacking = [item.name for item in entity_set.type.required if columns.get(item.column) is None]
        if lacking:
            names = ", ".join(f"'{name}'" for name in lacking)
            raise BadRequest(f"A new {entity_set.type.name} needs a value for {names}.", target=lacking[0])
        key = self._inserted(entity_set, columns)
        if not (whole or entity_set.rules.after or entity_set.visible is not None):
            return Row(entity_set, dict(zip(entity_set.type.key, key, strict=True)), {})
        row = self.row(entity_set.name + key_predicate(entity_set, key), locked=False)
        if row is None:
            if entity_set.visible is not None:
                raise UnprocessableContent(f"'{entity_set.name}' has no entities such as this one would be.")
            raise InternalError("The new entity cannot be found again.")
        if change is not None:
            self._after(change, row)
        return row

    def _inserted(self, entity_set: EntitySet, columns: Columns) -> Sequence[Any]:
        """Inserts, and returns the key of the new row as payloads have it."""
        items = entity_set.type.key_properties
        table, returning = table_of(entity_set), self.transaction.dialect.insert_returning
        for item in items:
            if (
                columns.get(item.column) is not None
                or (returning and has_default(item.column))
                or self._is_told(item, table)
            ):
                continue
            if item.type is GUID and item.generated:
                columns[item.column] = uuid4()
            elif not returning:
                raise BadRequest(
                    f"A new {entity_set.type.name} needs a value for '{item.name}': this database does not say which "
                    "one it would give.",
                    target=item.name,
                )
        inserting = insert_into(table, columns, [item.column for item in items] if returning else ())
        with self.explaining.told(Written(entity_set, columns, {})):
            done = self.transaction.change(inserting)
            key: Sequence[Any] = done.rows[0] if done.rows else ()
            if returning and not key:
                raise refused_by_rule(entity_set)  # a trigger has made nothing of it
            if not returning:
                counted: Columns = dict(zip(table.primary_key.columns, done.key, strict=False))
                key = [plain(columns.get(item.column)) or counted.get(item.column) for item in items]
        return [_key_value(item, value) for item, value in zip(items, key, strict=True)]

    def _is_told(self, item: Property, table: Table) -> bool:
        """Whether the value of a new row's key is known without the database's returning it: SQLAlchemy has made it
        itself, or asks for what was counted up."""
        asks = getattr(self.transaction.dialect, "postfetch_lastrowid", False)
        return (asks and item.column is table.autoincrement_column) or getattr(item.column, "default", None) is not None

    def update(self, row: Row, columns: Columns) -> None:
        """Writes columns of one row; those that hold the same value already are left alone.

        Raises:
            MethodNotAllowed: the set's entities cannot be changed.
            UnprocessableContent, BadRequest, Conflict: as for `insert`.
            BadRequest: a column of the key would change, as a link does that is part of it.
            NotFound: the row is gone.
        """
        permit(row.entity_set, "update")
        columns = {column: value for column, value in columns.items() if not _is_raw(value, row.raw.get(column))}
        if not columns:
            return
        _keep_key(row.entity_set, columns)
        check_references(self.explaining, Written(row.entity_set, columns, row.raw))
        decisive = decides(row.entity_set, set(columns))
        change = self._change("update", row.entity_set, columns, row) if row.entity_set.ruled else None
        if change is not None:
            self._before(change, row.entity_set)
            columns = _columns(change, columns, row.entity_set)
        self._one(row, update_of(row.entity_set, columns, row.key), columns)
        if decisive and self.row(row.url) is None:
            raise UnprocessableContent(f"'{row.entity_set.name}' has no entities such as this one would be.")
        if change is not None:
            self._after(change, row)

    def delete(self, row: Row) -> None:
        """Deletes one row, or marks it as deleted where the model says so.

        Raises:
            MethodNotAllowed: the set's entities cannot be deleted.
            UnprocessableContent: a rule of the model does not allow it.
            Conflict: others refer to it.
            NotFound: the row is gone.
        """
        entity_set = row.entity_set
        permit(entity_set, "delete")
        change = self._change("delete", entity_set, {}, row)
        marks = entity_set.rules.soft_delete
        change.values |= {name: said(change) if callable(said) else said for name, said in marks.items()}
        self._before(change, entity_set)
        marked = update_of(entity_set, _columns(change, {}, entity_set), row.key) if marks else None
        self._one(row, marked or delete_from(entity_set, row.key), deleting=True)
        self._after(change, None)

    def link(self, row: Row, navigation: NavigationProperty, other: Row) -> None:
        """Links two rows by a row of the table between them, where they are not linked yet.

        Raises:
            MethodNotAllowed: the set's entities cannot be changed.
            BadRequest, Conflict: the database does not accept it.
        """
        table, values = self._ends(row, navigation, other)
        linked = and_(*(column == value for column, value in values.items()))
        if self.transaction.execute(select(*values).where(linked).limit(1)).first() is None:
            with self.explaining.told(Written(row.entity_set, {}, {})):
                self.transaction.change(RowChange(insert(table).values(values), {}, remembered=False))

    def unlink(self, row: Row, navigation: NavigationProperty, other: Row) -> None:
        """Ends the link between two rows.

        Raises:
            MethodNotAllowed: the set's entities cannot be changed.
            NotFound: they are not linked.
        """
        table, values = self._ends(row, navigation, other)
        with self.explaining.told(Written(row.entity_set, {}, {})):
            there = (column == value for column, value in values.items())
            done = self.transaction.change(RowChange(delete(table).where(*there), {}, remembered=False))
        if done.count == 0:
            raise NotFound(f"'{navigation.name}' does not lead to '{other.url}'.")

    def _ends(self, row: Row, navigation: NavigationProperty, other: Row) -> tuple[Table, Columns]:
        """The table of links, and what its row for two rows holds."""
        assert navigation.link is not None
        permit(row.entity_set, "update")
        near: Columns = {there: raw(self.driver_value(row, here)) for here, there in navigation.join}
        far = {here: raw(self.driver_value(other, there)) for here, there in navigation.link.target}
        return navigation.link.table, near | far

    def _one(self, row: Row, change: RowChange, columns: Columns | None = None, *, deleting: bool = False) -> None:
        """Executes, and rolls back (by the exception) where not exactly one row is touched."""
        with self.explaining.told(Written(row.entity_set, columns or {}, row.raw, deleting)):
            touched, version = self.transaction.touched(change, table_of(row.entity_set))
        if touched == 0 and self.row(row.url) is not None:
            raise refused_by_rule(row.entity_set)  # a trigger has made nothing of it
        if touched == 0:
            raise NotFound(f"There is no such entity in '{row.entity_set.name}' any more.")
        if touched != 1:
            done = "deleted" if deleting else "changed"
            raise Conflict(f"{touched} rows would have been {done}; the key of '{row.entity_set.name}' is not unique.")
        if version is not None and row.entity_set.row_version is not None:
            row.values[row.entity_set.row_version.name] = version  # the same until the end of the transaction

    @property
    def explaining(self) -> Explaining:
        return Explaining(self.reader.model, self.transaction)

    # --- what the model says -----------------------------------------------------------------------------------

    def _change(self, kind: Kind, entity_set: EntitySet, columns: Columns, row: Row | None = None) -> Change:
        old = self.stored(row) if row is not None and entity_set.rules.watched else {}
        values = {str(column.key): plain(value) for column, value in columns.items()}
        told = entity_set.told if kind == "insert" else {}
        for name, constant in (*entity_set.rules.constants.items(), *told.items()):
            if values.get(name, constant) != constant:
                whole = entity_set.type.name if name in told else entity_set.name
                raise BadRequest(f"All entities of '{whole}' have '{constant}' in '{name}'.", target=name)
            if kind == "insert":
                values[name] = constant
        return Change(kind, entity_set.name, values, old, {}, self.user, self.transaction.connection)

    def _default(self, change: Change, entity_set: EntitySet) -> None:
        for name, said in entity_set.rules.defaults.items():
            if change.values.get(name) is None:
                change.values[name] = said(change) if callable(said) else said

    def _before(self, change: Change, entity_set: EntitySet) -> None:
        for hook in entity_set.rules.before:
            self._called(hook, change, entity_set)

    def _after(self, change: Change, row: Row | None) -> None:
        hooks = (self.reader.model.entity_sets[change.entity_set]).rules.after
        if hooks and row is not None:
            change.row = self.stored(row)
        for hook in hooks:
            self._called(hook, change, self.reader.model.entity_sets[change.entity_set])

    def _called(self, hook: Callable[[Change], None], change: Change, entity_set: EntitySet) -> None:
        try:
            with self.explaining.told(Written(entity_set, {}, {})):
                hook(change)
        except Refused as refused:
            items = entity_set.type.properties.values()
            target = next((item.name for item in items if item.column.key == refused.column), refused.column)
            raise UnprocessableContent(refused.message, target=target) from refused


def permit(entity_set: EntitySet, change: Kind) -> None:
    """Raises MethodNotAllowed where the model does not allow this kind of change."""
    allowed = {"insert": entity_set.insertable, "update": entity_set.updatable, "delete": entity_set.deletable}
    if not allowed[change]:
        methods = ["GET", "HEAD", *(method for method, kind in METHODS if allowed[kind])]
        raise MethodNotAllowed(
            f"The service does not allow to {change} entities of '{entity_set.name}'.",
            headers={"Allow": ", ".join(methods)},
        )


METHODS = (("POST", "insert"), ("PATCH", "update"), ("PUT", "update"), ("DELETE", "delete"))


def table_of(entity_set: EntitySet) -> Table:
    """The table whose rows are changed."""
    table = entity_set.type.table
    assert isinstance(table, Table)
    return table


# What is bound as the text that it is, whatever the column's own type makes of values.
TEXTS = (Stored.ISO_TEXT, Stored.PRINTED)


def _key_value(item: Property, value: Any) -> Any:
    """A value of a column as payloads have it, for a key predicate."""
    if isinstance(item.type, EnumType):
        return value if isinstance(value, str) and not item.type.is_flags else item.type.value_of(value) or value
    if item.code is not None:
        return item.code.decode(value)
    if item.stored is Stored.BYTES:
        return UUID(bytes=bytes(value)) if isinstance(value, bytes | bytearray | memoryview) else value
    if item.type is STRING and item.fixed_length:
        return str(value).rstrip(" ")
    return value


def _is_raw(value: Any, current: Any) -> bool:
    """Whether a value that is to be written is the driver's own that is there."""
    return getattr(value, "value", value) is current and isinstance(getattr(value, "type", None), Delivered)


def _columns(change: Change, columns: Columns, entity_set: EntitySet) -> Columns:
    """What a change writes by now; a value that no hook has touched stays as it was bound."""
    table = table_of(entity_set)
    bound = {str(column.key): value for column, value in columns.items()}
    return {
        table.c[name]: bound[name] if name in bound and plain(bound[name]) is value else value
        for name, value in change.values.items()
    }


def has_default(column: ColumnElement[Any]) -> bool:
    """Whether a column that is given no value gets one."""
    return any(getattr(column, name, None) is not None for name in ("default", "server_default"))


def _keep_key(entity_set: EntitySet, columns: Columns) -> None:
    """Raises BadRequest where the columns to be changed are the key's."""
    for item in entity_set.type.key_properties:
        if item.column in columns:
            name = entity_set.type.name
            raise BadRequest(
                f"'{item.name}' is part of the key of '{name}', and keys do not change. Create a new {name} instead, "
                "and delete this one.",
                target=item.name,
            )
