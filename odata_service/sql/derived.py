"""Rows made of rows: the SELECT that stands in FROM (`$apply`)."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, FromClause, Label, Select, and_, column, func, literal_column, select, union_all
from sqlalchemy.sql.elements import KeyedColumnElement

from odata_service.edm.properties import Property
from odata_service.edm.types import INT64
from odata_service.query.bound import Aggregate, Arithmetic, Bound, Cast, Constant, Derived, Member, Parameter, Range
from odata_service.sql.coded import settled
from odata_service.sql.expression import as_stored, ordinal, value
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.functions import typed_null
from odata_service.sql.narrowing import met
from odata_service.sql.ordering import ordered, told_apart
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
    grouped = derived.group is not None
    frame = Frame(carried=[] if grouped and _calculated(derived) else None)
    start(derived.source, frame, writer)
    for beside in derived.joins:
        _beside(beside, frame, writer)
    by = len(derived.group or ())
    columns = [
        _column(item, expression, frame, writer, place < by) for place, (item, expression) in enumerate(derived.columns)
    ]
    columns = columns or [literal_column("1").label("one")]  # rows of which nothing is asked but how many there are
    where = met(derived.where, frame, writer)
    order = [ordered(sort, ordinal(sort.expression, frame, writer)) for sort in derived.order]
    if part is not None:
        columns += _place(part, order, frame, writer)
    keys, others = columns[:by], columns[by:]
    if frame.carried is None:
        statement = select(*columns).select_from(frame.from_clause()).where(*where)
        statement = statement.group_by(*(key.element for key in keys))
        if derived.group == () and not any(map(_is_aggregated, derived.columns)):
            rows = select(func.count().label("n")).select_from(frame.from_clause()).where(*where).subquery()
            statement = select(*columns).select_from(rows).where(rows.c.n > literal_column("0"))  # all are one group
    else:
        rows = select(*keys, *frame.carried).select_from(frame.from_clause()).where(*where).subquery()
        names = [column(key.name, key.type) for key in keys]
        statement = select(*names, *others).select_from(rows).group_by(*names)
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


def _place(part: int, order: Sequence[Sql], frame: Frame, writer: Writer) -> list[Label[Any]]:
    """Where a row stands: in which part of a union, and where in that; 0 where it has no order."""
    number, zero = (value(Constant(one, INT64), frame, writer) for one in (part, 0))
    place = func.row_number().over(order_by=order) if order else zero
    return [number.label("part"), place.label("place")]


def _column(item: Property, expression: Bound | None, frame: Frame, writer: Writer, grouped: bool) -> Label[Any]:
    if expression is None:
        wanted = type_of(item.type) if item.computed else item.column.type
        return typed_null(type_=wanted).label(item.name)
    written = value(expression, frame, writer)
    if grouped and isinstance(expression, Member) and expression.item.ruled:
        written = settled(expression.item, as_stored(expression, frame, writer))
    return (told_apart(written) if grouped else written).label(item.name)


def _calculated(derived: Derived) -> bool:
    """Whether the values of rows that are grouped are calculated, and so by a SELECT of their own. Databases that group
    by an expression look for it among the columns, and take two bound values for two; SQL Server aggregates no
    subqueries."""
    operands = (one for _, expression in derived.columns for one in _operands(expression))
    return not (all(map(_plain, derived.group or ())) and all(isinstance(one, Member) for one in operands))


def _is_aggregated(column: tuple[Property, Bound | None]) -> bool:
    """Whether a column makes one row of all."""
    match column[1]:
        case None | Constant() | Parameter():
            return False
        case _:
            return True


def _operands(node: Bound | None) -> Iterator[Bound]:
    """What the aggregates in an expression over groups are made of."""
    match node:
        case Aggregate(operand=operand) if operand is not None:
            yield operand
        case Cast(operand):
            yield from _operands(operand)
        case Arithmetic(left=left, right=right):
            yield from (*_operands(left), *_operands(right))


def _plain(key: Bound) -> bool:
    """Whether a key of a group is a column as it is."""
    item = key.item if isinstance(key, Member) and Frame.certain(key.range) else None
    return item is not None and isinstance(item.column, KeyedColumnElement) and not (item.ruled or item.missing)
