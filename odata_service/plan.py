"""A request's shape -> everything that can be prepared before its values are known, and remembered.

Binding names, writing and compiling SQL, choosing decoders and the row writer happen here, once per shape.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from odata_service.edm.model import Model, Stored
from odata_service.errors import BadRequest
from odata_service.payload.rows import Field, RowWriter, row_writer
from odata_service.protocol.negotiation import Format
from odata_service.query.bound import Member, Read, Shape
from odata_service.query.paging import Token, nulls_of
from odata_service.query.read import bind_read
from odata_service.query.rows import keyset_possible
from odata_service.query.scope import Values
from odata_service.sql.database import Database
from odata_service.sql.select import select_count, select_rows
from odata_service.sql.statement import Statement
from odata_service.sql.values import PLAIN, Decode, decoder
from odata_service.url.request import Asked

CACHED_PLANS = 2000


@dataclass(frozen=True, slots=True)
class Decoder:
    """How the values of a column are decoded; a column that holds only values of the `plain` types is not."""

    index: int
    decode: Decode
    plain: frozenset[type] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How requests of one shape are answered."""

    read: Read
    rows: Statement
    count: Statement | None
    origin: Statement | None
    decoders: tuple[Decoder, ...]
    width: int  # how many columns are written; those behind them serve the key and the page token
    keys: tuple[int, ...]  # the columns of the key
    order: tuple[int, ...]  # the columns of the order
    seekable: bool
    writer: RowWriter


@dataclass(slots=True, eq=False)
class PlanCache:
    """The plans of the shapes that were asked for last; thread-safe and bounded."""

    size: int = CACHED_PLANS
    plans: OrderedDict[tuple[Any, ...], Plan] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    hits: int = 0
    misses: int = 0

    def get(self, key: tuple[Any, ...]) -> Plan | None:
        with self.lock:
            plan = self.plans.get(key)
            if plan is None:
                self.misses += 1
                return None
            self.hits += 1
            self.plans.move_to_end(key)
            return plan

    def put(self, key: tuple[Any, ...], plan: Plan) -> None:
        with self.lock:
            self.plans[key] = plan
            while len(self.plans) > self.size:
                self.plans.popitem(last=False)


def make_plan(
    asked: Asked,
    token: Token | None,
    model: Model,
    database: Database,
    form: Format,
    version: str,
) -> tuple[Plan, tuple[str, ...], bool]:
    """The plan of a request, its literals as the plan numbers them, and whether the plan may be remembered.

    Raises:
        BadRequest, NotFound, NotImplementedByService: what the request names or says is wrong.
    """
    places = {place: number for number, place in enumerate(asked.places)}
    values = Values(list(asked.texts), places)
    read = bind_read(asked.path(), asked.options(), model, values)
    if token is not None:
        read = _behind(read, token)
    return (
        _prepared(read, asked, model, database, form, version),
        tuple(values.texts),
        values.complete and asked.memorable,
    )


def _behind(read: Read, token: Token) -> Read:
    """The read of a page behind the first: from the last row on, not from a number of rows."""
    if token.skip is not None:
        return replace(read, skipped=True)
    if len(token.values) != len(read.order):
        raise BadRequest("This $skiptoken was not made for this request.", target="$skiptoken")
    return replace(read, skipped=False, after=nulls_of(token.values))


def _prepared(read: Read, asked: Asked, model: Model, database: Database, form: Format, version: str) -> Plan:
    entity_set = read.range.entity_set
    dialect = database.dialect
    written = [output for output in read.outputs if output.name is not None]
    fields = [Field(output.name or "", output.expression.type) for output in written]  # type: ignore[arg-type]  # outputs have a type
    counted = read.shape is Shape.COUNT or (asked.count and read.shape in (Shape.COLLECTION, Shape.REFERENCES))
    return Plan(
        read=read,
        rows=select_rows(read, dialect) if read.shape is not Shape.COUNT else Statement("", ()),
        count=select_count(read, dialect) if counted else None,
        origin=select_rows(read.origin, dialect) if read.origin is not None else None,
        decoders=_decoders(read, dialect.name),
        width=len(written),
        keys=tuple(_column_of(read, Member(read.range, item)) for item in entity_set.type.key_properties),
        order=tuple(_column_of(read, sort.expression) for sort in read.order),
        seekable=keyset_possible(read),
        writer=row_writer(fields, entity_set, model.namespace, form, version),
    )


def _column_of(read: Read, expression: Any) -> int:
    for index, output in enumerate(read.outputs):
        found = output.expression
        if found is expression:
            return index
        match found, expression:
            case Member(row, item), Member(other_row, other_item) if row is other_row and item is other_item:
                return index
    raise AssertionError("an expression is needed that is not fetched")


def _decoders(read: Read, dialect: str) -> tuple[Decoder, ...]:
    decoders = []
    for index, output in enumerate(read.outputs):
        item = output.expression.item if isinstance(output.expression, Member) else None
        found = decoder(dialect, output.expression.type, item) if output.expression.type else None
        if found is not None:
            as_it_is = item is None or (item.stored is Stored.NATIVE and not item.fixed_length)
            plain = PLAIN.get(output.expression.type) if output.expression.type and as_it_is else None
            decoders.append(Decoder(index, found, plain or frozenset()))
    return tuple(decoders)


def decoded(columns: Sequence[Sequence[Any]], decoders: Sequence[Decoder]) -> list[Sequence[Any]]:
    """The columns with the driver's values decoded."""
    made = list(columns)
    for item in decoders:
        column, decode = made[item.index], item.decode
        if not item.plain.issuperset(map(type, column)):
            made[item.index] = [None if value is None else decode(value) for value in column]
    return made
