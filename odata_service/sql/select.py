"""Read -> SELECT statements: the page, and the count of all rows that the page is part of."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, literal_column, or_, select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import BigInteger, NullType

from odata_service.query.bound import Read, Shape, Sort
from odata_service.sql.derived import start
from odata_service.sql.expression import holds, ordinal, value
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.keys import Keys, key_forms
from odata_service.sql.ordering import ordered
from odata_service.sql.statement import Statement, compile_statement
from odata_service.sql.writer import Writer

LISTS_AS_ONE = frozenset({"sqlite", "postgresql", "duckdb"})


def select_rows(read: Read, dialect: Dialect) -> Statement:
    """The statement that fetches a page, or the one row of an entity."""
    frame, writer = _started(read, dialect)
    shown = frame.merged(read.range)
    columns = [value(output.expression, frame, writer).label(f"c{index}") for index, output in enumerate(read.outputs)]
    where = [*shown, *(holds(condition, frame, writer) for condition in read.where)]
    terms = [ordinal(sort.expression, frame, writer) for sort in read.order]
    if read.after:
        where.append(_behind(read.order, terms, read.after))
    statement = select(*columns).select_from(frame.from_clause()).where(*where)
    statement = statement.order_by(*(ordered(sort, term) for sort, term in zip(read.order, terms, strict=True)))
    if read.shape in (Shape.COLLECTION, Shape.REFERENCES):
        statement = _page(statement, read)
    return compile_statement(statement, dialect, writer.slots, _forms(read, dialect))


def select_count(read: Read, dialect: Dialect) -> Statement:
    """The statement that counts the rows that meet the read's conditions, whatever the page."""
    frame, writer = _started(read, dialect)
    where = [holds(condition, frame, writer) for condition in read.where]
    counted = select(func.count(literal_column("*"))).select_from(frame.from_clause()).where(*where)
    return compile_statement(counted, dialect, writer.slots, _forms(read, dialect))


def _forms(read: Read, dialect: Dialect) -> tuple[Callable[[Keys], Any], ...]:
    return () if read.through is None else key_forms(len(read.through.there), dialect)


def _started(read: Read, dialect: Dialect) -> tuple[Frame, Writer]:
    frame, writer = Frame(), Writer(lists_as_one=dialect.name in LISTS_AS_ONE, start=start)
    start(read.range, frame, writer)
    return frame, writer


def _page(statement: Select[Any], read: Read) -> Select[Any]:
    statement = statement.limit(bindparam("limit", type_=BigInteger(), required=True))
    return statement.offset(bindparam("offset", type_=BigInteger(), required=True)) if read.skipped else statement


def _behind(order: tuple[Sort, ...], terms: list[Sql], nulls: tuple[bool, ...]) -> Sql:
    """The rows behind the last one of the page before.

    `a > x OR (a = x AND (b > y OR …))`, never row values, which know neither nulls nor mixed directions; and beside
    it `a >= x`, because a database seeks in its index by that, not by the OR.
    """
    condition: Sql | None = None
    for index in reversed(range(len(order))):
        last = bindparam(f"after{index}", type_=NullType(), required=True)
        beyond = _beyond(order[index], terms[index], last, nulls[index])
        if condition is None:
            condition = beyond
            continue
        equal = terms[index].is_(None) if nulls[index] else terms[index] == last
        condition = or_(beyond, and_(equal, condition))
        if not nulls[index] and not (order[index].nullable and order[index].descending):
            bound = terms[index] <= last if order[index].descending else terms[index] >= last
            condition = and_(bound, condition)
    assert condition is not None
    return condition


def _beyond(sort: Sort, term: Sql, last: Sql, is_null: bool) -> Sql:
    """Strictly behind `last` in one term of the order; nulls come first ascending, last descending."""
    if is_null:
        return literal_column("1") == literal_column("0") if sort.descending else term.is_not(None)
    if not sort.descending:
        return term > last
    return or_(term < last, term.is_(None)) if sort.nullable else term < last
