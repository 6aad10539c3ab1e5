"""One SELECT under construction: which table stands for which range, and what is joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, Select, and_, case, column, literal_column, select
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.sql.util import ClauseAdapter

from odata_service.edm.model import EntitySet
from odata_service.edm.properties import Property
from odata_service.query.bound import Range
from odata_service.query.joining import item_of
from odata_service.sql.columns import operable, read_as
from odata_service.sql.functions import typed_null
from odata_service.sql.joins import related
from odata_service.sql.row_version import RowVersion

Sql = ColumnElement[Any]

# Constants alone are no conditions everywhere.
EVERY = literal_column("1") == literal_column("1")
NONE = literal_column("1") == literal_column("0")


@dataclass(slots=True, eq=False)
class Frame:
    """A SELECT's FROM clause, and the frame of the SELECT around it."""

    outer: "Frame | None" = None
    tables: dict[Range, FromClause] = field(default_factory=dict)
    joined: list[tuple[FromClause, Sql]] = field(default_factory=list)
    narrowed: list[tuple[FromClause, Sql]] = field(default_factory=list)  # joined for what they leave
    root: FromClause | None = None
    carried: list[Label[Any]] | None = None  # values of rows that are grouped by the SELECT around this one

    def start(self, row: Range, alias: bool) -> FromClause:
        """Makes `row` what this SELECT selects from; an alias where its table may stand in the SELECT around, too."""
        if row.members:
            tables = [self.start(member, alias) for member in row.members]
            self.root = reduce(lambda one, other: one.join(other, EVERY), tables)
            return self.root
        own_name = alias or row.entity_set.visible is not None or row.entity_set.link is not None
        self.root = _rows_of(row.entity_set) if own_name else row.entity_set.type.table
        self.stands_for(row, self.root)
        return self.root

    def stands_for(self, row: Range, table: FromClause) -> None:
        """Makes a table that of a range, and of what that is the same row as."""
        self.tables[row] = table
        if row.of is not None:
            self.stands_for(row.of, table)

    def merged(self, row: Range) -> list[Sql]:
        """Makes the SELECT, right after its start, select from the table itself, and returns the condition that then
        belongs into WHERE: MariaDB locks no rows of a SELECT that stands in FROM."""
        visible = None if row.members or row.derived is not None else row.entity_set.visible
        if visible is None or row.entity_set.link is not None:
            return []
        self.root = row.entity_set.type.table
        self.stands_for(row, self.root)
        return [visible]

    def column(self, row: Range, item: Property) -> Sql:
        """What stands for a property of the range in this SELECT."""
        if row.derived is not None:
            return self.table(row).c[item.name]
        if item.missing:
            return typed_null(type_=item.column.type)
        found = read_as(item, self.corresponding(row, item.column))
        return found if self.certain(row) else case((self.is_of_type(row, row.entity_set), found))

    @staticmethod
    def certain(row: Range) -> bool:
        """Whether the row is of the type that it is taken as."""
        return row.of is None or row.proved

    def is_of_type(self, row: Range, cast: EntitySet) -> Sql:
        """The condition that a row is of a derived type; NULL where the discriminator is."""
        assert cast.types is not None
        return self.corresponding(row, cast.types.derived[cast.cast].condition)

    def corresponding(self, row: Range, column: Sql) -> Sql:
        """A column of the range's table as this SELECT names it."""
        table = self.table(row)
        if isinstance(column, RowVersion):
            return column.of(table)
        if table is row.entity_set.type.table:
            return operable(column)
        if not isinstance(column, KeyedColumnElement):  # an expression of a model file, over this table's columns
            adapted: Sql = ClauseAdapter(table).traverse(column)
            return adapted
        found = table.corresponding_column(column)
        assert found is not None
        return operable(found)

    def table(self, row: Range) -> FromClause:
        """The range's table; one that a to-one navigation leads to is joined where its outer range stands."""
        frame: Frame | None = self
        while frame is not None:
            if row in frame.tables:
                return frame.tables[row]
            frame = frame.outer
        if row.of is not None:
            return self.table(row.of)
        assert row.outer is not None and row.navigation is not None
        self.table(row.outer)
        return self._frame_of(row.outer)._join(row)

    def _frame_of(self, row: Range) -> "Frame":
        frame: Frame = self
        row = row.bare
        while row not in frame.tables:
            assert frame.outer is not None
            frame = frame.outer
        return frame

    def _join(self, row: Range) -> FromClause:
        table = _rows_of(row.entity_set)
        self.tables[row] = table
        self.joined.append((table, self.relation(row)))
        return table

    def relation(self, row: Range) -> Sql:
        """The condition under which a row of `row` is related to its outer range."""
        assert row.outer is not None and row.navigation is not None
        outer, one, other = row.outer, row.outer.entity_set.type, row.entity_set.type
        return and_(
            *(() if self.certain(outer) else (self.is_of_type(outer, outer.entity_set),)),
            *(
                related(
                    item_of(one, here), self.corresponding(outer, here),
                    item_of(other, there), self.corresponding(row, there),
                )
                for here, there in row.navigation.join
            )
        )  # fmt: skip

    def carry(self, operand: Sql) -> Sql:
        """What an aggregate is made of; by its name, where the SELECT around this one groups the rows."""
        if self.carried is None:
            return operand
        name = f"a{len(self.carried)}"
        self.carried.append(operand.label(name))
        return column(name, operand.type)

    def tables_around(self) -> list[FromClause]:
        """The tables of the SELECTs around, which a subquery refers to."""
        return [] if self.outer is None else [*self.outer.tables.values(), *self.outer.tables_around()]

    def from_clause(self) -> FromClause:
        assert self.root is not None
        clause = self.root
        for table, condition in self.joined:
            clause = clause.outerjoin(table, condition)
        for table, condition in self.narrowed:
            clause = clause.join(table, condition)
        return clause

    def narrow(self, columns: Sequence[Sql], found: Select[Any]) -> None:
        """Leaves those rows only of which the columns are a row of a SELECT."""
        named = found.with_only_columns(*(one.label(f"k{index}") for index, one in enumerate(found.selected_columns)))
        rows = named.distinct().subquery()
        self.narrowed.append((rows, and_(*(one == other for one, other in zip(columns, rows.c, strict=True)))))


def _rows_of(entity_set: EntitySet) -> FromClause:
    """A set's rows under a name of their own; rows that are marked as deleted are none of them, wherever they would
    turn up; those that links lead to have the link's columns. Databases merge this SELECT into the one around it."""
    table, link, visible = entity_set.type.table, entity_set.link, entity_set.visible
    if visible is None and link is None:
        return table.alias()
    version = entity_set.row_version
    system = [version.column.of(table)] if version is not None and isinstance(version.column, RowVersion) else []
    columns = [column for column in table.c if column not in entity_set.type.lost]
    rows = select(*columns, *system)
    if link is not None:
        joined = table.join(link.table, and_(*(one == other for one, other in link.target)))
        rows = rows.add_columns(*link.table.c).select_from(joined)
    return (rows if visible is None else rows.where(visible)).subquery()
