"""Rows as they are stored, found within a transaction by the paths that lead to them: what changes start from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select, type_coerce
from sqlalchemy.types import NullType

from odata_service.edm.changes import is_view
from odata_service.edm.derived import NUMBER
from odata_service.edm.model import EntitySet
from odata_service.errors import BadRequest
from odata_service.payload.rows import columns_of
from odata_service.payload.urls import key_predicate
from odata_service.protocol.negotiation import Format
from odata_service.query.bound import Member, Read, Shape
from odata_service.requests.plan import Plan, decoded
from odata_service.requests.reading import Reader
from odata_service.sql.change import condition_of, raw
from odata_service.sql.locking import locked
from odata_service.sql.statement import Statement
from odata_service.sql.transaction import Transaction
from odata_service.url.request import read_request

AT_ONCE = 100  # rows that one statement finds by their keys
Columns = dict[ColumnElement[Any], Any]
Driven = tuple[Any, ...]  # a row as the driver delivers it


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

    @property
    def typed_url(self) -> str:
        """Its URL as one of its own type, which all that it has stands behind."""
        return self.url + self.entity_set.cast_path

    def condition(self) -> ColumnElement[bool]:
        """Its key, as the driver delivered it, among the rows of its set."""
        return condition_of(self.entity_set, lambda place: raw(self.key[place]))

    @property
    def key(self) -> Sequence[Any]:
        """As the driver delivered it."""
        return [self.raw[item.column] for item in self.entity_set.type.key_properties]

    def versions(self) -> Sequence[Any]:
        """What its ETag is made of."""
        return [self.values[item.name] for item in self.entity_set.versioned]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The rows of one transaction."""

    reader: Reader  # reads within the transaction
    transaction: Transaction

    def row(self, path: str, query: str = "", *, locked: bool = True) -> Row | None:
        """The row that a path to one entity leads to, with all its columns; None where there is none, or where it leads
        to something else. `query` has the values of the aliases in it."""
        if not path.strip("/"):
            return None
        found = self._rows(path, query, 1, locked, Shape.ENTITY)
        return found[0] if found else None

    def rows(self, path: str, query: str = "", *, locked: bool = True) -> list[Row]:
        """All rows of the collection that a path leads to; `query` as for one.

        Raises:
            BadRequest: they are too many for one change.
        """
        most = self.reader.config.changed_rows
        found = self._rows(path, query, most + 1, locked, Shape.COLLECTION)
        if len(found) > most:
            raise BadRequest(f"These are more than {most} entities at once; narrow them.")
        return found

    def _rows(self, path: str, query: str, limit: int, locked: bool, shape: Shape) -> list[Row]:
        asked = read_request(path, query)
        plan, literals = self.reader.plan(asked, None, Format(), "4.01")
        if plan.read.shape is not shape:
            return []
        rows = self._fetch(plan, locked)(plan.rows, plan.rows.arguments(literals, (), limit))
        items = [output.expression.item for output in plan.read.outputs if isinstance(output.expression, Member)]
        columns = decoded(columns_of(rows, len(items)), plan.decoders)
        names, own = [item.name for item in items], [item.column for item in items]
        sets = _sets(plan.read, columns[names.index(NUMBER)] if NUMBER in names else [], len(rows))
        return [
            Row(of_type, dict(zip(names, values, strict=True)), dict(zip(own, row, strict=True)))
            for of_type, values, row in zip(sets, zip(*columns, strict=True), rows, strict=True)
        ]

    def _fetch(self, plan: Plan, locked: bool) -> Callable[[Statement, Sequence[Any]], Sequence[Driven]]:
        if not locked:
            return self.transaction.fetch
        table = plan.read.range.entity_set.type.table
        of_view = isinstance(table, Table) and is_view(table)
        return self.transaction.fetch_of_view if of_view else self.transaction.fetch_locked

    def driver_value(self, row: Row, column: ColumnElement[Any]) -> Any:
        """A column's value as the driver delivered it; fetched where the column is not published."""
        if column not in row.raw:
            found = self.transaction.execute(select(type_coerce(column, NullType())).where(row.condition()))
            row.raw[column] = found.scalar_one()
        return row.raw[column]

    def stored(self, row: Row) -> Mapping[str, Any]:
        """All columns of a row as it is now, published or not; locked, because else MariaDB shows it as it was."""
        table = row.entity_set.type.table
        statement = select(table).where(row.condition())
        if isinstance(table, Table):
            statement = locked(statement, self.transaction.dialect.name)
        return {str(key): value for key, value in self.transaction.execute(statement).mappings().one().items()}

    def all_stored(self, rows: Sequence[Row]) -> list[Mapping[str, Any]]:
        """All columns of several rows as they are now."""
        found: list[Mapping[str, Any]] = []
        for part in (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)):
            entity_set = part[0].entity_set
            wanted = select(entity_set.type.table).where(or_(*(row.condition() for row in part)))
            asked = self.transaction.execute(wanted.order_by(*(one.column for one in entity_set.type.key_properties)))
            found += [{str(key): value for key, value in row.items()} for row in asked.mappings()]
        return found


def _sets(read: Read, numbers: Sequence[Any], rows: int) -> Sequence[EntitySet]:
    """The set of each row as that of its own type; `numbers` tell which one it is, where there are several."""
    if numbers:
        return [read.range.entity_set.of_number(number or 0) for number in numbers]
    return [read.kinds[0].entity_set if read.kinds else read.range.entity_set] * rows
