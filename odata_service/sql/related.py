"""What `$expand` reads: the rows of a set that are related to any of the rows at hand, by one statement.

The rows at hand are told by the values of their side of the join (`sql/keys.py`).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import BigInteger, Integer

from odata_service.edm.properties import Property
from odata_service.edm.types import INTEGERS
from odata_service.query.bound import Expand, Member, Sort
from odata_service.sql.derived import start
from odata_service.sql.expression import as_stored, ordinal, value
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.functions import unindexed
from odata_service.sql.keys import among_keys, key_forms
from odata_service.sql.narrowing import met
from odata_service.sql.ordering import ordered
from odata_service.sql.select import writer_for
from odata_service.sql.statement import Statement, compile_statement
from odata_service.sql.writer import Writer

Keys = Sequence[tuple[Any, ...]]


def select_related(expand: Expand, dialect: Dialect) -> Statement:
    """The related rows in the order of the expand, whichever row they belong to; at most `limit`."""
    statement, terms, writer, _ = _related(expand, dialect)
    if terms:
        statement = statement.order_by(*terms).limit(bindparam("limit", type_=BigInteger(), value=None))
    return compile_statement(statement, dialect, writer.slots, key_forms(len(expand.there), dialect))


def select_pages(expand: Expand, dialect: Dialect) -> Statement:
    """Of the related rows of each row those behind the `offset`-th, up to the `limit`-th."""
    statement, terms, writer, there = _related(expand, dialect)
    own = list(statement.selected_columns)
    number = func.row_number().over(partition_by=there, order_by=terms or there).label("place")  # some need an order
    inner = statement.add_columns(number).subquery("related")
    place = inner.c.place
    first, last = (bindparam(name, type_=BigInteger(), value=None) for name in ("offset", "limit"))
    bounds = and_(place > first, place <= last)
    outer = select(*(inner.c[str(column.key)] for column in own)).where(bounds).order_by(place)
    return compile_statement(outer, dialect, writer.slots, key_forms(len(expand.there), dialect))


def count_related(expand: Expand, dialect: Dialect) -> Statement:
    """How many related rows there are of each value of `there`, which comes before the number."""
    frame, writer, where = _started(expand, dialect)
    there = _there(expand, frame, writer)
    counted = select(*there, func.count()).select_from(frame.from_clause()).where(*where).group_by(*there)
    return compile_statement(counted, dialect, writer.slots, key_forms(len(expand.there), dialect))


def _started(expand: Expand, dialect: Dialect) -> tuple[Frame, Writer, list[Sql]]:
    read = expand.read
    frame, writer = Frame(), writer_for(dialect)
    start(read.range, frame, writer)
    compared = [as_stored(Member(read.range, item), frame, writer) for item in expand.there]
    where = [among_keys(compared), *met(read.where, frame, writer)]
    return frame, writer, where


def _there(expand: Expand, frame: Frame, writer: Writer) -> list[Sql]:
    return [value(Member(expand.read.range, item), frame, writer) for item in expand.there]


def _related(expand: Expand, dialect: Dialect) -> tuple[Select[Any], list[Sql], Writer, list[Sql]]:
    """All related rows, the terms of their order, and the join's columns."""
    frame, writer, where = _started(expand, dialect)
    read = expand.read
    columns = [value(output.expression, frame, writer).label(f"c{index}") for index, output in enumerate(read.outputs)]
    terms = _order(expand, dialect, frame, writer)
    statement = select(*columns).select_from(frame.from_clause()).where(*where)
    return statement, terms, writer, _there(expand, frame, writer)


def _order(expand: Expand, dialect: Dialect, frame: Frame, writer: Writer) -> list[Sql]:
    """The order of the expand. In SQLite behind the rows' owners, where these are whole numbers: the index that finds
    them has them in this order, and often in the one behind it. (Of texts and numbers that are equal to one owner it
    would make two groups.)"""
    there = expand.there[0]
    if not expand.read.order or dialect.name != "sqlite" or len(expand.there) > 1 or not _is_plain_number(there):
        return [ordered(sort, unindexed(ordinal(sort.expression, frame, writer))) for sort in expand.read.order]
    own = as_stored(Member(expand.read.range, there), frame, writer)
    rest = [sort for sort in expand.read.order if not _is_of(sort, there)]
    return [own, *(ordered(sort, ordinal(sort.expression, frame, writer)) for sort in rest)]


def _is_plain_number(item: Property) -> bool:
    return item.type in INTEGERS and isinstance(item.column.type, Integer) and not item.ruled


def _is_of(sort: Sort, item: Property) -> bool:
    return isinstance(sort.expression, Member) and sort.expression.item is item
