"""Statements that change one row, on the driver's own connection where it knows how: SQLAlchemy has written them, and
its types make of values what the driver takes, once for each shape. Its own way of executing them costs more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from odata_service.sql.change import REMEMBERED, RowChange
from odata_service.sql.errors import is_lost
from odata_service.sql.running import Row

DRIVERS = frozenset(
    {"sqlite", "postgresql"}
)  # whose connections have `change`: `dialects/sqlite_driver.py`, `patience.py`

Process = Callable[[Any], Any] | None  # None: values stay as they are


@dataclass(frozen=True, slots=True)
class Done:
    """What a change has done."""

    count: int  # of rows
    rows: Sequence[Row] | None  # what is returned of them; None where nothing is
    key: Sequence[Any] = ()  # of a new row, as far as SQLAlchemy has made it or the driver has counted it up


@dataclass(slots=True, eq=False)
class Direct:
    """A statement as the driver takes it, for all values of its shape."""

    text: str
    binds: Sequence[tuple[str, Process]]
    constants: Mapping[str, Any]  # what is bound whatever the values are
    returned: Sequence[ColumnElement[Any]]
    dialect: Dialect
    readers: Sequence[Process] | None = None  # of what is returned, as soon as there was some

    def carried_out(self, connection: Connection, values: Mapping[str, Any]) -> Done:
        """Raises DBAPIError as SQLAlchemy does."""
        bound = {**self.constants, **values}
        arguments = [bound[name] if process is None else process(bound[name]) for name, process in self.binds]
        own: Any = connection.connection.driver_connection
        try:
            rows, count, kinds = own.change(self.text, arguments)
        except self.dialect.loaded_dbapi.Error as error:
            if is_lost(error):
                connection.invalidate()
            raise DBAPIError.instance(
                self.text, None, error, self.dialect.loaded_dbapi.Error, hide_parameters=True, dialect=self.dialect
            ) from error
        return Done(count, self._read(rows, kinds) if self.returned else None)

    def _read(self, rows: Sequence[Row], kinds: Sequence[Any]) -> Sequence[Row]:
        """The rows as SQLAlchemy's types have them; `kinds` are the driver's own types of the columns."""
        if self.readers is None and rows:
            told = kinds or [None] * len(self.returned)
            types = [column.type.dialect_impl(self.dialect) for column in self.returned]
            self.readers = [one.result_processor(self.dialect, kind) for one, kind in zip(types, told, strict=True)]
        readers = self.readers or ()
        return [
            tuple(item if read is None else read(item) for item, read in zip(row, readers, strict=True)) for row in rows
        ]


def carried_out(connection: Connection, change: RowChange) -> Done:
    """Executes a change.

    Raises:
        DBAPIError: the database does not accept it; the driver's exception is in it.
    """
    dialect = connection.dialect
    if change.remembered and dialect.name in DRIVERS:
        direct = _directly(change.statement, tuple(change.returned), dialect)
        if direct is not None:
            return direct.carried_out(connection, change.values)
    result = connection.execute(change.statement, change.values)
    if result.returns_rows:
        rows = [tuple(row) for row in result.all()]
        return Done(len(rows), rows)
    return Done(result.rowcount, None, (result.is_insert and result.inserted_primary_key) or ())


@lru_cache(maxsize=REMEMBERED)
def _directly(statement: Executable, returned: Sequence[ColumnElement[Any]], dialect: Dialect) -> Direct | None:
    """None where SQLAlchemy has something to add that is made anew each time."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=[])  # type: ignore[attr-defined]  # what is written
    if compiled.insert_prefetch or compiled.update_prefetch:
        return None
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup]
    return Direct(
        str(compiled),
        [(name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds],
        {name: bind.effective_value for name, bind in binds if not bind.required},
        returned,
        dialect,
    )
