"""Read -> SELECT statements: the page, and the count of all rows that the page is part of."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column, select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import BigInteger

from odata_service.query.bound import Read, Shape
from odata_service.sql.derived import start
from odata_service.sql.expression import ordinal, value
from odata_service.sql.frame import Frame
from odata_service.sql.hierarchies import DISTINCT, sought
from odata_service.sql.keys import EXPANDED, Keys, key_forms
from odata_service.sql.narrowing import JOINING, met
from odata_service.sql.ordering import ordered
from odata_service.sql.regions import Region, order_within, regions_behind, within
from odata_service.sql.statement import Statement, compile_statement
from odata_service.sql.writer import Writer

# Where a page deep among the rows, read by an index, cost seven times as much as the first one.
ESTIMATING = frozenset({"postgresql"})
LISTS_AS_ONE = frozenset({"sqlite", "postgresql", "duckdb", "mssql", *EXPANDED})


def select_rows(read: Read, dialect: Dialect) -> Statement:
    """The statement that fetches the first page, or the one row of an entity."""
    return _select(read, dialect, None)


def select_page(read: Read, dialect: Dialect) -> tuple[Statement, ...]:
    """The statements that fetch a page. Behind a page token there may be several, for rows that come one after another;
    each is asked for what is missing of the page."""
    if not read.after:
        return (_select(read, dialect, None),)
    return tuple(_select(read, dialect, region) for region in regions_behind(read.order, read.after, read.tied))


def _select(read: Read, dialect: Dialect, region: Region | None) -> Statement:
    frame, writer = _started(read, dialect)
    shown = frame.merged(read.range)
    columns = [value(output.expression, frame, writer).label(f"c{index}") for index, output in enumerate(read.outputs)]
    where = [*shown, *met(read.where, frame, writer)]
    terms = [ordinal(sort.expression, frame, writer) for sort in read.order]
    order = read.order if region is None else order_within(region, read.order)
    if region is not None:
        where.append(within(region, read.order, terms, read.after, dialect.name in ESTIMATING))
    statement = select(*columns).select_from(frame.from_clause()).where(*where)
    statement = statement.order_by(*(ordered(sort, term) for sort, term in zip(order, terms, strict=True)))
    if read.shape in (Shape.COLLECTION, Shape.REFERENCES):
        statement = _page(statement, read)
    return compile_statement(statement, dialect, writer.slots, _forms(read, dialect))


def select_count(read: Read, dialect: Dialect, most: int | None = None) -> Statement:
    """The statement that counts the rows that meet the read's conditions, whatever the page; up to so many."""
    frame, writer = _started(read, dialect)
    where = met(read.where, frame, writer)
    counted = select(func.count(literal_column("*"))).select_from(frame.from_clause()).where(*where)
    if most is not None:
        rows: Select[Any] = (
            select(literal_column("1").label("one")).select_from(frame.from_clause()).where(*where).limit(most)
        )
        counted = select(func.count(literal_column("*"))).select_from(rows.subquery())
    return compile_statement(counted, dialect, writer.slots, _forms(read, dialect))


def _forms(read: Read, dialect: Dialect) -> tuple[Callable[[Keys], Any], ...]:
    return () if read.through is None else key_forms(len(read.through.there), dialect)


def _started(read: Read, dialect: Dialect) -> tuple[Frame, Writer]:
    frame, writer = Frame(), writer_for(dialect)
    start(read.range, frame, writer)
    return frame, writer


def writer_for(dialect: Dialect) -> Writer:
    """The writing of a statement in a database's SQL."""
    name = dialect.name
    return Writer(name in LISTS_AS_ONE, start, sought, joining=name in JOINING, distinct=name in DISTINCT)


def _page(statement: Select[Any], read: Read) -> Select[Any]:
    statement = statement.limit(bindparam("limit", type_=BigInteger(), value=None))
    return statement.offset(bindparam("offset", type_=BigInteger(), value=None)) if read.skipped else statement
