"""Rows made of rows: the SELECT that stands in FROM (`$apply`)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, FromClause, Select, and_, func, select, union_all
from sqlalchemy.sql.elements import KeyedColumnElement

from odata_service.edm.model import Property
from odata_service.edm.types import INT64
from odata_service.query.bound import Bound, Constant, Derived, Member, Range
from odata_service.sql.coded import settled
from odata_service.sql.expression import as_stored, holds, ordinal, value
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.functions import nth_column, typed_null
from odata_service.sql.ordering import ordered
from odata_service.sql.values import type_of
from odata_service.sql.writer import Writer


def start(row: Range, frame: Frame, writer: Writer) -> FromClause:
    """Makes a frame select from a range: from its table, or from the rows that it is made of."""
    if row.derived is None:
        return frame.start(row, alias=False)
    table = _select(row.derived, writer).subquery()
    frame.tables[row] = table
    frame.root = table
    return table


def _select(derived: Derived, writer: Writer, part: int | None = None) -> Select[Any] | CompoundSelect[Any]:
    if derived.parts:
        ranges = [one.derived for one in derived.parts if one.derived is not None]
        return union_all(*(_select(one, writer, n if derived.kept else None) for n, one in enumerate(ranges)))
    assert derived.source is not None
    frame = Frame()
    start(derived.source, frame, writer)
    for beside in derived.joins:
        _beside(beside, frame, writer)
    grouped = derived.group is not None
    columns = [_column(item, expression, frame, writer, grouped) for item, expression in derived.columns]
    where = [holds(condition, frame, writer) for condition in derived.where]
    groups = [_group(number, derived, frame, writer) for number in range(len(derived.group or ()))]
    order = [ordered(sort, ordinal(sort.expression, frame, writer)) for sort in derived.order]
    if part is not None:
        columns += _place(part, order, frame, writer)
    statement = select(*columns).select_from(frame.from_clause()).where(*where)
    if groups:
        statement = statement.group_by(*groups)
    if derived.limit is None and derived.offset is None:
        return statement
    limit = None if derived.limit is None else value(derived.limit, frame, writer)
    offset = None if derived.offset is None else value(derived.offset, frame, writer)
    cut = statement.order_by(*order).limit(limit).offset(offset)
    return select(*cut.subquery().c)  # SQLite takes no LIMIT within a UNION


def _beside(row: Range, frame: Frame, writer: Writer) -> None:
    """Joins the rows that `join` puts beside each row, even where nothing is asked of them."""
    if row.derived is None:
        frame.table(row)
        return
    assert row.outer is not None and row.navigation is not None
    table = _select(row.derived, writer).subquery()
    there = [table.c[item.name] for name, item in row.entity_set.type.properties.items() if name.startswith("#")]
    near = [frame.corresponding(row.outer, here) for here, _ in row.navigation.join]
    frame.tables[row] = table
    frame.joined.append((table, and_(*(one == other for one, other in zip(near, there, strict=True)))))


def _place(part: int, order: Sequence[Sql], frame: Frame, writer: Writer) -> list[Sql]:
    """Where a row stands: in which part of a union, and where in that; 0 where it has no order."""
    number, zero = (value(Constant(one, INT64), frame, writer) for one in (part, 0))
    place = func.row_number().over(order_by=order) if order else zero
    return [number.label("part"), place.label("place")]


def _column(item: Property, expression: Bound | None, frame: Frame, writer: Writer, grouped: bool) -> Sql:
    if expression is None:
        wanted = type_of(item.type) if item.computed else item.column.type
        return typed_null(type_=wanted).label(item.name)
    written = value(expression, frame, writer)
    if grouped and isinstance(expression, Member) and expression.item.ruled:
        written = settled(expression.item, as_stored(expression, frame, writer))
    return written.label(item.name)


def _group(number: int, derived: Derived, frame: Frame, writer: Writer) -> Sql:
    """A column by its name, an expression by its place: written twice, its values would be bound twice, and
    databases take that for two expressions."""
    assert derived.group is not None
    expression = derived.group[number]
    item = expression.item if isinstance(expression, Member) else None
    plain = item is not None and not item.ruled and isinstance(item.column, KeyedColumnElement)
    written = value(expression, frame, writer)
    return written if plain else nth_column(number + 1, written)
